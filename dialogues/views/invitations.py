"""Work pages: how an invitation will look, and what to send, print and share once it is published."""

from typing import Any

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from dialogues.enums import LANGUAGES
from dialogues.prints.degrees import degrees_of
from dialogues.prints.invitations import INVITATION_PRINT
from dialogues.prints.mail_text import write_mail_text
from dialogues.prints.stale import stale_prints
from dialogues.queries.dialogues import get_dialogue
from dialogues.queries.invitations import (
    Invitation,
    InvitationSource,
    invitations_of,
    lacking_parts,
    source_of,
    warn_of_no_answer,
    why_over,
)
from dialogues.views.public import dialogue_context
from dialogues.words.invitations import words_in
from programmes.queries.map_items import Audience
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.short_addresses import address_of_code
from programmes.roles import Permission

CURRENT = "dialogues.dialogue"


@require_safe
def dialogue_preview(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the public page as it would be if the invitation were published now."""
    work = get_work_programme(request.user, slug)
    dialogue = get_dialogue(work.programme, pk)
    context = dialogue_context(dialogue, Audience.WORK)
    context["back_url"] = reverse("dialogues:dialogue_check", args=[slug, pk])
    context["languages"] = []
    return render(request, "dialogues/dialogue_public.html", context)


@require_safe
def invitation_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the invitation in every form it is spread in; nothing to spread before it is published."""
    work = get_work_programme(request.user, slug)
    dialogue = get_dialogue(work.programme, pk)
    prefetch_related_objects([dialogue], "inviters")
    may_order = work.access.can(Permission.ORDER_DOCUMENTS)
    stale = stale_prints(dialogue) if may_order else []
    context = programme_context(
        work, CURRENT, dialogue=dialogue, is_public=dialogue.is_public, stale_prints=stale, lacks_answer=""
    )
    if dialogue.is_public:
        source = source_of(dialogue)
        public = reverse("dialogues:dialogue_public", args=[slug, dialogue.slug])
        invitations = invitations_of(source)
        context |= {
            "public_path": public,
            "public_url": settings.PUBLIC_URL + public,
            "address": address_of_code(dialogue.short_address.code),
            "share_path": reverse("dialogues:dialogue_share_picture", args=[slug, dialogue.slug]),
            "over": why_over(dialogue, source.occasions),
            "lacks_answer": warn_of_no_answer(dialogue, source.promises, source.occasions),
            "mails": _mails(source, invitations),
            "prints": _prints(source, invitations) if may_order else [],
        }
    return render(request, "dialogues/invitation_detail.html", context)


def _prints(source: InvitationSource, invitations: list[Invitation]) -> list[dict[str, Any]]:
    """Return for every language where its prints are ordered, with the choices made, or what must be written first."""
    dialogue = source.dialogue
    order_url = reverse("documents:document_order", args=[dialogue.programme.slug, INVITATION_PRINT.key])
    size = next(option for option in INVITATION_PRINT.options if option.name == "sheet")
    found = []
    for invitation in invitations:
        language, lacking = invitation.language, lacking_parts(invitation, source)
        chosen = {"invitation": f"{dialogue.pk}.{language}"}
        sheets = [
            {"label": size.get_label(value), "url": f"{order_url}?{urlencode({**chosen, 'sheet': value})}"}
            for value, _label in size.choices
        ]
        is_read = not words_in(language).unreviewed
        found.append(
            {
                "name": capfirst(LANGUAGES[language][0]),
                "sheets": [] if lacking else sheets,
                "is_read": is_read,
                "lacking": lacking,
            }
        )
    return found


def _mails(source: InvitationSource, invitations: list[Invitation]) -> list[dict[str, str]]:
    """Return the e-mail in every language that may be shown."""
    degrees = degrees_of(source.dialogue)
    return [
        {
            "id": f"copy-mail-{invitation.language}",
            "language": invitation.language,
            "direction": invitation.direction,
            "name": LANGUAGES[invitation.language][0],
            "text": write_mail_text(source.dialogue, invitation, degrees, source),
        }
        for invitation in invitations
    ]
