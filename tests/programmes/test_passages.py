"""Going through phases: begin, finish, take up again; and the timeline, whatever is noted in whatever order."""

import contextlib
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.dates import ImpreciseDate, Precision, parse_imprecise, period_of, shift_months
from kraftsamling.shared.errors import EditConflict, RuleViolation, StateConflict
from kraftsamling.shared.models import ContentVersion
from programmes.models import ChecklistItem, Phase, PhasePassage
from programmes.queries.phases import get_planning
from programmes.services import passages as services
from programmes.services.checklists import propose_checklists
from programmes.services.phases import update_phase
from programmes.services.replanning import shift_phase
from tests.factories import ProgrammeFactory

TODAY = dt.date(2026, 6, 15)


def day(text: str) -> ImpreciseDate:
    return parse_imprecise(text)


@pytest.fixture
def phase(programme):
    return programme.phases.first()


def finish_once(phase, by=None):
    passage = services.start_phase(phase, started_on=day("2024"), by=by)
    return services.finish_passage(passage, finished_on=day("mars 2025"), by=by, outcome="Ett nät")


def test_phase_is_begun_finished_and_taken_up_again(phase, process_leader):
    finish_once(phase, process_leader)
    again = services.take_up_again(phase, started_on=day("2026"), reason="Två förvaltningar slogs ihop", by=None)
    assert again.number == 2
    row = get_planning(phase.programme, today=TODAY).rows[0]
    assert row.state_words == "pågår, för andra gången"
    assert [passage.number for passage in row.passages] == [1, 2]
    verbs = AuditEntry.objects.filter(verb__startswith="passage.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["passage.start", "passage.finish", "passage.take_up"]
    assert ContentVersion.objects.get(scope=f"programme:{phase.programme_id}").version > 1


def test_taking_up_again_needs_a_reason_and_a_finished_phase(phase):
    with pytest.raises(StateConflict):
        services.take_up_again(phase, started_on=day("2026"), reason="Nytt läge", by=None)
    finish_once(phase)
    with pytest.raises(RuleViolation, match="processkartan"):
        services.take_up_again(phase, started_on=day("2026"), reason=" ", by=None)
    with pytest.raises(StateConflict):
        services.start_phase(phase, started_on=day("2026"), by=None)
    assert phase.passages.count() == 1


def test_what_no_longer_holds_is_under_way_again(phase):
    propose_checklists(phase.programme, by=None)
    ChecklistItem.objects.filter(phase=phase).update(state="in_place")
    finish_once(phase)
    first, second = ChecklistItem.objects.filter(phase=phase)[:2]
    services.take_up_again(phase, started_on=day("2026"), reason="Ny ledning", items=[first], by=None)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.state_reason, second.state) == ("under_way", "Fasen togs upp igen.", "in_place")


def test_item_of_another_phase_does_not_come_along(phase):
    propose_checklists(phase.programme, by=None)
    finish_once(phase)
    other = ChecklistItem.objects.exclude(phase=phase).first()
    with pytest.raises(RuleViolation):
        services.take_up_again(phase, started_on=day("2026"), reason="Ny ledning", items=[other], by=None)
    assert phase.passages.count() == 1


def test_several_phases_go_on_at_once_but_each_only_once(programme):
    first, second = programme.phases.all()[:2]
    services.start_phase(first, started_on=day("2024"), by=None)
    services.start_phase(second, started_on=day("2024"), by=None)
    with pytest.raises(StateConflict):
        services._add_passage(first, "passage.take_up", started_on=day("2025"), reason="x", by=None)
    assert PhasePassage.objects.filter(state="open").count() == 2


def test_dates_are_compared_leniently(phase):
    passage = services.start_phase(phase, started_on=day("mars 2026"), by=None)
    with pytest.raises(RuleViolation, match="innan"):
        services.finish_passage(passage, finished_on=day("2025"), by=None)
    services.finish_passage(passage, finished_on=day("2026"), by=None)
    assert passage.state == "finished"


def test_mistakes_stay_in_the_history(phase):
    passage = services.start_phase(phase, started_on=day("2025"), by=None)
    services.cancel_passage(passage, reason="Fel fas", by=None)
    second = services.start_phase(phase, started_on=day("2026"), by=None)
    assert (second.number, second.reason) == (2, "Den påbörjades av misstag tidigare.")
    assert get_planning(phase.programme, today=TODAY).rows[0].state_words == "pågår"


def test_finished_by_mistake_is_reopened_unless_it_goes_on_again(phase):
    passage = finish_once(phase)
    services.reopen_passage(passage, reason="Fel knapp", by=None)
    assert (passage.state, passage.finished_on) == ("open", None)
    services.finish_passage(passage, finished_on=day("2025"), by=None)
    services.take_up_again(phase, started_on=day("2026"), reason="Nytt läge", by=None)
    with pytest.raises(StateConflict, match="tagits upp igen"):
        services.reopen_passage(passage, reason="Fel knapp", by=None)


def test_two_who_edit_a_passage_at_once_are_told(phase):
    passage = finish_once(phase)
    version = passage.version
    services.update_passage(passage, changes={"outcome": "Ett"}, expected_version=version, by=None)
    with pytest.raises(EditConflict):
        services.update_passage(passage, changes={"outcome": "Två"}, expected_version=version, by=None)
    with pytest.raises(RuleViolation, match="innan"):
        services.update_passage(passage, changes={"started_on": day("2030")}, expected_version=2, by=None)


def test_passages_in_the_wrong_order_are_a_hint(phase):
    finish_once(phase)
    services.take_up_again(phase, started_on=day("2023"), reason="Nytt läge", by=None)
    assert "Stämmer datumen?" in " ".join(get_planning(phase.programme, today=TODAY).hints)


@pytest.mark.parametrize(
    ("text", "months", "moved"),
    [
        ("2026-01-31", 1, "2026-02-28"), ("mars 2026", -3, "december 2025"), ("2026", 3, "2026"), ("2026", 12, "2027"),
        ("våren 2026", 6, "hösten 2026"), ("kvartal 1 2026", 3, "kvartal 2 2026"), ("v. 11 2026", 12, "v. 10 2027"),
    ],
)  # fmt: skip
def test_dates_move_as_exact_as_they_are(text, months, moved):
    assert shift_months(day(text), months) == day(moved)


def test_phase_moves_with_all_that_comes_after(programme):
    first, second, third, _fourth = programme.phases.all()
    for phase, start, end in [(first, "2024", "2024"), (second, "mars 2025", "maj 2025")]:
        update_phase(phase=phase, changes={"starts_on": day(start), "ends_on": day(end)}, expected_version=1, by=None)
    type(programme).objects.filter(pk=programme.pk).update(ends_on=day("2028"))
    shift_phase(second, months=12, with_later=True, expected_version=2, by=None)
    first, second, third, _fourth = programme.phases.all()
    programme.refresh_from_db()
    assert [str(first.ends_on), str(second.ends_on), third.starts_on] == ["2024", "maj 2026", None]
    assert programme.ends_on == day("2029")
    with pytest.raises(EditConflict):
        shift_phase(second, months=1, with_later=False, expected_version=2, by=None)
    with pytest.raises(RuleViolation):
        shift_phase(second, months=12 * 400, with_later=False, expected_version=3, by=None)


# Any dates in any order: exact, vague, missing, backward, decades apart.
dates = st.builds(
    period_of, st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)), st.sampled_from(list(Precision.values))
)
moves = st.lists(
    st.tuples(st.sampled_from(["start", "finish", "again", "cancel", "reopen", "edit", "plan"]),
              st.integers(0, 3), dates, st.none() | dates),
    max_size=14,
)  # fmt: skip


def act(move, phase, when, other):
    passage = phase.passages.last()
    match move:
        case "start":
            services.start_phase(phase, started_on=when, by=None)
        case "again":
            services.take_up_again(phase, started_on=when, reason="Nytt läge", by=None)
        case "plan":
            changes = {"starts_on": when, "ends_on": other}
            update_phase(phase=phase, changes=changes, expected_version=phase.version, by=None)
        case _ if passage is None:
            return
        case "finish":
            services.finish_passage(passage, finished_on=when, by=None)
        case "cancel":
            services.cancel_passage(passage, reason="Fel fas", by=None)
        case "reopen":
            services.reopen_passage(passage, reason="Fel knapp", by=None)
        case "edit":
            services.update_passage(passage, changes={"started_on": when}, expected_version=passage.version, by=None)


def check_drawing(timeline):
    if timeline is None:
        return
    for lane in timeline.lanes:
        for bar in filter(None, (lane.plan, *lane.passages)):
            for span in (*bar.soft, *filter(None, [bar.core])):
                assert 0 <= span.x <= 100
                assert span.width >= 0
                assert span.x + span.width <= 100.01
            assert lane.y <= bar.y < lane.y + lane.height <= timeline.height
        assert all(0 <= handle.x <= 100 for handle in lane.handles)
        assert all(timeline.low <= handle.now <= timeline.high for handle in lane.handles)
    assert [lane.position for lane in timeline.lanes if lane.position] == [1, 2, 3, 4]
    assert [year.x for year in timeline.years] == sorted(year.x for year in timeline.years)


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(moves)
def test_any_order_of_moves_keeps_history_complete_and_the_timeline_drawable(db, steps):
    programme = ProgrammeFactory()
    seen = {}
    for move, index, when, other in steps:
        phase = Phase.objects.get(programme=programme, position=index + 1)
        with contextlib.suppress(RuleViolation):
            act(move, phase, when, other)
        rows = list(PhasePassage.objects.filter(phase__programme=programme))
        assert set(seen) <= {row.pk for row in rows}  # nothing is deleted
        seen = {row.pk: row.number for row in rows}
        for one in programme.phases.all():
            own = [row for row in rows if row.phase_id == one.pk]
            assert [row.number for row in own] == list(range(1, len(own) + 1))
            assert sum(row.state == "open" for row in own) <= 1
        check_drawing(get_planning(programme, today=TODAY).timeline)
