"""States and kinds of programmes, map notes, organisations and legal pages."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Move:
    """One allowed change of state: what the button says, and whether a reason is asked for."""

    source: str
    target: str
    label: str
    needs_reason: bool = False


class ProgrammeState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("programme state", "proposed")
    DECIDED = "decided", pgettext_lazy("programme state", "decided")
    UNDER_WAY = "under_way", pgettext_lazy("programme state", "under way")
    EXIT = "exit", pgettext_lazy("programme state", "exit part")
    CLOSED = "closed", pgettext_lazy("programme state", "closed")
    REJECTED = "rejected", pgettext_lazy("programme state", "rejected")


# Going back is a normal move, since the method is a guide; it asks for a reason (design.md 3).
PROGRAMME_MOVES = [
    Move("proposed", "decided", _("Note that the programme is decided")),
    Move("proposed", "rejected", _("Note that the programme is rejected"), needs_reason=True),
    Move("decided", "under_way", _("Start the programme")),
    Move("decided", "proposed", _("Go back to proposed"), needs_reason=True),
    Move("under_way", "exit", _("Begin the exit part")),
    Move("under_way", "decided", _("Go back to decided"), needs_reason=True),
    Move("exit", "closed", _("Close the programme"), needs_reason=True),
    Move("exit", "under_way", _("Go back to under way"), needs_reason=True),
    Move("closed", "exit", _("Open the programme again"), needs_reason=True),
    Move("rejected", "proposed", _("Take up the proposal again"), needs_reason=True),
]


class Initiative(models.TextChoices):
    """Who took the initiative (domain.md 1)."""

    PROFESSIONALS = "professionals", pgettext_lazy("initiative", "the professionals")
    POLITICIANS = "politicians", pgettext_lazy("initiative", "politicians")
    ACADEMIA = "academia", pgettext_lazy("initiative", "academia")
    AUTHORITIES = "authorities", pgettext_lazy("initiative", "authorities")
    CIVIL_SOCIETY = "civil_society", pgettext_lazy("initiative", "civil society")
    RESIDENTS = "residents", pgettext_lazy("initiative", "residents")


class PhaseKind(models.TextChoices):
    INITIATION = "initiation", pgettext_lazy("phase", "Initiation")
    BUILD_UP = "build_up", pgettext_lazy("phase", "Building up")
    PROBLEM_TACKLING = "problem_tackling", pgettext_lazy("phase", "Tackling problems")
    IMPLEMENTATION = "implementation", pgettext_lazy("phase", "Putting into practice and keeping up")


class NoteKind(models.TextChoices):
    DIALOGUE = "dialogue", pgettext_lazy("map kind", "Dialogue")
    DECISION = "decision", pgettext_lazy("map kind", "Decision")
    MEASURE = "measure", pgettext_lazy("map kind", "Measure")
    EXPERIMENT = "experiment", pgettext_lazy("map kind", "Experiment")
    MILESTONE = "milestone", pgettext_lazy("map kind", "Milestone")
    STORY = "story", pgettext_lazy("map kind", "Story")


class NoteState(models.TextChoices):
    DONE = "done", pgettext_lazy("map state", "has happened")
    NOW = "now", pgettext_lazy("map state", "going on now")
    PLANNED = "planned", pgettext_lazy("map state", "planned")
    OPEN_QUESTION = "open_question", pgettext_lazy("map state", "open question")
    DROPPED = "dropped", pgettext_lazy("map state", "dropped")


class LabelSide(models.TextChoices):
    """Where the label of a station is to stand; its values are those of ``processmap.items.Side``."""

    ABOVE = "above", pgettext_lazy("label", "above the band")
    BELOW = "below", pgettext_lazy("label", "below the band")


class OrganisationKind(models.TextChoices):
    COUNCIL = "council", pgettext_lazy("organisation", "municipal council")
    EXECUTIVE_BOARD = "executive_board", pgettext_lazy("organisation", "municipal executive board")
    BOARD = "board", pgettext_lazy("organisation", "board")
    DEPARTMENT = "department", pgettext_lazy("organisation", "department")
    ASSOCIATION = "association", pgettext_lazy("organisation", "association")
    COMPANY = "company", pgettext_lazy("organisation", "company")
    AUTHORITY = "authority", pgettext_lazy("organisation", "authority")
    OTHER = "other", pgettext_lazy("organisation", "other organisation")


# Bodies that can decide in law; the others carry out or take part.
DECIDING_KINDS = (OrganisationKind.COUNCIL, OrganisationKind.EXECUTIVE_BOARD, OrganisationKind.BOARD)


class Palette(models.TextChoices):
    """Colours a municipality can choose; each is a ready-made, contrast-checked set in the theme."""

    TEAL = "teal", pgettext_lazy("palette", "Deep teal")
    BLUE = "blue", pgettext_lazy("palette", "Blue")
    GREEN = "green", pgettext_lazy("palette", "Green")
    WINE = "wine", pgettext_lazy("palette", "Wine red")
    INK = "ink", pgettext_lazy("palette", "Ink")


class LegalPageKind(models.TextChoices):
    PRIVACY = "privacy", _("Personal data")
    HOW_WE_HANDLE = "how_we_handle", _("How we handle what you send in")


class Conformance(models.TextChoices):
    FULL = "full", pgettext_lazy("conformance", "fully conforms")
    PARTIAL = "partial", pgettext_lazy("conformance", "partly conforms")
    NONE = "none", pgettext_lazy("conformance", "does not conform")


class ReportKind(models.TextChoices):
    BARRIER = "barrier", _("Something does not work for me")
    REQUEST = "request", _("I need something in another form")


class ReportState(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("report", "received")
    IN_HAND = "in_hand", pgettext_lazy("report", "being looked into")
    ANSWERED = "answered", pgettext_lazy("report", "answered")


REPORT_MOVES = [
    Move("received", "in_hand", _("Begin to look into it")),
    Move("received", "answered", _("Answer")),
    Move("in_hand", "answered", _("Answer")),
    Move("answered", "in_hand", _("Look into it again"), needs_reason=True),
]


# First parts of an address that no programme may take: they lead elsewhere, or may one day.
RESERVED_SLUGS = frozenset(
    [
        "arbete",
        "konto",
        "folj",
        "k",
        "en",
        "sv",
        "ar",
        "fi",
        "so",
        "fa",
        "ti",
        "tr",
        "pl",
        "es",
        "uk",
        "ru",
        "sq",
        "bs",
        "hr",
        "sr",
        "th",
        "ckb",
        "kmr",
        "prs",
        "tillganglighet",
        "personuppgifter",
        "sa-hanterar-vi",
        "halsa",
        "anmalan",
        "static",
        "statisk",
        "media",
        "filer",
        "dokument",
        "admin",
        "support",
        "api",
        "galleri",
        "ny",
        "sok",
        "om",
        "hjalp",
        "kontakt",
        "kalender",
        "alla",
        "kommunen",
        "kraftsamlingar",
        "min-sida",
        "robots",
        "sitemap",
        "favicon",
        "manifest",
        "skyltfonster",
        "processkarta",
        "dialoger",
        "ideer",
        "atgarder",
        "beslut",
        "labbet",
    ]
)
