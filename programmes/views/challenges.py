"""Challenges, and Stacey's matrix of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kraftsamling.shared.receipts import make_form_key
from programmes import stacey
from programmes.enums.knowledge import CHALLENGE_MOVES
from programmes.forms.challenges import ChallengeCreateForm, ChallengeFilterForm, ChallengeForm
from programmes.models import Challenge, ChallengeVersion, Lesson
from programmes.queries import challenges as queries
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.pictures import holding_picture
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record, moves_from
from programmes.queries.versions import earlier_texts
from programmes.roles import Permission
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import RecordPage

CURRENT = "knowledge.challenge"


def _start_with(request: HttpRequest, work: WorkProgramme) -> dict:
    """A new challenge belongs to the picture that holds, unless its writer says otherwise."""
    return {"problem_picture": request.GET.get("problembild") or holding_picture(work.programme)}


CHALLENGE = RecordPage(
    name="challenge",
    model=Challenge,
    current=CURRENT,
    permission=Permission.EDIT_KNOWLEDGE,
    create_form=ChallengeCreateForm,
    edit_form=ChallengeForm,
    new_title=_("New challenge"),
    edit_title=_("Change the challenge"),
    keep=ChallengeVersion,
    moves=tuple(CHALLENGE_MOVES),
    initial=_start_with,
)


def _place(challenges: list[Challenge]) -> None:
    for challenge in challenges:
        challenge.zone = None
        if challenge.predictability:
            challenge.zone = stacey.zone(challenge.predictability, challenge.agreement)


CHALLENGE_LIST = RecordList(
    name="challenge",
    current=CURRENT,
    title=_("Challenges"),
    lead=_("What the area needs to get better at or rid of, and how to go about it."),
    rows=queries.list_challenges,
    row_template="programmes/_challenge_row_part.html",
    permission=Permission.EDIT_KNOWLEDGE,
    new_label=_("Add a challenge"),
    empty_title=_("No challenges yet"),
    empty_text=_("Look at the problem picture: what in it can you do something about? Write down the first thing."),
    words_in=("title", "description", "placed_why"),
    choices=("state",),
    filter_form=ChallengeFilterForm,
    template="programmes/challenge_list.html",
    prepare=_place,
)


@require_safe
def challenge_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    challenge = get_record(Challenge, work.programme, pk, "problem_picture__programme", "created_by")
    _place([challenge])
    known, agreed = challenge.predictability, challenge.agreement
    context = programme_context(
        work,
        CURRENT,
        challenge=challenge,
        advice=stacey.ADVICE[challenge.zone] if challenge.zone else None,
        begin_with=stacey.what_lacks_most(known, agreed) if challenge.zone else "",
        places=challenge.places.current().select_related("programme"),
        goals=challenge.goals.current().select_related("programme"),
        lessons=Lesson.objects.current().filter(challenge=challenge).select_related("programme"),
        moves=moves_from(challenge.state, CHALLENGE_MOVES),
        earlier=earlier_texts(challenge),
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "programmes/challenge_detail.html", context)


@require_safe
def challenge_matrix(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    guide = guidance_for("page.matrix").get("page.matrix")
    context = programme_context(work, CURRENT, matrix=queries.draw_matrix(work.programme), guide=guide)
    return render(request, "programmes/challenge_matrix.html", context)
