"""Plans for the tests of the adviser: for every rule one with which it holds, and any that there could be."""

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from dialogues.adviser import Answers, MethodFacts, OccasionFacts
from dialogues.enums import (
    LADDERS,
    Answer,
    Cost,
    DecisionTiming,
    Facilitation,
    Facility,
    Form,
    FormalLink,
    Group,
    InfluenceState,
    Ladder,
    Level,
    OccasionKind,
    Purpose,
    Span,
    Venue,
)

CAFE = MethodFacts(
    pk=1, name="Dialogcafé", purposes=frozenset({"learn"}), levels=frozenset({"dialogue"}),
    forms=frozenset({"learning"}), groups=frozenset({"older", "no_meetings"}), people_min=10, people_max=100,
    span="weeks", cost="medium",
)  # fmt: skip


BUDGET = replace(
    CAFE, pk=2, name="Medborgarbudget", purposes=frozenset({"decide"}), levels=frozenset({"co_decision"}),
    forms=frozenset({"co_creation"}), groups=frozenset({"young"}), people_min=100, people_max=None, span="years",
    cost="high", needs_facilitator=True,
)  # fmt: skip


LEAFLET = replace(
    CAFE, pk=3, name="Informationsutskick", purposes=frozenset({"tell"}), levels=frozenset({"information"}),
    forms=frozenset({"information"}),
)  # fmt: skip


ROOM = OccasionFacts(kind="meeting", name="Kvällen", is_neutrality_noted=True)


STEP_FREE = replace(ROOM, step_free="yes")


TODAY = dt.date(2035, 3, 12)  # a Monday


def on(day: dt.date, begins: int = 18, ends: int = 20, **facts) -> OccasionFacts:
    """Return an occasion in a room on a day, from one hour to another."""
    times = {"begins": dt.datetime.combine(day, dt.time(begins)), "ends": dt.datetime.combine(day, dt.time(ends))}
    return replace(ROOM, **times | facts)


def groups(*values: str) -> frozenset[str]:
    return frozenset(values)


# For each rule answers with which it holds; with no answers at all, or the second answers, it does not.
CASES = {
    "matter_closed": {"is_matter_open": "no"},
    "deciders_closed": {"are_deciders_open": "no"},
    "decision_taken": {"decision_timing": "taken"},
    "proposal_there": {"decision_timing": "proposal"},
    "nothing_proposed": {"decision_timing": "before"},
    "purpose_missing": ({}, {"purpose": "tell"}),
    **{f"purpose_{purpose}": {"purpose": purpose} for purpose in Purpose.values},
    "zone_simple": {"predictability": 5, "agreement": 5},
    "zone_complicated": {"predictability": 2, "agreement": 5},
    "zone_complex": {"predictability": 3, "agreement": 3},
    "zone_chaotic": {"predictability": 1, "agreement": 1},
    "views_apart": ({"predictability": 5, "agreement": 2}, {"predictability": 2, "agreement": 3}),
    "facilitation_none": {"facilitation": "none"},
    "facilitation_own": {"facilitation": "own"},
    "facilitation_impartial": {"facilitation": "impartial"},
    "people_many": ({"people": 61, "occasions": (ROOM,)}, {"people": 61, "occasions": (ROOM, ROOM)}),
    "people_few": ({"people": 60, "occasions": (ROOM, ROOM)}, {"people": 60, "occasions": (ROOM,)}),
    "weeks_few": ({"weeks": 3}, {"weeks": 4}),
    "weeks_many": ({"weeks": 12}, {"weeks": 11}),
    "hours_few": ({"hours": 39}, {"hours": 40}),
    "venue_theirs": {"venue": "theirs"},
    "venue_ours": {"venue": "ours"},
    "venue_online": {"venue": "online"},
    "all_fixed": ({"influences": ("fixed", "fixed")}, {"influences": ("fixed", "open")}),
    "partly_open": ({"influences": ("fixed", "partly")}, {"influences": ("partly", "open")}),
    "statutory": ({"formal_link": "plan_review"}, {"formal_link": "before_plan"}),
    "before_plan": {"formal_link": "before_plan"},
    "with_information": {"form": "information"},
    "with_consultation": ({"form": "consultation"}, {"form": "learning"}),
    "with_discussion": {"form": "discussion"},
    "with_learning": {"form": "learning"},
    "with_co_creation": {"form": "co_creation"},
    "missing_groups": {"missing": groups("older")},
    "young_people": ({"groups": groups("children")}, {"groups": groups("older")}),
    # Of a method: these hold of CAFE.
    "method_purpose": ({"purpose": "learn"}, {"purpose": "tell"}),
    "method_other_purpose": ({"purpose": "tell"}, {"purpose": "tell", "is_matter_open": "no"}),
    "method_tells": (
        {"are_deciders_open": "no", "catalogue": (LEAFLET,)}, {"purpose": "tell", "catalogue": (LEAFLET,)},
    ),
    "method_asks": ({"is_matter_open": "no", "purpose": "learn"}, {"purpose": "learn"}),
    "method_form": ({"form": "learning"}, {"form": "discussion"}),
    "method_other_form": ({"form": "discussion"}, {"form": "learning"}),
    "method_level": ({"level": "dialogue"}, {"level": "influence"}),
    "method_other_level": ({"level": "influence"}, {"level": "participation", "ladder": LADDERS["boverket"]}),
    "method_groups": ({"groups": groups("older")}, {"groups": groups("young")}),
    "method_missing": ({"missing": groups("older")}, {"missing": groups("young")}),
    "method_misses": ({"missing": groups("older")}, {"missing": groups("young")}),  # of BUDGET
    "method_asks_too": ({"form": "information"}, {"form": "information", "catalogue": (LEAFLET,)}),
    "method_people": ({"people": 100, "occasions": (ROOM,)}, {"people": 100}),
    "method_people_in_all": ({"people": 100}, {"people": 100, "occasions": (ROOM,)}),
    "method_too_many": ({"people": 101, "occasions": (ROOM,)}, {"people": 200, "occasions": (ROOM, ROOM)}),
    "method_too_few": ({"people": 9}, {"people": 10}),
    "method_time": ({"weeks": 4}, {"weeks": 3}),
    "method_too_slow": ({"weeks": 3}, {"weeks": 4}),
    "method_too_dear": ({"kronor": 9_999}, {"kronor": 10_000}),
    "method_outreach": ({"venue": "theirs"}, {"venue": "ours"}),
    # and these of BUDGET.
    "method_too_much_work": ({"hours": 39}, {"hours": 40}),
    "method_no_facilitator": ({"facilitation": "own"}, {"facilitation": "impartial"}),
    # Warnings
    "gate_but_more": ({"is_matter_open": "no", "form": "learning"}, {"is_matter_open": "no", "form": "information"}),
    "influence_but_taken": (
        {"decision_timing": "taken", "level": "influence"}, {"decision_timing": "taken", "level": "dialogue"},
    ),
    "asking_but_taken": (
        {"decision_timing": "taken", "form": "consultation"}, {"decision_timing": "taken", "form": "information"},
    ),
    "all_fixed_but_asked": (
        {"influences": ("fixed",), "form": "consultation"}, {"influences": ("open",), "form": "consultation"},
    ),
    "co_decision_but_partly": (
        {"influences": ("open", "partly"), "level": "co_decision"}, {"influences": ("open",), "level": "co_decision"},
    ),
    "statutory_but_high": (
        {"formal_link": "plan_consultation", "level": "influence"},
        {"formal_link": "plan_consultation", "level": "consultation"},
    ),
    "co_decision_elsewhere": (
        {"is_decided_elsewhere": True, "level": "co_decision"}, {"is_decided_elsewhere": True, "level": "influence"},
    ),
    # Each cell of the table has its own test below.
    "information_but_promise": {"form": "information", "level": "influence"},
    "asking_without_promise": {"form": "consultation", "level": "information"},
    "consultation_stretched": {"form": "consultation", "level": "dialogue"},
    "consultation_but_high": {"form": "consultation", "level": "influence"},
    "discussion_stretched": {"form": "discussion", "level": "influence"},
    "discussion_but_decide": {"form": "discussion", "level": "co_decision"},
    "learning_stretched": {"form": "learning", "level": "co_decision"},
    "co_creation_stretched": {"form": "co_creation", "level": "dialogue"},
    "work_without_influence": {"form": "learning", "level": "consultation"},
    "tell_but_more": ({"purpose": "tell", "form": "learning"}, {"purpose": "tell", "form": "information"}),
    "information_but_ask": ({"purpose": "gather", "form": "information"}, {"purpose": "tell", "form": "information"}),
    "decide_but_low": ({"purpose": "decide", "level": "dialogue"}, {"purpose": "decide", "level": "influence"}),
    "simple_but_co_creation": (
        {"predictability": 5, "agreement": 5, "form": "co_creation"},
        {"predictability": 3, "agreement": 3, "form": "co_creation"},
    ),
    "chaotic_but_asked": (
        {"predictability": 1, "agreement": 1, "form": "consultation"},
        {"predictability": 1, "agreement": 1, "form": "information", "is_matter_open": "no"},
    ),
    "co_creation_but_proposal": (
        {"form": "co_creation", "decision_timing": "proposal"}, {"form": "co_creation", "decision_timing": "before"},
    ),
    "co_creation_not_impartial": (
        {"form": "co_creation", "facilitation": "own"}, {"form": "co_creation", "facilitation": "impartial"},
    ),
    "learning_not_impartial": (
        {"form": "learning", "facilitation": "none"}, {"form": "learning", "facilitation": "impartial"},
    ),
    "facilitation_unsaid": ({"form": "learning"}, {"form": "discussion"}),
    "apart_without_facilitator": (
        {"form": "discussion", "predictability": 5, "agreement": 1, "facilitation": "none"},
        {"form": "discussion", "predictability": 5, "agreement": 3, "facilitation": "none"},
    ),
    "occasions_not_impartial": (
        {"form": "co_creation", "occasions": (ROOM,)},
        {"form": "co_creation", "occasions": (replace(ROOM, is_impartial=True),)},
    ),
    "co_creation_too_many": (
        {"form": "co_creation", "people": 31, "occasions": (ROOM,)},
        {"form": "co_creation", "people": 60, "occasions": (ROOM, ROOM, OccasionFacts(kind="survey"))},
    ),
    "together_too_fast": ({"form": "learning", "weeks": 3}, {"form": "learning", "weeks": 4}),
    "more_talks_than_weeks": (
        {"form": "discussion", "weeks": 1, "occasions": (ROOM, ROOM)},
        {"form": "discussion", "weeks": 1, "occasions": (ROOM, OccasionFacts(kind="survey"))},
    ),
    "invited_too_late": (
        {"form": "consultation", "weeks": 2}, {"form": "consultation", "weeks": 2, "is_invited": True},
    ),
    "weeks_differ": (
        {"weeks": 9, "today": TODAY, "over_on": TODAY + dt.timedelta(30), "over_by": TODAY + dt.timedelta(30)},
        {"weeks": 9, "today": TODAY, "over_on": TODAY + dt.timedelta(55), "over_by": TODAY + dt.timedelta(70)},
    ),
    "begins_too_soon": (
        {"today": TODAY, "occasions": (on(TODAY + dt.timedelta(20)),)},
        {"today": TODAY, "occasions": (on(TODAY - dt.timedelta(1)), on(TODAY + dt.timedelta(21)))},
    ),
    "decided_too_early": (
        {"decided_on": (TODAY - dt.timedelta(1),), "occasions": (on(TODAY),)},
        {"decided_on": (TODAY,), "occasions": (on(TODAY),), "over_on": TODAY + dt.timedelta(9)},
    ),
    "answered_too_early": (
        {"promised_on": (TODAY,), "over_on": TODAY + dt.timedelta(1)},
        {"promised_on": (TODAY,), "over_on": TODAY + dt.timedelta(1), "form": "information"},
    ),
    "together_too_few_hours": ({"form": "learning", "hours": 39}, {"form": "learning", "hours": 40}),
    "unsure_in_our_rooms": (
        {"venue": "ours", "groups": groups("no_meetings")}, {"venue": "theirs", "groups": groups("no_meetings")},
    ),
    "apart_in_our_rooms": (
        {"venue": "ours", "predictability": 5, "agreement": 2}, {"venue": "ours", "predictability": 5, "agreement": 3},
    ),
    "only_online": ({"venue": "online", "groups": groups("older")}, {"venue": "online", "groups": groups("busy")}),
    "nobody_missing": (
        {"form": "learning", "groups": groups("older")},
        {"form": "learning", "groups": groups("older"), "missing": groups("older")},
    ),
    "hindrance_stays": {"is_removal_lacking": True},
    "children_without_method": (
        {"groups": groups("children"), "methods": (CAFE,)},
        {"groups": groups("children"), "methods": (replace(CAFE, groups=groups("children")),)},
    ),
    "steps_in_the_way": (
        {"groups": groups("disability"), "occasions": (ROOM,)},
        {"groups": groups("disability"), "occasions": (STEP_FREE,)},
    ),
    "steps_at_one": (
        {"groups": groups("older"), "occasions": (STEP_FREE, replace(ROOM, kind="walk", step_free="no"))},
        {"groups": groups("older"), "occasions": (STEP_FREE, OccasionFacts("online", step_free="no"))},
    ),
    "no_interpreter": (
        {"groups": groups("new_language"), "occasions": (ROOM,)},
        {"groups": groups("new_language"), "occasions": (replace(ROOM, interpreter="on_request"),)},
    ),
    "no_childcare": (
        {"groups": groups("busy"), "occasions": (ROOM,)},
        {"groups": groups("busy"), "occasions": (replace(ROOM, childcare="yes"),)},
    ),
    "only_in_working_hours": (
        {"groups": groups("busy"), "occasions": (on(TODAY, 8, 17),)},
        {"groups": groups("busy"), "occasions": (on(TODAY, 8, 17), on(TODAY, 16, 18))},
    ),
    "neutrality_unsaid": (
        {"form": "learning", "occasions": (replace(ROOM, is_neutrality_noted=False),)},
        {"form": "learning", "today": TODAY, "occasions": (
            replace(ROOM, is_neutrality_noted=True), on(TODAY - dt.timedelta(days=1), is_neutrality_noted=False),
        )},
    ),
    "survey_is_no_talk": (
        {"form": "discussion", "occasions": (OccasionFacts(kind="survey"),)},
        {"form": "discussion", "occasions": (OccasionFacts(kind="survey"), ROOM)},
    ),
    "chosen_other_form": ({"form": "discussion"}, {"form": "learning"}),
    "chosen_other_level": ({"level": "influence"}, {"level": "dialogue"}),
    "chosen_too_many": ({"people": 101, "occasions": (ROOM,)}, {"people": 200, "occasions": (ROOM, ROOM)}),
    "chosen_too_few": ({"people": 9}, {"people": 10}),
    "chosen_too_slow": ({"weeks": 3}, {"weeks": 4}),
    "chosen_too_dear": ({"kronor": 9_999}, {"kronor": 10_000}),
    "chosen_without_facilitator": ({}, {"facilitation": "impartial"}),
}  # fmt: skip


OF_BUDGET = {"method_misses", "method_too_much_work", "method_no_facilitator", "chosen_without_facilitator"}


def one_of(choices) -> st.SearchStrategy:
    return st.sampled_from(["", *choices.values])


def some_of(choices) -> st.SearchStrategy:
    return st.frozensets(st.sampled_from(choices.values))


METHODS = st.builds(
    MethodFacts,
    pk=st.integers(1, 9), name=st.just("En metod"), purposes=some_of(Purpose), levels=some_of(Level),
    forms=some_of(Form), groups=some_of(Group), people_min=st.integers(0, 50),
    people_max=st.none() | st.integers(50, 500), span=st.sampled_from(Span.values), cost=st.sampled_from(Cost.values),
    needs_facilitator=st.booleans(),
)  # fmt: skip


FACILITIES = st.sampled_from(Facility.values)


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


TIMES = st.none() | st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31))


OCCASIONS = st.builds(
    OccasionFacts,
    kind=st.sampled_from(OccasionKind.values), pk=st.integers(1, 9), name=st.just("Kvällen"), begins=TIMES, ends=TIMES,
    is_all_day=st.booleans(), is_impartial=st.booleans(), is_neutrality_noted=st.booleans(),
    step_free=FACILITIES, interpreter=FACILITIES, childcare=FACILITIES,
)  # fmt: skip


NUMBERS = st.none() | st.integers(0, 10_000)


@st.composite
def any_answers(draw) -> Answers:
    placed = draw(st.none() | st.tuples(st.integers(1, 5), st.integers(1, 5))) or (None, None)
    return Answers(
        is_matter_open=draw(one_of(Answer)), are_deciders_open=draw(one_of(Answer)), purpose=draw(one_of(Purpose)),
        decision_timing=draw(one_of(DecisionTiming)), predictability=placed[0], agreement=placed[1],
        people=draw(NUMBERS), weeks=draw(NUMBERS), facilitation=draw(one_of(Facilitation)), venue=draw(one_of(Venue)),
        form=draw(one_of(Form)), level=draw(one_of(Level)), formal_link=draw(st.sampled_from(FormalLink.values)),
        hours=draw(NUMBERS), kronor=draw(NUMBERS), groups=draw(some_of(Group)), missing=draw(some_of(Group)),
        is_removal_lacking=draw(st.booleans()), is_decided_elsewhere=draw(st.booleans()),
        today=draw(st.none() | DAYS), is_invited=draw(st.booleans()),
        decided_on=tuple(draw(st.lists(DAYS, max_size=2))), promised_on=tuple(draw(st.lists(DAYS, max_size=2))),
        over_on=draw(st.none() | DAYS), over_by=draw(st.none() | DAYS),
        influences=tuple(draw(st.lists(st.sampled_from(InfluenceState.values), max_size=3))),
        occasions=tuple(draw(st.lists(OCCASIONS, max_size=2))), methods=tuple(draw(st.lists(METHODS, max_size=2))),
        catalogue=tuple(draw(st.lists(METHODS, max_size=3))), ladder=LADDERS[draw(st.sampled_from(Ladder.values))],
    )  # fmt: skip
