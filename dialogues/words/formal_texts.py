"""Fixed texts on how a dialogue stands to a procedure in law (sweden.md D-4, D-5).

They are the same for every dialogue, so that a municipality's lawyer can read them once. No municipality rewords them,
and no other language is translated by a machine.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.enums import FORMAL_LINKS, FormalLink
from dialogues.models import Dialogue
from dialogues.words.plan_sections import FORMAL_QUESTIONS
from kraftsamling.shared.dates import add_months
from programmes.models.legal import is_web_address


@dataclass(frozen=True)
class FormalText:
    """What everyone is told: ``not_this`` that this is no such procedure, ``send_there`` where formal views belong,
    ``at_stake`` what may be lost otherwise. ``short`` is ``not_this`` in a line, ``brief`` all of it where there is
    room for two lines."""

    title: str
    short: str
    not_this: str
    send_there: str
    at_stake: str
    brief: str


_PLAN_NOT_THIS = gettext_lazy(
    "This conversation is not the consultation or review that the planning and building act asks for. What you say "
    "here helps those who plan, but is not a formal view on the plan."
)
_SEND_THERE = gettext_lazy("Send formal views in writing to the official address below, within the official time.")
_MAY_LOSE = gettext_lazy(
    "If you do not send your views in writing before the review of the plan ends, you may lose the right to appeal the "
    "decision. Views that you give here do not count for that."
)
_BRIEF_PLAN = gettext_lazy(
    "This is not the formal consultation. Write to the municipality before the review of the plan ends, or you may "
    "lose the right to appeal."
)
_BRIEF = gettext_lazy("This is not the formal procedure. Views given only here may be missing when it is decided.")

_TEXTS: dict[str, FormalText] = {
    FormalLink.BEFORE_PLAN: FormalText(
        gettext_lazy("This is before a detailed plan is drawn up"),
        gettext_lazy("This is not the consultation on a detailed plan."),
        _PLAN_NOT_THIS,
        gettext_lazy(
            "If a plan is drawn up, there will be a consultation, and usually a review after it. Formal views are "
            "sent in writing then, to the address below."
        ),
        _MAY_LOSE,
        gettext_lazy(
            "This is not the formal consultation. If a plan is drawn up, write to the municipality before its review "
            "ends, or you may lose the right to appeal."
        ),
    ),
    FormalLink.PLAN_CONSULTATION: FormalText(
        gettext_lazy("A detailed plan is out for consultation at the same time"),
        gettext_lazy("This is not the consultation on the detailed plan."),
        _PLAN_NOT_THIS,
        _SEND_THERE,
        gettext_lazy(
            "Views sent in during the consultation are listed in a report, with the comments of the municipality. "
            "Usually a review follows. If it does and you have not sent your views in writing before it ends, you may "
            "lose the right to appeal the decision. Views that you give here do not count for that."
        ),
        _BRIEF_PLAN,
    ),
    FormalLink.PLAN_REVIEW: FormalText(
        gettext_lazy("A detailed plan is out for review at the same time"),
        gettext_lazy("This is not the review of the detailed plan."),
        _PLAN_NOT_THIS,
        _SEND_THERE,
        _MAY_LOSE,
        _BRIEF_PLAN,
    ),
    FormalLink.COMPREHENSIVE_PLAN: FormalText(
        gettext_lazy("The comprehensive plan is being worked on at the same time"),
        gettext_lazy("This is neither consultation on the comprehensive plan nor the review of it."),
        gettext_lazy(
            "This conversation is not the consultation or review of the comprehensive plan that the planning and "
            "building act asks for. What you say here helps those who plan, but is not a formal view on the plan."
        ),
        _SEND_THERE,
        gettext_lazy(
            "The municipality gives an account in writing of what came of the consultation. Views that you give only "
            "here may be missing when the plan is decided."
        ),
        _BRIEF,
    ),
    FormalLink.OTHER_ACT: FormalText(
        gettext_lazy("There is a procedure in law on the same matter"),
        gettext_lazy("This is not the procedure in law on the same matter."),
        gettext_lazy("This conversation is not that procedure. What you say here is not a formal view in it."),
        _SEND_THERE,
        gettext_lazy("Views that you give only here may be missing when the matter is decided, and if you appeal."),
        _BRIEF,
    ),
}


def formal_text(link: str) -> FormalText | None:
    """Return the fixed text in the active language; None for a dialogue without a formal link."""
    return _TEXTS.get(link)


# What stands between addresses, and what people write around one.
_BETWEEN = re.compile(r"[\s,;]+")
_AROUND = ".:!?()[]{}<>*\"'“”„‘’«»"

_NOTICE = {
    "formal_act": gettext_lazy("The act"),
    "plan_area": gettext_lazy("Area"),
    "plan_deviation": gettext_lazy("Deviation from the comprehensive plan"),
    "plan_where": gettext_lazy("Where the proposal can be seen"),
    "official_channel": gettext_lazy("Formal views are sent to"),
}


@dataclass(frozen=True)
class FormalPoint:
    """A point of the notice, by its ``name``: ``text`` is what people read, ``facts`` what the municipality wrote,
    whatever our words for it."""

    name: str
    label: str
    text: str
    facts: tuple[str, ...]


def formal_notice(dialogue: Dialogue) -> list[tuple[str, str]]:
    """Return each of ``formal_points`` as its label and its text."""
    return [(point.label, point.text) for point in formal_points(dialogue)]


def formal_points(dialogue: Dialogue) -> list[FormalPoint]:
    """Return what people must be told of the procedure in law: each point with what the municipality wrote.

    The points of the notice that the planning and building act asks for (sweden.md 4.2); what may be lost stands in
    the fixed text beside it.
    """
    asked = FORMAL_QUESTIONS.get(dialogue.formal_link)
    if asked is None:
        return []
    told = {name: getattr(dialogue, name).strip() for name in _NOTICE if name in asked}
    points = [FormalPoint(name, str(_NOTICE[name]), text, (text,)) for name, text in told.items()]
    if "plan_name" in asked:
        names = tuple(filter(None, (dialogue.plan_name, dialogue.plan_number)))
        points.insert(0, FormalPoint("plan", _("The plan"), ", ".join(names), names))
    days = tuple(str(day or "") for day in (dialogue.formal_from, dialogue.formal_until))
    points.insert(-1, FormalPoint("time", _("Official time"), _official_time(dialogue), days))
    return [point for point in points if point.text]


def official_address(dialogue: Dialogue) -> str:
    """Return where formal views are sent, as short as it can be written on paper; empty without a formal link."""
    if dialogue.formal_link not in FORMAL_LINKS:
        return ""
    address = dialogue.official_url.removeprefix("https://").removeprefix("http://").rstrip("/")
    return address or dialogue.official_channel


def broken_addresses(text: str) -> list[str]:
    """Return what in the text looks like an e-mail or a web address and is not a whole one, without what stands around
    it."""
    return [word for word in (each.strip(_AROUND) for each in _BETWEEN.split(text)) if _is_broken(word)]


def _is_broken(word: str) -> bool:
    begins = word.lower()
    try:
        if begins.startswith(("http:", "https:")):
            is_web_address(word)
        elif begins.startswith("www."):
            is_web_address(f"https://{word[4:]}")
        else:
            address = word.partition("?")[0] if begins.startswith("mailto:") else word
            for part in address.split(":"):  # "E-post:plan@example.org"
                if "@" in part and not _is_handle(part):
                    validate_email(part)
    except ValidationError:
        return True
    return False


def _is_handle(word: str) -> bool:
    """Whether it names an account, as "@boras" does."""
    return word.startswith("@") and "." not in word


def _official_time(dialogue: Dialogue) -> str:
    days = {"first": dialogue.formal_from, "last": dialogue.formal_until}
    words = {name: date_format(day, "j F Y") for name, day in days.items() if day}
    if len(words) == 2:
        return _("%(first)s to %(last)s") % words
    return _("from %(first)s") % words if "first" in words else _("until %(last)s") % words if words else ""


def hint_on_time(dialogue: Dialogue) -> str:
    """Return what to check when the official time is shorter than the act usually asks for; "" otherwise.

    A hint, no more: exceptions and longer times follow from the planning and building act, chapters 3 and 5.
    """
    link, first, last = dialogue.formal_link, dialogue.formal_from, dialogue.formal_until
    if not first or not last:
        return ""
    if link == FormalLink.PLAN_REVIEW and last < first + dt.timedelta(days=13):
        return _(
            "The review of a detailed plan usually lasts at least two weeks, in some cases three weeks or 30 days. "
            "This one is shorter. Check with the municipality's lawyer."
        )
    if link == FormalLink.COMPREHENSIVE_PLAN and last < add_months(first, 2) - dt.timedelta(days=1):
        return _(
            "The review of a comprehensive plan usually lasts at least two months. This time is shorter. If it is the "
            "review, check with the municipality's lawyer."
        )
    return ""
