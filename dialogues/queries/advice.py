"""What the adviser says about a dialogue, and what the chosen methods need."""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise as Words
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dialogues.adviser import (
    Advice,
    Answers,
    OccasionFacts,
    Ranked,
    Reason,
    advise,
    one_for_each_method,
    one_for_what_suits,
)
from dialogues.adviser.kinds import ABOUT
from dialogues.enums import DialogueState, Form, InfluenceState, OccasionState, PromiseState, Purpose
from dialogues.models import Dialogue, Influence, Method, Occasion, Promise, TargetGroup
from dialogues.queries.ladder import ladder_of, ladder_steps
from dialogues.queries.methods import facts_of, lines
from dialogues.queries.plan import label_of, section_url
from dialogues.queries.readiness import Gap
from kraftsamling.shared import clock

# How many warnings stand on the dialogue's own page, and how many methods are shown.
SHOWN_WARNINGS = 3
SHOWN_METHODS = 5
ADVISED_POINTS = 4  # a method with fewer has too much against it to be advised
FORM_SENTENCES: dict[str, str | Words] = {
    Form.INFORMATION: _("One-way: you tell, and no answer is needed."),
    Form.CONSULTATION: _("You ask questions and gather wishes, or reactions to a proposal."),
    Form.DISCUSSION: _("Views are set against each other, so that conflicts become visible."),
    Form.LEARNING: _("You think and learn together when nobody has the answer."),
    Form.CO_CREATION: _("You make the question itself together. Interests and power are made visible."),
}


def answers_of(dialogue: Dialogue) -> Answers:
    """Return the plan as the adviser sees it; rows that are withdrawn and occasions that are cancelled do not count."""
    groups = list(TargetGroup.objects.filter(dialogue=dialogue, withdrawn_at__isnull=True))
    missing = [group for group in groups if group.is_missing]
    # What only tells is not asked about a conversation; answers that are kept from before say nothing about it.
    talk = {} if dialogue.tells_only else {
        "people": dialogue.expected_people, "weeks": dialogue.weeks, "facilitation": dialogue.facilitation,
        "venue": dialogue.venue,
    }  # fmt: skip
    return Answers(
        is_matter_open=dialogue.is_matter_open,
        are_deciders_open=dialogue.are_deciders_open,
        purpose=Purpose.TELL if dialogue.tells_only else dialogue.purpose,
        decision_timing=dialogue.decision_timing,
        predictability=dialogue.predictability,
        agreement=dialogue.agreement,
        **talk,
        form=dialogue.form,
        level=dialogue.level,
        formal_link=dialogue.formal_link,
        hours=dialogue.budget_hours,
        kronor=dialogue.budget_kronor,
        groups=frozenset(group.kind for group in groups),
        missing=frozenset(group.kind for group in missing),
        is_removal_lacking=any(not group.removal for group in missing),
        **_decision_facts(dialogue),
        **_time_facts(dialogue),
        occasions=tuple(_occasion_facts(dialogue)),
        methods=tuple(facts_of(method) for method in dialogue.methods.all()),
        catalogue=tuple(facts_of(method) for method in Method.offered_to(dialogue.programme)),
        ladder=ladder_of(dialogue.programme.municipality),
    )


def _decision_facts(dialogue: Dialogue) -> dict[str, Any]:
    influences = list(Influence.objects.filter(dialogue=dialogue, withdrawn_at__isnull=True).order_by("pk"))
    undecided = [row for row in influences if row.state != InfluenceState.FIXED]
    return {
        "influences": tuple(row.state for row in influences),
        "is_decided_elsewhere": any(row.decided_by_id for row in undecided),
        "decided_on": tuple(row.decided_on.last for row in undecided if row.decided_on),
    }


def _time_facts(dialogue: Dialogue) -> dict[str, Any]:
    promises = Promise.objects.current().filter(dialogue=dialogue, state=PromiseState.OPEN, due_on__isnull=False)
    return {
        "today": clock.today(),
        "is_invited": dialogue.state != DialogueState.PLANNED,
        "promised_on": tuple(promises.order_by("pk").values_list("due_on", flat=True)),
        "over_on": dialogue.ends_on.first if dialogue.ends_on else None,
        "over_by": dialogue.ends_on.last if dialogue.ends_on else None,
    }


def _occasion_facts(dialogue: Dialogue) -> list[OccasionFacts]:
    rows = Occasion.objects.current().filter(dialogue=dialogue).exclude(state=OccasionState.CANCELLED).order_by("pk")
    return [
        OccasionFacts(
            kind=row.kind, pk=row.pk, name=f"{row} {date_format(row.day, 'j F')}",
            begins=timezone.localtime(row.starts_at), ends=timezone.localtime(row.ends_at), is_all_day=row.is_all_day,
            is_impartial=row.is_impartial, is_neutrality_noted=bool(row.neutrality), step_free=row.step_free,
            interpreter=row.interpreter, childcare=row.childcare,
        )
        for row in rows
    ]  # fmt: skip


def advice_for(dialogue: Dialogue) -> Advice:
    """Return the advice on the plan as it stands. A constant number of queries."""
    return advise(answers_of(dialogue))


@dataclass(frozen=True)
class Option:
    """A form, step or method that one can choose; ``value`` is what a form sends, ``url`` leads to a method."""

    value: str
    name: str
    sentence: str
    reasons: tuple[Reason, ...]
    is_chosen: bool
    is_advised: bool = False
    url: str = ""

    @property
    def speaks_for(self) -> list[Reason]:
        return one_for_what_suits(reason for reason in self.reasons if not reason.is_against)

    @property
    def speaks_against(self) -> list[Reason]:
        return [reason for reason in self.reasons if reason.is_against]


@dataclass(frozen=True)
class ShownWarning:
    """A warning with the part of the plan it is about, and where to mend it."""

    about: str
    text: str
    source: str
    url: str


@dataclass(frozen=True)
class AdvicePage:
    """The advice in words. ``is_against`` tells that form or step was chosen against it.

    ``asks_first`` is the question that must be answered before there is any advice, "" for none; ``first_url`` leads to
    it. The lists then only hold what one can choose. ``no_method`` says why none is advised, "" when one is.
    ``is_given``: form and step follow from one of the two tests.
    """

    forms: list[Option]
    levels: list[Option]
    methods: list[Option]
    no_method: str
    warnings: list[ShownWarning]
    is_against: bool
    is_given: bool
    asks_first: str
    first_url: str

    @property
    def form(self) -> Option:
        return self.forms[0]

    @property
    def level(self) -> Option:
        return self.levels[0]

    @property
    def chosen_form(self) -> Option | None:
        """The form that was chosen; the advised step goes with it, though another form is advised."""
        return next((option for option in self.forms if option.is_chosen), None)

    @property
    def first_warnings(self) -> list[ShownWarning]:
        return self.warnings[:SHOWN_WARNINGS]

    @property
    def advised_methods(self) -> list[Option]:
        return [option for option in self.methods if option.is_advised]


def advice_page(dialogue: Dialogue) -> AdvicePage:
    """Return the advice on a dialogue as pages show it: best first, the chosen ones marked."""
    advice, slug, waits = advice_for(dialogue), dialogue.programme.slug, awaits_purpose(dialogue)
    steps = {step.level: step for step in ladder_steps(dialogue.programme.municipality)}
    offered = {method.pk: method for method in Method.offered_to(dialogue.programme)}
    chosen = set(dialogue.methods.values_list("pk", flat=True))
    possible = [] if waits else [each for each in advice.methods if not each.is_ruled_out]
    best = [each.key for each in possible[:SHOWN_METHODS] if each.points >= ADVISED_POINTS]
    return AdvicePage(
        forms=[
            _option(
                each, str(Form(each.key).label), str(FORM_SENTENCES[each.key]), each.key == dialogue.form,
                each.key == advice.form and not waits,
            )
            for each in advice.forms
        ],
        levels=[
            _option(
                each, steps[each.key].name, steps[each.key].sentence, each.key == dialogue.level,
                each.key == advice.level and not waits,
            )
            for each in advice.levels
        ],
        methods=[
            _option(
                each, offered[each.key].name, offered[each.key].line, each.key in chosen, each.key in best,
                reverse("dialogues:method_detail", args=[slug, each.key]),
            )
            for each in advice.methods
            if each.key in best or each.key in chosen
        ],
        no_method="" if best or waits else _say_no_method(is_possible=bool(possible) or not offered),
        warnings=[_shown(warning, dialogue) for warning in one_for_each_method(advice.warnings)],
        is_against=_is_against(advice, dialogue),
        is_given=dialogue.is_information_only,
        asks_first=label_of("purpose", dialogue) if waits else "",
        first_url=section_url(dialogue, "purpose"),
    )  # fmt: skip


def _say_no_method(*, is_possible: bool) -> str:
    if is_possible:
        return gettext("No method in the catalogue suits your answers.")
    return gettext(
        "No method suits both the form of conversation and the time. Take more weeks, or choose another form."
    )


def awaits_purpose(dialogue: Dialogue) -> bool:
    """Whether nothing can be advised yet: without a purpose every form is as good as another. What cannot be influenced
    is information whatever the purpose."""
    return not dialogue.purpose and not dialogue.tells_only


def _is_against(advice: Advice, dialogue: Dialogue) -> bool:
    return not awaits_purpose(dialogue) and advice.is_against(form=dialogue.form, level=dialogue.level)


# What the adviser calls otherwise than the plan does; its other answers have the name of their question.
_ASKED_AS = {"people": "expected_people", "hours": "budget_hours", "kronor": "budget_kronor"}
_ROWS: dict[str, Words] = {
    "groups": _("Whom to reach"), "missing": _("Whom to reach"), "influences": _("What can be influenced"),
    "is_decided_elsewhere": _("What can be influenced"),
}  # fmt: skip


def changed_advice(before: Answers, after: Answers, dialogue: Dialogue, answered: Collection[str]) -> list[str]:
    """Return a sentence for the advised form, and one for the advised step, when the answers between ``before`` and
    ``after`` changed it: from what to what, and which answer did; ``dialogue`` is as it stands now. ``answered`` are
    the questions that were answered anew, besides rows: others may only count again, or be cleared with them."""
    if not before.purpose or not after.purpose or after.is_gate_shut:
        return []
    old, new = advise(before), advise(after)
    steps = {step.level: step.name for step in ladder_steps(dialogue.programme.municipality)}
    told = []
    if old.form != new.form:
        said = _("The advised form of conversation changed from “%(old)s” to “%(new)s” when you answered: %(answers)s.")
        told.append(said % {"old": Form(old.form).label, "new": Form(new.form).label,
                            "answers": _causes(before, after, dialogue, answered, "form")})  # fmt: skip
    if old.level != new.level:
        said = _("The advised degree of influence changed from “%(old)s” to “%(new)s” when you answered: %(answers)s.")
        told.append(said % {"old": steps[old.level], "new": steps[new.level],
                            "answers": _causes(before, after, dialogue, answered, "level")})  # fmt: skip
    return told


def _causes(before: Answers, after: Answers, dialogue: Dialogue, answered: Collection[str], what: str) -> str:
    """Return the questions whose answer alone changed the advice, in words; all that were answered anew if none did."""
    names = [each.name for each in fields(Answers) if getattr(before, each.name) != getattr(after, each.name)]
    changed = [name for name in names if name in _ROWS or _ASKED_AS.get(name, name) in answered]
    advised = getattr(advise(after), what)
    alone = [
        name for name in changed if getattr(advise(replace(after, **{name: getattr(before, name)})), what) != advised
    ]
    labels = [_name_answer(name, dialogue) for name in alone or changed]
    return ", ".join(dict.fromkeys(gettext("“%(answer)s”") % {"answer": label} for label in labels if label))


def _name_answer(name: str, dialogue: Dialogue) -> str:
    if name in _ROWS:
        return str(_ROWS[name])
    column = _ASKED_AS.get(name, name)
    return label_of(column, dialogue) if hasattr(dialogue, column) else ""


def _option(ranked: Ranked, name: str, sentence: str, is_chosen: bool, is_advised: bool, url: str = "") -> Option:
    return Option(str(ranked.key), name, sentence, ranked.reasons, is_chosen, is_advised, url)


def _shown(warning: Reason, dialogue: Dialogue) -> ShownWarning:
    return ShownWarning(str(ABOUT[warning.about]), warning.text, warning.source, mending_url(warning, dialogue))


def mending_url(warning: Reason, dialogue: Dialogue) -> str:
    """Return where a warning is mended: the only occasion it names, what stands on the dialogue's page, or the plan."""
    if len(warning.occasions) == 1:
        return reverse("dialogues:occasion_edit", args=[dialogue.programme.slug, *warning.occasions])
    if warning.about in ("occasions", "promises"):
        return f"{dialogue.get_work_url()}#{warning.about}"
    return section_url(dialogue, warning.about)


def thoughts_on_advice(dialogue: Dialogue) -> list[Gap]:
    """Return what the adviser says does not go together, and that a choice against its advice lacks a reason."""
    advice = advice_for(dialogue)
    warnings = one_for_each_method(advice.warnings)
    found = [Gap(each.key, each.text, each.source, mending_url(each, dialogue)) for each in warnings]
    if _is_against(advice, dialogue) and not dialogue.advice_reason.strip():
        text = gettext("You have chosen otherwise than advised, and it does not say why")
        why = gettext("Whoever plans the next dialogue learns from your reason.")
        found.append(
            Gap("advice_reason", text, why, reverse("dialogues:advice", args=[dialogue.programme.slug, dialogue.pk]))
        )
    return found


@dataclass(frozen=True)
class MethodNeeds:
    """What a chosen method needs: who, what, and what to do before, during and after (one thing each)."""

    method: Method
    before: list[str]
    during: list[str]
    after: list[str]
    note_headings: list[str]


def needs_of(dialogue: Dialogue) -> list[MethodNeeds]:
    """Return what the methods chosen for a dialogue need (sweden.md G-16)."""
    return [
        MethodNeeds(
            method, lines(method.before), lines(method.during), lines(method.after), lines(method.note_template)
        )
        for method in dialogue.methods.all()
    ]
