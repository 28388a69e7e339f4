"""Work pages: what an invitation lacks, and publishing it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dialogues.enums import DialogueState
from dialogues.queries.advice import thoughts_on_advice
from dialogues.queries.dialogues import get_dialogue
from dialogues.queries.readiness import missing_for_publishing, second_thoughts
from dialogues.services.publishing import publish_dialogue
from kraftsamling.shared.receipts import find_earlier_answer, make_form_key, press
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission

CURRENT = "dialogues.dialogue"


@require_safe
def dialogue_check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    dialogue = get_dialogue(work.programme, pk)
    context = programme_context(
        work, CURRENT,
        dialogue=dialogue,
        gaps=missing_for_publishing(dialogue),
        thoughts=[*second_thoughts(dialogue), *thoughts_on_advice(dialogue)],
        is_planned=dialogue.state == DialogueState.PLANNED,
        is_programme_public=work.programme.is_public,
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return render(request, "dialogues/dialogue_check.html", context)


@require_POST
def dialogue_publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.PUBLISH_DIALOGUES)
    dialogue = get_dialogue(work.programme, pk)
    check_url = reverse("dialogues:dialogue_check", args=[slug, pk])
    if request.POST.get("version") != str(dialogue.version):
        earlier = find_earlier_answer(request)
        if earlier is None:
            messages.warning(
                request, _("Somebody has changed this since you opened the page. Read it as it stands now.")
            )
        return earlier or redirect(check_url)

    def save() -> str:
        publish_dialogue(dialogue, by=request.user)
        published = _("The information is published. Here is what to send and print.") if dialogue.tells_only else _(
            "The invitation is published. Here is what to send and print."
        )  # fmt: skip
        messages.success(request, published)
        return reverse("dialogues:invitation_detail", args=[slug, pk])

    return press(request, save, back_url=check_url)
