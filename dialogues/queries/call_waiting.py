"""Those who are to be called since no letter reaches them: whom it waits for, and what reminders of it say."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from dialogues.models import Registration
from dialogues.queries.occasion_words import when_words
from dialogues.queries.registrations import calls_in
from kraftsamling.shared.mail import absolute_url
from programmes.models import RoleAssignment
from programmes.queries.waiting import Due, Told, WaitingKind
from programmes.roles import ROLES, Permission

CALL = "registration.call"


def calls_due(within: list[int], today: dt.date) -> list[Due]:
    """Return a thing that waits for each person to be called in the programmes ``within``; two queries.

    It waits for whoever answers for the dialogue, or for the process leaders when that person may not see who has
    signed up. Something new to tell is a new cause.
    """
    roles = [key for key, role in ROLES.items() if Permission.VIEW_PARTICIPANTS in role.permissions]
    held = RoleAssignment.objects.active(today).filter(programme__in=within, role__in=roles)
    may_call = set(held.values_list("user_id", "programme_id"))
    found = calls_in(within).select_related("occasion__dialogue__responsible")
    return [_due(registration, may_call) for registration in found]


def _due(registration: Registration, may_call: set[tuple[int, int]]) -> Due:
    occasion = registration.occasion
    responsible = occasion.dialogue.responsible
    holder = responsible.holder_id if responsible else None
    cause = f"{CALL}:{registration.pk}:{registration.call_since:%Y%m%d%H%M%S}"
    return Due(occasion.programme_id, CALL, cause, holder if (holder, occasion.programme_id) in may_call else None)


def tell_calls(causes: list[str]) -> dict[str, Told]:
    """Return for each cause which occasion it is about; neither names nor numbers go into a letter. One query."""
    keys = {cause: int(cause.split(":")[1]) for cause in causes}
    related = ("occasion__dialogue", "occasion__programme")
    rows = Registration.objects.select_related(*related).in_bulk(set(keys.values()))
    return {cause: _tell(rows[pk]) for cause, pk in keys.items() if pk in rows}


def _tell(registration: Registration) -> Told:
    occasion = registration.occasion
    words = {"dialogue": occasion.dialogue.title, "when": when_words(occasion)}
    page = absolute_url("dialogues:participant_list", occasion.programme.slug, occasion.pk)
    return Told(_("Call about “%(dialogue)s”, %(when)s") % words, page)


WAITING = (
    WaitingKind(
        CALL,
        ngettext_lazy(
            "Call %(count)d person who has left only a telephone number",
            "Call %(count)d people who have left only a telephone number",
            "count",
        ),
        "dialogues:call_list",
        "",
        tell_calls,
    ),
)
