"""Goals: the mission, what serves it, and how each goal was revised."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from kraftsamling.shared.receipts import make_form_key
from programmes.enums.planning import GOAL_MOVES
from programmes.forms.goals import GoalCreateForm, GoalForm
from programmes.models import Goal, GoalVersion
from programmes.queries.goals import goal_revisions, goal_tree, is_on_shaky_ground
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record, moves_from
from programmes.roles import Permission
from programmes.services.goals import add_goal, reorder_goal, update_goal
from programmes.views.record_pages import RecordPage

GOAL = RecordPage(
    name="goal",
    model=Goal,
    current="planning.goal",
    permission=Permission.EDIT_PROGRAMME,
    create_form=GoalCreateForm,
    edit_form=GoalForm,
    new_title=_("New goal"),
    edit_title=_("Revise the goal"),
    keep=GoalVersion,
    moves=tuple(GOAL_MOVES),
    add=add_goal,
    update=update_goal,
)


@require_safe
def goal_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    context = programme_context(
        work,
        GOAL.current,
        rows=goal_tree(work.programme),
        is_ordering="ordna" in request.GET and work.access.can(Permission.EDIT_PROGRAMME),
        guide=guidance_for("page.goal").get("page.goal"),
    )
    return render(request, "programmes/goal_list.html", context)


@require_POST
def goal_order(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    goal = get_record(Goal, work.programme, pk)
    reorder_goal(goal, is_up=request.POST.get("direction") == "up", by=request.user)
    return redirect(reverse("programmes:goal_list", args=[slug]) + f"?ordna#mal-{pk}")


@require_safe
def goal_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    goal = get_record(Goal, work.programme, pk, "problem_picture", "created_by")
    context = programme_context(
        work,
        GOAL.current,
        goal=goal,
        serves=goal.serves.current(),
        served_by=goal.served_by.current(),
        challenges=goal.challenges.current(),
        is_on_shaky_ground=is_on_shaky_ground(goal),
        revisions=goal_revisions(goal),
        moves=moves_from(goal.state, GOAL_MOVES),
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "programmes/goal_detail.html", context)
