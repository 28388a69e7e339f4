"""Goals: what serves what as a tree, no circles, and why each was revised."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kraftsamling.shared.errors import RuleViolation
from programmes.models import Goal, ProblemPicture
from programmes.queries import goals as queries
from programmes.queries.goals import GoalRow, goal_revisions, goal_tree
from programmes.services import goals as services
from programmes.services.goals import update_goal
from programmes.services.keeping import add_record, withdraw_record
from tests.factories import ProgrammeFactory


@pytest.fixture
def add_goal(programme, process_leader):
    def add(title, *serves, **fields):
        return add_record(Goal, programme=programme, by=process_leader, title=title, serves=list(serves), **fields)

    return add


def revise(goal, by, **changes):
    changes = {"revision_reason": "Vi vet mer nu", **changes}
    return update_goal(goal, changes=changes, expected_version=goal.version, by=by)


def lines(programme):
    return [(row.depth, row.goal.title, [str(goal) for goal in row.also_under]) for row in goal_tree(programme)]


def test_tree_puts_a_part_goal_under_each_goal_it_serves(programme, add_goal):
    square, school = add_goal("Torget"), add_goal("Skolan")
    light = add_goal("Ljus", square, school, level="part_goal")
    add_goal("Lampor", light, level="part_goal")
    assert lines(programme) == [
        (0, "Torget", []),
        (1, "Ljus", ["Skolan"]),
        (2, "Lampor", []),
        (0, "Skolan", []),
        (1, "Ljus", ["Torget"]),
    ]
    assert [row.is_repeated for row in goal_tree(programme)] == [False, False, False, False, True]


def test_goals_change_places_among_those_that_serve_the_same(client, programme, process_leader, add_goal):
    square, school = add_goal("Torget"), add_goal("Skolan")
    for title, above in [("Ljus", square), ("Läxor", school), ("Bänkar", square)]:
        services.add_goal(programme=programme, by=process_leader, title=title, level="part_goal", serves=[above])
    client.force_login(process_leader)
    assert "Ner" not in client.get(reverse("programmes:goal_list", args=[programme.slug])).content.decode()
    benches = Goal.objects.get(title="Bänkar")
    address = reverse("programmes:goal_order", args=[programme.slug, benches.pk])
    shown = client.post(address, {"direction": "up"}, follow=True).content.decode()
    assert f'action="{address}"' in shown
    assert [row.goal.title for row in goal_tree(programme)] == ["Torget", "Bänkar", "Ljus", "Skolan", "Läxor"]
    assert not services.reorder_goal(benches, is_up=True, by=process_leader)


def test_goal_whose_goal_is_withdrawn_stands_under_the_mission(programme, process_leader, add_goal):
    gone = add_goal("Borta")
    add_goal("Kvar", gone)
    withdraw_record(gone, by=process_leader, reason="Dubblett")
    assert lines(programme) == [(0, "Kvar", [])]


@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_every_list_of_the_tree_that_opens_also_closes(wanted):
    depths = [0]
    for depth in wanted:
        depths.append(min(depth, depths[-1] + 1))
    open_lists = 0
    for row in queries._as_lists([GoalRow(None, depth) for depth in depths]):
        open_lists += row.opens
        assert open_lists == row.depth + 1
        open_lists -= len(row.closes)
    assert open_lists == 0


def test_goal_may_not_serve_itself_by_detours(process_leader, add_goal):
    top = add_goal("Överst")
    middle = add_goal("Mitten", top)
    low = add_goal("Nederst", middle)
    for served in (top, low):
        with pytest.raises(RuleViolation) as caught:
            revise(top, process_leader, serves=[served])
        assert caught.value.field == "serves"
    assert not top.serves.exists()


def test_goal_of_another_programme_is_refused(process_leader, add_goal):
    other = add_record(Goal, programme=ProgrammeFactory(), by=None, title="Annans")
    with pytest.raises(RuleViolation):
        revise(add_goal("Vårt"), process_leader, serves=[other])


def test_revision_needs_a_reason(process_leader, add_goal):
    with pytest.raises(RuleViolation) as caught:
        revise(add_goal("Torget"), process_leader, title="Ett levande torg", revision_reason=" ")
    assert caught.value.field == "revision_reason"


def test_history_tells_each_revision_with_its_own_reason(process_leader, add_goal):
    goal = add_goal("Torget")
    for title, reason in [
        ("Ett torg", "För kort"),
        ("Ett levande torg", "De boende sa så"),
        ("Torgliv", "De boende sa så"),
    ]:
        goal = revise(goal, process_leader, title=title, revision_reason=reason)
    found = [(revision.reason, revision.texts, revision.by) for revision in goal_revisions(goal)]
    assert found == [
        ("De boende sa så", {"title": "Ett levande torg"}, process_leader),
        ("De boende sa så", {"title": "Ett torg"}, process_leader),
        ("För kort", {"title": "Torget"}, process_leader),
    ]


@pytest.mark.parametrize("state", ["rejected", "draft"])
def test_pages_say_that_the_problem_picture_no_longer_holds(client, programme, process_leader, add_goal, state):
    picture = add_record(
        ProblemPicture, programme=programme, by=None, title="Torget är tomt", statement="x", state=state,
        end_reason="Det stämde inte" if state == "rejected" else "",
    )  # fmt: skip
    if state == "draft":
        withdraw_record(picture, by=process_leader, reason="Fel")
    goal = add_goal("Torget", problem_picture=picture)
    client.force_login(process_leader)
    for address in (reverse("programmes:goal_list", args=["provet"]), goal.get_work_url()):
        assert "gäller inte längre" in client.get(address).content.decode()
    # What is withdrawn has no page.
    picture_url = reverse("programmes:picture_detail", args=["provet", picture.pk])
    assert (picture_url in client.get(goal.get_work_url()).content.decode()) == (state == "rejected")


def test_edit_form_asks_why_and_does_not_offer_the_goal_itself(client, process_leader, add_goal):
    goal, other = add_goal("Torget", revision_reason="Förra skälet"), add_goal("Skolan")
    client.force_login(process_leader)
    form = client.get(reverse("programmes:goal_edit", args=["provet", goal.pk])).context["form"]
    assert form["revision_reason"].value() == ""
    assert list(form.fields["serves"].queryset) == [other]
