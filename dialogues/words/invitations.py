"""What stands around an invitation in each language that it can be written in: headings, and phrases that are fixed.

Those in Swedish and English are translated as all other texts of ours are. The others stand beside this module, a file
for each language; they are ours and nobody who speaks the language has read them yet, which the page tells as long as
the file has words under ``unreviewed``. Statutory texts are never among them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from dialogues.enums import Facility, Level, OccasionKind, OccasionState, PromiseStanding
from dialogues.models import Dialogue, Occasion
from dialogues.words.everyday import FORM_SENTENCES
from dialogues.words.ladder import SENTENCES

_FOLDER = Path(__file__).parent
# Of an occasion: what is there for those who come, and what else is told under a label.
_FACTS = (
    "step_free", "toilet", "hearing_loop", "quiet_space", "childcare", "sign_language", "interpreter", "food", "cost",
    "plan_b", "support_how",
)  # fmt: skip


@dataclass(frozen=True)
class InvitationWords:
    """What stands above, between and after the texts of an invitation.

    ``forms``, ``kinds`` (of occasions), ``levels`` (name and sentence), ``standings``, ``facts`` and ``facilities`` are
    by the value or the name of what they say. ``until`` (it holds till then), ``by`` (then at the latest),
    ``hours``, ``sign_up_by``, ``room`` and ``printed`` hold {day}; ``hours`` also {begins} and {ends}; ``places``,
    ``more`` and ``more_here`` hold {count}. ``no_answer`` is said before the day by which one was to come.
    ``new_time`` holds {when} it was to be before, and ``new_place`` {where}. ``unreviewed`` tells that nobody who
    speaks the language has read these words; empty when somebody has.
    """

    invited: str
    influence: str
    influenced: str
    decided: str
    promise: str
    practical: str
    read_more: str
    read_on: str
    questions: str
    machine: str
    outdated: str
    information: str
    before: str
    until: str
    by: str
    why: str
    promise_changed: str
    hours: str
    sign_up: str
    full: str
    sign_up_closed: str
    just_come: str
    free: str
    sign_up_web: str
    sign_up_by: str
    places: str
    room: str
    more: str
    more_here: str
    invites: str
    online: str
    link: str
    printed: str
    calendar: str
    cancelled: str
    no_answer: str
    new_time: str
    new_place: str
    over: str
    dialogue_cancelled: str
    whole: str
    law: str
    unreviewed: str
    forms: Mapping[str, str]
    kinds: Mapping[str, str]
    levels: Mapping[str, tuple[str, str]]
    standings: Mapping[str, str]
    facts: Mapping[str, str]
    facilities: Mapping[str, str]


@cache
def words_in(language: str) -> InvitationWords:
    """Return the headings and fixed phrases in one of LANGUAGES."""
    file = _FOLDER / f"{language}.json"
    if file.exists():
        return InvitationWords(**json.loads(file.read_text(encoding="utf-8")))
    with override("en" if language == "en" else settings.LANGUAGE_CODE):
        return InvitationWords(**_headings(), **_phrases(), **_tables())


def words_for(dialogue: Dialogue, language: str) -> InvitationWords:
    """Return what stands around ``dialogue``; what is only told invites nobody, and in our own languages says so."""
    words = words_in(language)
    if not dialogue.is_information or language not in dict(settings.LANGUAGES):
        return words
    with override(language):
        return replace(
            words,
            decided=pgettext("information", "Decided by"),
            promise=_("When and how you hear more"),
            invites=_("Who stands behind it"),
        )


def _headings() -> dict[str, str]:
    return {
        "invited": _("You are invited"),
        "influence": _("What you can influence"),
        "influenced": _("This is what could be influenced"),
        "decided": _("Who decides, and when"),
        "promise": _("When and how you get an answer"),
        "practical": _("Where and when"),
        "read_more": _("Read more and take part"),
        "read_on": _("Read more"),
        "questions": _("Questions?"),
        "machine": _("Translated by a machine, not reviewed."),
        "outdated": _("The original has changed since this was translated."),
    }


def _phrases() -> dict[str, str]:
    return {
        "information": _("What is told here cannot be influenced. You are welcome to ask."),
        "before": _("What was promised before"),
        "until": _("Until %(when)s") % {"when": "{day}"},
        "by": _("By %(day)s") % {"day": "{day}"},
        "why": _("Why it was changed"),
        "promise_changed": _("This promise has been changed"),
        "hours": _("%(day)s at %(begins)s–%(ends)s") % {"day": "{day}", "begins": "{begins}", "ends": "{ends}"},
        "sign_up": _("Sign up"),
        "full": _("Full – join the waiting list"),
        "sign_up_closed": _("One can no longer sign up."),
        "just_come": _("You need not sign up."),
        "free": _("Free of charge"),
        "sign_up_web": _("Sign up on the web."),
        "sign_up_by": _("Sign up on the web by %(day)s.") % {"day": "{day}"},
        "places": _("Number of places: %(count)s.") % {"count": "{count}"},
        "room": _("There are places %(when)s") % {"when": "{day}"},
        "more": _("More occasions, on the web: %(count)s") % {"count": "{count}"},
        "more_here": _("More occasions: %(count)s") % {"count": "{count}"},
        "invites": _("Invited by"),
        "online": _("online"),
        "link": _("The link is on the web."),
        "printed": _("Printed %(printed_on)s. The page on the web is always the latest.") % {"printed_on": "{day}"},
        "calendar": _("Add to your calendar"),
        "cancelled": str(OccasionState.CANCELLED.label),
        "no_answer": pgettext("promise standing", "the answer will not come"),
        "new_time": _("New time. Before: %(when)s.") % {"when": "{when}"},
        "new_place": _("New place. Before: %(where)s.") % {"where": "{where}"},
        "over": _("is over"),
        "dialogue_cancelled": _("This dialogue is cancelled"),
        "whole": _("Read everything on the original page"),
        "law": _("This is about a procedure in law and about your rights. We do not translate it. Ask us for help."),
        "unreviewed": "",
    }


def _tables() -> dict[str, Mapping]:
    return {
        "forms": {form: str(sentence) for form, sentence in FORM_SENTENCES.items()},
        # What is of no named kind is told by its title alone.
        "kinds": {kind.value: str(kind.label) for kind in OccasionKind if kind != OccasionKind.OTHER},
        "levels": {level.value: (str(level.label), str(SENTENCES[level])) for level in Level},
        "standings": {standing.value: str(standing.label) for standing in PromiseStanding},
        "facts": {name: str(Occasion._meta.get_field(name).verbose_name) for name in _FACTS},
        "facilities": {facility.value: str(facility.label) for facility in Facility},
    }
