"""The adviser: every rule by an example, no answers that break it, and every answer able to change the advice."""

import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from dialogues.adviser import Answers, OccasionFacts, advise, one_for_what_suits
from dialogues.adviser.kinds import ABOUT, SOURCES, Caution, Choosing, Fitting, MethodCaution, OccasionCaution
from dialogues.adviser.pairs import PAIRS, Pair
from dialogues.adviser.rules import RULES
from dialogues.enums import (
    LADDERS,
    Form,
    Group,
    Ladder,
    Level,
    Purpose,
)
from dialogues.queries.advice import ADVISED_POINTS
from tests.dialogues.adviser_cases import BUDGET, CAFE, CASES, LEAFLET, OF_BUDGET, ROOM, TODAY, any_answers, groups, on

pytestmark = pytest.mark.once


def test_every_rule_has_a_case_a_source_and_a_place_to_mend_it():
    assert sorted(rule.key for rule in RULES) == sorted(CASES)
    assert {rule.source for rule in RULES} == SOURCES.keys()
    assert {rule.about for rule in RULES if isinstance(rule, Caution | OccasionCaution | MethodCaution)} == ABOUT.keys()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_rule_holds_and_is_heard(rule):
    case = CASES[rule.key]
    holding, other = case if isinstance(case, tuple) else (case, {})
    method = BUDGET if rule.key in OF_BUDGET else CAFE
    more = {"catalogue": (method,)} | ({"methods": (method,)} if isinstance(rule, MethodCaution) else {})
    assert rule.key in keys_heard(Answers(**more | holding), rule)
    assert rule.key not in keys_heard(Answers(**more | other), rule)


def keys_heard(answers: Answers, rule) -> set[str]:
    """Return the keys of the reasons that the advice gives in the part that the rule speaks in."""
    advice = advise(answers)
    if isinstance(rule, Choosing):
        return {reason.key for option in (*advice.forms, *advice.levels) for reason in option.reasons}
    if isinstance(rule, Fitting):
        return {reason.key for option in advice.methods for reason in option.reasons}
    return {reason.key for reason in advice.warnings}


@settings(max_examples=300, deadline=None)
@given(any_answers())
def test_advice_always_has_a_reason_and_stays_on_the_ladder(answers):
    advice = advise(answers)
    options = (*advice.forms, *advice.levels, *advice.methods)
    assert all(option.reasons and all(reason.text and reason.source for reason in option.reasons) for option in options)
    assert all(warning.text and warning.source and warning.about for warning in advice.warnings)
    assert {option.key for option in advice.forms} == set(Form.values)
    assert {option.key for option in advice.levels} == set(answers.ladder)
    assert advice.reasons
    if answers.is_gate_shut:
        assert (advice.form, advice.level) == ("information", "information")


@settings(max_examples=300, deadline=None)
@given(any_answers())
def test_advised_form_and_step_go_together(answers):
    advice = advise(replace(answers, form="", level=""))
    if not answers.is_gate_shut:
        assert PAIRS[advice.form, advice.level] is Pair.FITS
    # A form that a person chose decides which step is advised.
    if answers.form and not answers.is_gate_shut:
        assert PAIRS[answers.form, advise(answers).level] is Pair.FITS


SAID_OF_PAIRS = {
    "information_but_promise", "asking_without_promise", "consultation_stretched", "consultation_but_high",
    "discussion_stretched", "discussion_but_decide", "learning_stretched", "co_creation_stretched",
    "work_without_influence",
}  # fmt: skip
LADDER_CELLS = [
    (ladder, form, level) for ladder in Ladder.values for form in Form.values for level in LADDERS[ladder]
]  # fmt: skip


@pytest.mark.parametrize(("ladder", "form", "level"), LADDER_CELLS)
def test_form_and_step_are_warned_of_just_when_they_do_not_fit(ladder, form, level):
    advice = advise(Answers(form=form, level=level, ladder=LADDERS[ladder]))
    said = {warning.key for warning in advice.warnings} & SAID_OF_PAIRS
    assert len(said) == (0 if PAIRS[form, level] is Pair.FITS else 1)
    points = {ranked.key: ranked.points for ranked in advice.levels}[level]
    assert (points > 0) == (PAIRS[form, level] is Pair.FITS)


def test_every_form_fits_a_step_of_either_ladder_and_all_cells_are_judged():
    assert len(PAIRS) == len(Form) * len(Level)
    for steps in LADDERS.values():
        assert all(any(PAIRS[form, step] is Pair.FITS for step in steps) for form in Form.values)


# For each answer two plans that differ in nothing else and get different advice.
BASE = Answers(purpose="learn", form="learning", level="dialogue", catalogue=(CAFE, BUDGET))
CHANGES = {
    "is_matter_open": (BASE, "no"),
    "are_deciders_open": (BASE, "no"),
    "purpose": (BASE, "decide"),
    "decision_timing": (BASE, "taken"),
    "predictability": (replace(BASE, predictability=5, agreement=5), 1),
    "agreement": (replace(BASE, predictability=5, agreement=5), 1),
    "people": (replace(BASE, people=20), 200),
    "weeks": (replace(BASE, weeks=20), 1),
    "facilitation": (replace(BASE, facilitation="impartial"), "none"),
    "venue": (replace(BASE, groups=groups("older")), "online"),
    "form": (BASE, "information"),
    "level": (BASE, "information"),
    "formal_link": (replace(BASE, level="influence"), "plan_review"),
    "hours": (replace(BASE, hours=200), 10),
    "kronor": (replace(BASE, kronor=100_000), 100),
    "groups": (BASE, groups("older")),
    "missing": (BASE, groups("older")),
    "is_removal_lacking": (BASE, True),
    "influences": (BASE, ("fixed",)),
    "is_decided_elsewhere": (replace(BASE, level="co_decision"), True),
    "today": (replace(BASE, occasions=(on(TODAY),)), TODAY - dt.timedelta(2)),
    "is_invited": (replace(BASE, today=TODAY, occasions=(on(TODAY),)), True),
    "decided_on": (replace(BASE, over_on=TODAY), (TODAY - dt.timedelta(1),)),
    "promised_on": (replace(BASE, over_on=TODAY), (TODAY - dt.timedelta(1),)),
    "over_on": (replace(BASE, decided_on=(TODAY,)), TODAY + dt.timedelta(1)),
    "over_by": (replace(BASE, today=TODAY, weeks=9, over_on=TODAY), TODAY),
    "occasions": (BASE, (OccasionFacts(kind="survey"),)),
    "methods": (BASE, (BUDGET,)),
    "catalogue": (BASE, (BUDGET,)),
    "ladder": (BASE, LADDERS[Ladder.BOVERKET]),
}


@pytest.mark.parametrize("name", [field.name for field in fields(Answers)])
def test_changing_a_single_answer_can_change_the_advice(name):
    base, other = CHANGES[name]
    assert advised(base) != advised(replace(base, **{name: other}))


def advised(answers: Answers) -> tuple:
    """Return what a person would do differently by: what is advised, in which order, and the warnings."""
    advice = advise(answers)
    orders = [[option.key for option in options] for options in (advice.forms, advice.levels, advice.methods)]
    points = [option.points for option in advice.methods]
    return orders, points, [warning.key for warning in advice.warnings]


@pytest.mark.parametrize("answers", [Answers(purpose=purpose) for purpose in Purpose.values], ids=Purpose.values)
def test_each_purpose_alone_leads_to_the_form_the_handbook_names(answers):
    wanted = {
        "tell": "information", "gather": "consultation", "react": "consultation", "weigh": "discussion",
        "learn": "learning", "create": "co_creation", "decide": "co_creation",
    }  # fmt: skip
    assert advise(answers).form == wanted[answers.purpose]


def test_choosing_otherwise_is_known_but_nothing_is_not():
    advice = advise(Answers(purpose="learn"))
    assert advice.is_against(form="information", level="")
    assert not advice.is_against(form="", level="")
    assert not advice.is_against(form=advice.form, level=advice.level)


def of_occasions(*occasions: OccasionFacts, **answers) -> list[str]:
    return [warning.key for warning in advise(Answers(occasions=occasions, **answers)).warnings]


@pytest.mark.parametrize(
    ("occasion", "is_work_time"),
    [
        (on(TODAY, 8, 17), True), (on(TODAY, 7, 9), False), (on(TODAY, 16, 18), False),
        (on(TODAY + dt.timedelta(5), 10, 12), False), (on(TODAY, 8, 17, is_all_day=True), False),
        (on(TODAY, 8, 17, kind="survey"), False), (on(TODAY, 12, 13, kind="online"), True), (ROOM, False),
    ],
)  # fmt: skip
def test_what_lies_in_working_hours(occasion, is_work_time):
    assert ("only_in_working_hours" in of_occasions(occasion, groups=groups("busy"))) == is_work_time


@pytest.mark.parametrize("kind", ["meeting", "walk", "stand", "other"])
def test_steps_are_in_the_way_wherever_people_meet_on_site(kind):
    said = of_occasions(OccasionFacts(kind, step_free="no"), groups=groups("older"))
    assert "steps_in_the_way" in said
    assert "steps_in_the_way" not in of_occasions(OccasionFacts("online"), groups=groups("older"))


def test_warning_names_the_occasions_it_is_about():
    near, far = on(TODAY, pk=1, name="Torget 12 mars"), on(TODAY + dt.timedelta(60), pk=2)
    advice = advise(Answers(today=TODAY, occasions=(near, far)))
    (warning,) = [each for each in advice.warnings if each.key == "begins_too_soon"]
    assert (warning.occasions, "Torget 12 mars" in warning.text) == ((1,), True)


def test_people_are_divided_on_the_occasions_at_which_they_come():
    survey = OccasionFacts("survey")
    assert Answers(people=100).people_at_once is None
    assert Answers(people=100, occasions=(survey,)).people_at_once is None
    assert Answers(people=100, occasions=(ROOM, ROOM, ROOM, survey)).people_at_once == 34
    many = advise(Answers(people=400, occasions=(ROOM, ROOM), catalogue=(CAFE,)))
    assert any("200" in reason.text for reason in many.methods[0].reasons)


def test_of_methods_that_suit_alike_the_smaller_comes_first():
    dear = replace(CAFE, pk=3, cost="high")
    slow, quick = replace(CAFE, pk=4, cost="low", span="months"), replace(CAFE, pk=5, cost="low", span="days")
    advice = advise(Answers(purpose="learn", people=20, catalogue=(dear, CAFE, slow, quick, replace(quick, pk=6))))
    assert [each.key for each in advice.methods] == [5, 6, 4, 1, 3]


def test_without_occasions_people_are_told_in_all_and_not_judged_as_one_evening():
    small = replace(CAFE, pk=4, people_max=40)
    advice = advise(Answers(purpose="learn", people=60, catalogue=(CAFE, small)))
    said = {each.key: " ".join(reason.text for reason in each.reasons) for each in advice.methods}
    assert "Den passar 60 personer sammanlagt." in said[CAFE.pk]
    assert not any("åt gången" in text or "60" in text for text in (said[4], *(each.text for each in advice.reasons)))


def test_method_against_the_form_or_the_time_is_ruled_out_whatever_speaks_for_it():
    slow = replace(CAFE, pk=4, span="years", groups=groups(*Group.values))
    other = replace(CAFE, pk=5, forms=frozenset({"discussion"}), groups=groups(*Group.values))
    advice = advise(Answers(purpose="learn", form="learning", weeks=6, missing=groups("young"),
                            groups=groups("young", "older"), catalogue=(CAFE, slow, other)))  # fmt: skip
    assert {each.key: each.is_ruled_out for each in advice.methods} == {CAFE.pk: False, 4: True, 5: True}


def test_what_a_method_suits_is_one_sentence_of_what_holds():
    def says(**answers) -> str:
        (method,) = advise(Answers(purpose="learn", catalogue=(CAFE,), **answers)).methods
        return one_for_what_suits(method.reasons)[0].text

    assert says(form="learning", level="dialogue") == "Passar syftet, samtalsformen och graden av inflytande."
    assert says(form="learning") == "Passar syftet och samtalsformen."
    assert says(form="discussion") == "Passar syftet."


def test_what_only_tells_comes_before_what_asks_too_and_neither_by_influence():
    meeting = replace(LEAFLET, pk=4, cost="low", purposes=frozenset({"tell", "react"}))
    told = Answers(purpose="tell", form="information", level="information", catalogue=(meeting, LEAFLET))
    advice = advise(told)
    assert [each.key for each in advice.methods] == [LEAFLET.pk, 4]
    assert {reason.key for reason in advice.methods[0].reasons} == {"method_purpose", "method_form"}


@pytest.mark.parametrize("purpose", ["learn", "create", "decide", ""])
def test_shut_gate_advises_methods_that_tell_and_says_why(purpose):
    best = advise(Answers(is_matter_open="no", purpose=purpose, catalogue=(BUDGET, CAFE, LEAFLET))).methods[0]
    assert best.key == LEAFLET.pk
    assert best.points >= ADVISED_POINTS
    assert best.reasons[0].key == "method_tells"


@settings(max_examples=300, deadline=None)
@given(any_answers())
def test_what_is_settled_is_advised_to_be_told(answers):
    nothing_left = {"decision_timing": "taken"}, {"influences": ("fixed", "fixed")}
    assert {advise(replace(answers, **settled)).form for settled in nothing_left} == {"information"}


@pytest.mark.parametrize("purpose", ["", "learn", "create"])
def test_the_further_out_the_more_the_advice_is_to_meet(purpose):
    assert advise(Answers(purpose=purpose, predictability=1, agreement=1)).form in ("learning", "co_creation")


@pytest.mark.parametrize(("weeks", "differs"), [(5, True), (6, False), (14, False), (15, True)])
def test_weeks_are_held_against_days_known_roughly_and_until_people_are_invited(weeks, differs):
    month = {"over_on": TODAY + dt.timedelta(weeks=8), "over_by": TODAY + dt.timedelta(weeks=12)}
    answers = Answers(weeks=weeks, today=TODAY, **month)
    assert ("weeks_differ" in {each.key for each in advise(answers).warnings}) == differs
    assert "weeks_differ" not in {each.key for each in advise(replace(answers, is_invited=True)).warnings}
