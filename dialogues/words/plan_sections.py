"""The parts of a dialogue's plan: which questions each asks, in the short plan and in the full one.

Both plans fill the same columns of one row, so that nothing is lost when a plan grows or is cut short.
"""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogues.enums import FormalLink, PlanSize
from dialogues.models import Dialogue

# What a copy takes over. Not the two questions, dates, formal links and reasons: those are thought through anew.
COPIED = (
    "summary", "organiser", "why_invite", "value_created", "why_it_matters", "wanted_result", "preconditions", "timing",
    "venue_reason", "perspectives", "reach_how", "use_of_results", "purpose", "predictability", "agreement",
    "expected_people", "weeks", "facilitation", "venue", "form", "level", "planning_group", "budget_hours",
    "budget_kronor", "facts_by", "channels", "documentation", "follow_up", "success", "risks", "personal_data",
)  # fmt: skip
_PLAN = ("plan_name", "plan_number", "plan_area")
_OFFICIAL = ("formal_from", "formal_until", "official_channel", "official_url")
# What people must be told of a procedure in law beside the dialogue (sweden.md 4.2, D-4 and D-5).
FORMAL_QUESTIONS: dict[str, tuple[str, ...]] = {
    FormalLink.BEFORE_PLAN: ("plan_name", "plan_number", *_OFFICIAL),
    FormalLink.PLAN_CONSULTATION: (*_PLAN, "plan_deviation", "plan_where", *_OFFICIAL),
    FormalLink.PLAN_REVIEW: (*_PLAN, "plan_deviation", "plan_where", *_OFFICIAL),
    FormalLink.COMPREHENSIVE_PLAN: (*_PLAN, "plan_where", *_OFFICIAL),
    FormalLink.OTHER_ACT: ("formal_act", *_OFFICIAL),
}
# Before a plan is drawn up nobody knows its time; the notice of a review must say how the plan deviates.
_FORMAL_MAY_BE_EMPTY: dict[str, frozenset[str]] = {
    FormalLink.BEFORE_PLAN: frozenset({"plan_name", "plan_number", "formal_from", "formal_until"}),
    FormalLink.PLAN_CONSULTATION: frozenset({"plan_deviation"}),
    FormalLink.OTHER_ACT: frozenset({"formal_from", "formal_until"}),
}
ALL_FORMAL = (
    "formal_act", "plan_name", "plan_number", "plan_area", "plan_deviation", "plan_where", *_OFFICIAL,
)  # fmt: skip


def needed_formal(link: str) -> list[str]:
    """Return the questions on a procedure in law that must be answered before people are invited: first of all whether
    there is one."""
    if not link:
        return ["formal_link"]
    may_be_empty = _FORMAL_MAY_BE_EMPTY.get(link, frozenset())
    return [name for name in FORMAL_QUESTIONS.get(link, ()) if name not in may_be_empty]


def lacking_formal(dialogue: Dialogue) -> list[str]:
    """Return those of them that are not answered."""
    return [name for name in needed_formal(dialogue.formal_link) if not _is_answered(dialogue, name)]


def _is_answered(dialogue: Dialogue, name: str) -> bool:
    value = getattr(dialogue, name)
    return bool(value.strip()) if isinstance(value, str) else value is not None


@dataclass(frozen=True)
class PlanSection:
    """One part of the plan, written in one sitting. ``key`` stands in its address.

    ``fields`` are its questions in their order; those in ``if_answered`` are asked only where an answer is kept, from
    the full plan or from the methods, and those on a procedure in law only with one. The part is done though those in
    ``may_be_empty`` are not answered. ``rows`` names what is written one row at a time ("influences", "target_groups").
    """

    key: str
    title: Promise
    lead: Promise
    fields: tuple[str, ...]
    may_be_empty: frozenset[str] = frozenset()
    if_answered: frozenset[str] = frozenset()
    rows: str = ""

    def asked(self, dialogue: Dialogue) -> tuple[str, ...]:
        """Return the questions that are asked as the dialogue stands."""
        return tuple(name for name in self.fields if self._is_asked(dialogue, name))

    def needed(self, dialogue: Dialogue) -> tuple[str, ...]:
        """Return the questions that must be answered before the part is done."""
        needed = [name for name in self.asked(dialogue) if name not in self.may_be_empty | self.if_answered]
        lacking = lacking_formal(dialogue)
        return tuple(name for name in needed if name not in ALL_FORMAL or name in lacking)

    def _is_asked(self, dialogue: Dialogue, name: str) -> bool:
        if name in ALL_FORMAL:
            return name in FORMAL_QUESTIONS.get(dialogue.formal_link, ())
        if name in GIVEN and dialogue.is_information_only:
            return False
        return name not in self.if_answered or _is_answered(dialogue, name)


# What follows from a no to one of the two tests, and is not chosen.
GIVEN = ("form", "level")
_GATES = ("is_matter_open", "matter_reason", "are_deciders_open", "deciders_reason")
_WHYS = ("why_invite", "value_created", "why_it_matters")
_INFLUENCE = PlanSection(
    "paverkan",
    _("What can be influenced"),
    _("One row for each question: is it already decided, open in part, or open? And who decides, when?"),
    ("preconditions",),
    rows="influences",
)
_GROUPS = PlanSection(
    "vilka",
    _("Whom to reach"),
    _("Think first of those who are usually missing, of what hinders them, and of how you remove it."),
    ("perspectives", "reach_how"),
    rows="target_groups",
)
_CONVERSATION = PlanSection(
    "samtalet",
    _("The conversation"),
    _("From these answers you get advice on form, level and methods."),
    (
        "purpose", "decision_timing", "predictability", "agreement", "expected_people", "weeks", "facilitation",
        "venue",
    ),
)  # fmt: skip
_CHOICE = PlanSection(
    "form",
    _("Form and level"),
    _("The advice advises, you decide. What you choose stands in the invitation."),
    ("form", "level", "methods", "advice_reason"),
    may_be_empty=frozenset({"methods", "advice_reason"}),
)
_FORMAL = PlanSection(
    "formell-koppling",
    _("Formal link"),
    _("Is there a procedure in law on the same matter? Formal views are not received here."),
    ("formal_link", *ALL_FORMAL),
)

FULL: tuple[PlanSection, ...] = (
    PlanSection(
        "fragor",
        _("Two questions first"),
        _("If the answer to one of them is no, you can inform people, but not hold a dialogue. Then call it that."),
        _GATES,
    ),
    PlanSection(
        "amnet",
        _("The matter"),
        _("What it is about, where, and who invites."),
        ("title", "question", "summary", "inviters", "organiser", "places", "challenges", "phase"),
        may_be_empty=frozenset({"organiser", "places", "challenges", "phase"}),
    ),
    PlanSection(
        "varfor",
        _("Why"),
        _("Answer these before anything else is decided, and answer them together."),
        (*_WHYS, "wanted_result"),
    ),
    _INFLUENCE,
    _GROUPS,
    _CONVERSATION,
    _CHOICE,
    PlanSection(
        "tid-och-plats",
        _("When and where"),
        _("Write dates as exactly as you know them. Each occasion gets its own time and place later."),
        ("timing", "starts_on", "ends_on", "venue_reason", "timeline"),
        may_be_empty=frozenset({"ends_on"}),
    ),
    PlanSection(
        "resurser",
        _("Resources"),
        _("Who does it, with what, and how it is told and documented."),
        (
            "responsible", "planning_group", "budget_hours", "budget_kronor", "facts_by", "channels", "documentation",
            "risks", "personal_data",
        ),
    ),
    PlanSection(
        "efterat",
        _("Afterwards"),
        _("Decide before you begin what happens with what people say."),
        ("use_of_results", "follow_up", "success"),
    ),
    _FORMAL,
)  # fmt: skip

# The two tests, the three whys, the handbook's nine planning questions, what the adviser must know at the least, and
# what publishing needs; no more (sweden.md G-5).
SHORT: tuple[PlanSection, ...] = (
    PlanSection(
        "fragor",
        _("Before you invite"),
        _("If the answer to one of the first two is no, you can inform people, but not hold a dialogue."),
        (*_GATES, *_WHYS),
    ),
    PlanSection(
        "amnet",
        _("The matter"),
        _("What it is about, where, who invites, and what shall come of it."),
        ("title", "question", "summary", "wanted_result", "inviters", "places"),
        may_be_empty=frozenset({"places"}),
    ),
    _INFLUENCE,
    _GROUPS,
    replace(
        _CONVERSATION,
        fields=("purpose", "decision_timing", "expected_people", "weeks", "facilitation", "venue"),
        if_answered=frozenset({"venue"}),
    ),
    replace(_CHOICE, if_answered=frozenset({"advice_reason"})),
    PlanSection(
        "tid-och-plats",
        _("When, where and afterwards"),
        _("Write dates as exactly as you know them. Each occasion gets its own time and place later."),
        (
            "timing", "starts_on", "ends_on", "venue_reason", "use_of_results", "responsible", "timeline",
            "planning_group", "documentation",
        ),
        may_be_empty=frozenset({"ends_on"}),
        # The methods write into the last three: what stands there can be seen and changed.
        if_answered=frozenset({"responsible", "timeline", "planning_group", "documentation"}),
    ),
    _FORMAL,
)  # fmt: skip


# Of what is only told: what, to whom, when and how, how one can ask, and who answers.
INFORMATION: tuple[PlanSection, ...] = (
    replace(FULL[0], lead=_("Since the answer to one of them is no, or you chose so, you tell and do not ask.")),
    PlanSection(
        "amnet",
        _("What you tell"),
        _("What it is about, where, and who stands behind it."),
        ("title", "question", "summary", "why_it_matters", "inviters", "organiser", "places", "challenges", "phase"),
        may_be_empty=frozenset({"why_it_matters", "organiser", "places"}),
        if_answered=frozenset({"challenges", "phase"}),
    ),
    PlanSection(
        "paverkan",
        _("What is decided"),
        _("What is decided already, by whom and when. One row for each decision that people ask about."),
        ("preconditions",),
        may_be_empty=frozenset({"preconditions"}),
        rows="influences",
    ),
    PlanSection(
        "vilka",
        _("Whom to reach"),
        _("Who must know, and how does it reach those who are usually missing?"),
        ("channels", "facts_by"),
        rows="target_groups",
    ),
    replace(
        _CHOICE,
        title=_("Information"),
        lead=_("Why it is information and not a dialogue, and ways to tell it."),
        if_answered=frozenset({"advice_reason"}),
    ),
    PlanSection(
        "tid-och-plats",
        _("When, and who answers for it"),
        _("Write dates as exactly as you know them. Each occasion gets its own time and place later."),
        ("starts_on", "ends_on", "responsible", "timeline", "planning_group", "documentation"),
        may_be_empty=frozenset({"ends_on"}),
        # The methods write into the last three: what stands there can be seen and changed.
        if_answered=frozenset({"timeline", "planning_group", "documentation"}),
    ),
    _FORMAL,
)
# What the same questions are called where people are told something, and not asked.
INFORMATION_LABELS: dict[str, Promise] = {
    "question": _("what you tell, in one sentence"),
    "summary": _("what you tell"),
    "why_it_matters": _("why it matters to those you tell"),
    "inviters": _("those who stand behind it"),
    "preconditions": _("what is decided, and why"),
    "channels": _("how people are told, and how they can ask"),
    "facts_by": _("who answers questions"),
    "methods": _("ways to tell"),
}


def sections_of(dialogue: Dialogue) -> tuple[PlanSection, ...]:
    """Return the parts of the dialogue's plan: short or full, or that of what is only told."""
    if dialogue.tells_only:
        return INFORMATION
    return FULL if dialogue.size == PlanSize.FULL else SHORT


def find_section(key: str, dialogue: Dialogue) -> PlanSection | None:
    """Return the part with this address; None where the dialogue's plan has no such part."""
    return next((section for section in sections_of(dialogue) if section.key == key), None)


def section_with(name: str, sections: tuple[PlanSection, ...] = FULL) -> PlanSection | None:
    """Return the part of the plan in which a question (or "influences", "target_groups") stands.

    None for what these parts never ask.
    """
    return next((section for section in sections if name in section.fields or name == section.rows), None)


def questions_at(key: str) -> frozenset[str]:
    """Return all that a part with this address asks, in whichever plan."""
    parts = [section for section in (*FULL, *SHORT, *INFORMATION) if section.key == key]
    return frozenset(name for part in parts for name in part.fields)
