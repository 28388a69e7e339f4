"""What an invitation lacks before it can be published, why that matters, and what deserves a second thought."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dialogues.enums import (
    FORMAL_LINKS,
    DecisionTiming,
    Facility,
    InfluenceState,
    Level,
    OccasionKind,
    OccasionState,
    PromiseState,
)
from dialogues.models import Dialogue, Influence, Occasion
from dialogues.queries.dialogues import visible_influences, visible_target_groups
from dialogues.queries.influence_words import decider_of
from dialogues.queries.periods import period_of
from dialogues.queries.plan import section_url
from dialogues.words.formal_texts import hint_on_time
from dialogues.words.plan_sections import lacking_formal
from kraftsamling.shared import clock

# What must be known of a place before people are asked there; "not known yet" is not an answer to all of it at once.
_FACTS = ("step_free", "hearing_loop", "toilet", "sign_language", "interpreter", "childcare", "quiet_space")
_AT_HOME = (OccasionKind.ONLINE, OccasionKind.SURVEY)
_IN_PERSON = (OccasionKind.MEETING, OccasionKind.WALK, OccasionKind.STAND)


@dataclass(frozen=True)
class Gap:
    """Something to be seen to: ``text`` says what, ``why`` why it matters to people, ``url`` leads to the place."""

    key: str
    text: str
    why: str
    url: str


def missing_for_publishing(dialogue: Dialogue, *, today: dt.date | None = None) -> list[Gap]:
    """Return all that must be there before the invitation can be published on ``today``, in the order of the plan.

    Four queries, whatever the plan holds.
    """
    day = today or clock.today()
    influences = list(visible_influences(dialogue))
    occasions = list(dialogue.occasions.current().exclude(state=OccasionState.CANCELLED))
    return [
        *_gates(dialogue),
        *_matter(dialogue),
        *_form_and_level(dialogue),
        *_influences(dialogue, influences),
        *_decided_already(dialogue, influences, occasions, day),
        *_time(dialogue, occasions),
        *_promises(dialogue, day),
        *_formal(dialogue),
    ]


def second_thoughts(dialogue: Dialogue) -> list[Gap]:
    """Return what does not hinder publishing, but deserves a second thought."""
    return [
        *_thoughts_on_plan(dialogue),
        *_thoughts_on_formal_time(dialogue),
        *_thoughts_on_official_address(dialogue),
        *_thoughts_on_occasions(dialogue),
    ]


def _edit(dialogue: Dialogue, occasion: Occasion, field: str) -> str:
    """Return the address of the question on the form, which is long to go through by keyboard."""
    return reverse("dialogues:occasion_edit", args=[dialogue.programme.slug, occasion.pk]) + f"#id_{field}"


def _named(occasion: Occasion) -> str:
    """Return what the occasion is called, with its day: several may be called the same."""
    return f"{capfirst(str(occasion))} {date_format(occasion.day, 'l j F')}"


def _gates(dialogue: Dialogue) -> Iterator[Gap]:
    why = _("A dialogue about what cannot be influenced costs people’s trust. Say how you know.")
    if not (dialogue.is_matter_open and dialogue.matter_reason.strip()):
        text = _("Answer whether the matter can be influenced, and why you think so")
        yield Gap("matter_gate", text, why, section_url(dialogue, "is_matter_open"))
    if not (dialogue.are_deciders_open and dialogue.deciders_reason.strip()):
        text = _("Answer whether those who decide can be influenced, and how you know")
        yield Gap("deciders_gate", text, why, section_url(dialogue, "are_deciders_open"))


def _matter(dialogue: Dialogue) -> Iterator[Gap]:
    tells = dialogue.tells_only
    if not dialogue.question.strip():
        text = _("Write what you tell, in one sentence") if tells else _("Write the question you ask")
        why = _("People decide within a few seconds whether it concerns them.")
        yield Gap("question", text, why, section_url(dialogue, "question"))
    if not dialogue.summary.strip():
        text = _("Write what you tell") if tells else _("Write what it is about")
        why = _("Whoever was not at the last meeting must understand it too.")
        yield Gap("summary", text, why, section_url(dialogue, "summary"))
    if not dialogue.inviters.exists():
        text = _("Name those who stand behind it") if tells else _("Name who invites")
        why = (
            _("People want to know who stands behind it, and whom to ask.")
            if tells
            else _("People want to know who asks, and who will read what they say.")
        )
        yield Gap("inviters", text, why, section_url(dialogue, "inviters"))


def _form_and_level(dialogue: Dialogue) -> Iterator[Gap]:
    if not dialogue.form:
        text, why = _("Choose the form of conversation"), _("Those who come must know what kind of talk awaits them.")
        yield Gap("form", text, why, section_url(dialogue, "form"))
    if not dialogue.level:
        text = _("Choose the level of participation")
        why = _("It is the promise of how much those who take part can change.")
        yield Gap("level", text, why, section_url(dialogue, "level"))
    elif dialogue.decision_timing == DecisionTiming.TAKEN and dialogue.level != Level.INFORMATION:
        text = _("The decision is taken, but people are promised more than information")
        why = _("Nobody can influence what is decided. Call it information, or say what is still open.")
        yield Gap("decision_taken", text, why, section_url(dialogue, "level"))


def _influences(dialogue: Dialogue, influences: list[Influence]) -> Iterator[Gap]:
    url = section_url(dialogue, "influences")
    if dialogue.is_information:
        yield from _in_information(influences, url)
    elif not influences:
        text = _("Write at least one question and say whether it can be influenced")
        why = _("Then nobody comes with hopes that you must let down.")
        yield Gap("influences", text, why, url)
    elif all(row.state == InfluenceState.FIXED for row in influences):
        text, why = _("Everything is already decided"), _("If nothing can be influenced it is information.")
        yield Gap("all_fixed", text, why, url)
    for row in influences:
        yield from _in_row(dialogue, row, url)


def _in_row(dialogue: Dialogue, row: Influence, url: str) -> Iterator[Gap]:
    is_fixed, is_gone = row.state == InfluenceState.FIXED, row.decided_by and row.decided_by.withdrawn_at
    if is_fixed and not row.limits.strip():
        text = _("“%(question)s”: write what is decided") % {"question": row.question}
        why = _("Otherwise the question stands there without an answer, under “Already decided”.")
        yield Gap(f"limits-{row.pk}", text, why, url)
    if (dialogue.is_information or not is_fixed) and (is_gone or not decider_of(row).strip()):
        text = _("“%(question)s”: say who decides") % {"question": row.question}
        why = _("People want to know where what they say ends up.")
        if dialogue.is_information:
            text = _("“%(question)s”: say who has decided") % {"question": row.question}
            why = _("People want to know who has decided, and whom to ask.")
        yield Gap(f"decider-{row.pk}", text, why, url)


def _in_information(influences: list[Influence], url: str) -> Iterator[Gap]:
    if not influences:
        text = _("Write at least one thing that is decided, and who has decided it")
        why = _("Those who are told, and not asked, want to know what holds and who is behind it.")
        yield Gap("decisions", text, why, url)
    for row in influences:
        if row.state != InfluenceState.FIXED:
            text = _("“%(question)s” can be influenced, but the form or level is information") % {
                "question": row.question
            }
            why = _("People would read both that it can and that it cannot be influenced. Change one of the two.")
            yield Gap(f"open_in_information-{row.pk}", text, why, url)


def _decided_already(
    dialogue: Dialogue, influences: list[Influence], occasions: list[Occasion], today: dt.date
) -> Iterator[Gap]:
    """Yield what is decided before those who are invited can say anything; in what is over it was before it ended."""
    period = period_of(dialogue, occasions)
    asked_on = period.nearest(today) if period else today
    for row in influences:
        if row.state != InfluenceState.FIXED and row.decided_on and row.decided_on.last < asked_on:
            text = _("“%(question)s”: the day of decision has passed") % {"question": row.question}
            why = _("Nobody can influence what is decided. Write when it is decided anew, or that it is decided.")
            yield Gap(f"decided-{row.pk}", text, why, section_url(dialogue, "influences"))


def _time(dialogue: Dialogue, occasions: list[Occasion]) -> Iterator[Gap]:
    if not occasions and not dialogue.starts_on:
        text = _("Add an occasion, or say when it takes place")
        why = _("It may be as vague as “spring 2027”, but people must know when to look again.")
        yield Gap("time", text, why, section_url(dialogue, "starts_on"))
    for occasion in occasions:
        yield from missing_of_occasion(occasion)
        is_told = occasion.support_how.strip() or any(getattr(occasion, fact) != Facility.UNKNOWN for fact in _FACTS)
        if is_told or occasion.kind in _AT_HOME:
            continue
        text = _("%(occasion)s: say what is there for those who need it") % {"occasion": _named(occasion)}
        why = _(
            "Whoever uses a wheelchair or a hearing aid must know before leaving home. Answer at least one of the "
            "questions, or say whom to ask."
        )
        yield Gap(f"access-{occasion.pk}", text, why, _edit(dialogue, occasion, _FACTS[0]))


def missing_of_occasion(occasion: Occasion) -> Iterator[Gap]:
    """Yield where people meet and at what hours, when the occasion does not say it; a survey has neither."""
    dialogue = occasion.dialogue
    if occasion.kind in _IN_PERSON and not (occasion.place_id or occasion.address.strip() or occasion.online_url):
        text = _("%(occasion)s: write where you meet") % {"occasion": _named(occasion)}
        why = _("Nobody can come who does not know where to go.")
        yield Gap(f"where-{occasion.pk}", text, why, _edit(dialogue, occasion, "place"))
    if occasion.kind in (*_IN_PERSON, OccasionKind.ONLINE) and occasion.is_all_day:
        text = _("%(occasion)s: write when it begins and ends") % {"occasion": _named(occasion)}
        why = _("Those who come must fit it in between work, school and buses.")
        yield Gap(f"hours-{occasion.pk}", text, why, _edit(dialogue, occasion, "begins"))


def _promises(dialogue: Dialogue, today: dt.date) -> Iterator[Gap]:
    promises = list(dialogue.promises.current().filter(state=PromiseState.OPEN).order_by("pk"))
    create_url = reverse("dialogues:promise_create", args=[dialogue.programme.slug, dialogue.pk])
    if not promises:
        text = _("Say when and how people will hear back")
        why = _("Whoever never heard what became of it stays at home the next time.")
        if dialogue.tells_only:
            text = _("Say what you will tell people from here on, when and how")
            why = _("Those it concerns must know when they hear more, and from whom.")
        yield Gap("promise", text, why, create_url)
    for promise in promises:
        url = reverse("dialogues:promise_edit", args=[dialogue.programme.slug, promise.pk])
        if promise.responsible_id is None:
            text = _("“%(promise)s”: name a function that answers for the promise") % {"promise": promise}
            why = _("A promise that nobody answers for is not kept. The function is reminded in good time.")
            yield Gap(f"promise_owner-{promise.pk}", text, why, url)
        # One that was given before the invitation was taken back stays as it was promised, late or not.
        if promise.published_at is None and promise.next_day < today:
            text = _("“%(promise)s”: the day has passed") % {"promise": promise}
            why = _("Everyone sees from the first day that the answer is late.")
            yield Gap(f"promise_day-{promise.pk}", text, why, url)


def _formal(dialogue: Dialogue) -> Iterator[Gap]:
    lacking = lacking_formal(dialogue)
    if lacking:
        what = ", ".join(str(Dialogue._meta.get_field(name).verbose_name) for name in lacking)
        text = _("Formal link: %(what)s is missing") % {"what": what}
        if not dialogue.formal_link:
            text = _("Answer whether there is a procedure in law on the same matter")
        why = _("People must find the right procedure in time. Whoever speaks here only may lose the right to appeal.")
        yield Gap("formal", text, why, section_url(dialogue, "formal_link"))


def _thoughts_on_plan(dialogue: Dialogue) -> Iterator[Gap]:
    # Where there are groups, the adviser asks whose view is not heard.
    if not visible_target_groups(dialogue).exists():
        text = _("No group is named that is usually missing")
        why = _("Those who always come will come anyway. Who else should be heard?")
        if dialogue.tells_only:
            why = _("Those who always hear of things will hear of this too. Who else must know?")
        yield Gap("target_groups", text, why, section_url(dialogue, "target_groups"))
    if not dialogue.why_it_matters.strip() and not dialogue.tells_only:
        text = _("It does not say why it matters to those you invite")
        why = _("It stands on the page, and is what makes people come.")
        yield Gap("why_it_matters", text, why, section_url(dialogue, "why_it_matters"))
    if not dialogue.texts.exists():
        text = _("What you tell is in one language only") if dialogue.tells_only else _(
            "The invitation is in one language only"
        )  # fmt: skip
        why = _("Which languages do those speak whom you want to reach?")
        url = reverse("dialogues:text_list", args=[dialogue.programme.slug, dialogue.pk])
        yield Gap("languages", text, why, url)


def _thoughts_on_formal_time(dialogue: Dialogue) -> Iterator[Gap]:
    hint = hint_on_time(dialogue)
    if hint:
        yield Gap("formal_time", _("The official time is short"), hint, section_url(dialogue, "formal_from"))


def _thoughts_on_official_address(dialogue: Dialogue) -> Iterator[Gap]:
    """Whoever is led to the wrong address may lose a right, so it is read once more before everyone reads it."""
    address = " ".join((*dialogue.official_channel.split(), *dialogue.official_url.split()))
    if address and dialogue.formal_link in FORMAL_LINKS:
        text = _("Is the address right? %(address)s") % {"address": address}
        why = _(
            "Everyone who has formal views is led there. Open the page and read the address once more: whoever sends "
            "them to the wrong place may lose the right to appeal."
        )
        yield Gap("official_address", text, why, section_url(dialogue, "formal_link"))


def _thoughts_on_occasions(dialogue: Dialogue) -> Iterator[Gap]:
    now = clock.now()
    for occasion in dialogue.occasions.current().exclude(state=OccasionState.CANCELLED):
        if occasion.ends_at < now:
            text = _("%(occasion)s is over already") % {"occasion": _named(occasion)}
            why = _("Whoever reads the invitation can no longer come.")
            yield Gap(f"over-{occasion.pk}", text, why, _edit(dialogue, occasion, "day"))
        if _is_asked_for_in_vain(occasion):
            text = _("%(occasion)s: it does not say how people ask for what they need") % {"occasion": _named(occasion)}
            why = _("The page says that something is there if you ask for it. Say whom to ask, and how.")
            yield Gap(f"support-{occasion.pk}", text, why, _edit(dialogue, occasion, "support_how"))
        unknown = [fact for fact in _FACTS if getattr(occasion, fact) == Facility.UNKNOWN]
        if unknown:
            facts = ", ".join(str(Occasion._meta.get_field(fact).verbose_name) for fact in unknown)
            text = _("%(occasion)s: not known yet: %(facts)s") % {"occasion": _named(occasion), "facts": facts}
            why = _("The page says openly that you do not know. Who needs it stays at home.")
            yield Gap(f"unknown-{occasion.pk}", text, why, _edit(dialogue, occasion, unknown[0]))


def _is_asked_for_in_vain(occasion: Occasion) -> bool:
    """Whether something is there for those who ask, and nobody is told whom to ask."""
    is_on_request = any(getattr(occasion, fact) == Facility.ON_REQUEST for fact in _FACTS)
    return is_on_request and not occasion.support_how.strip()
