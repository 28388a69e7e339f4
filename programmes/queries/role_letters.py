"""What notices about roles and invitations say."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kraftsamling.accounts.models import User
from kraftsamling.notices.kinds import NoticeKind
from kraftsamling.notices.models import Notice
from kraftsamling.shared import clock
from kraftsamling.shared.mail import Letter, absolute_url
from programmes.models import Invitation, PersonHandover, Programme, RoleAssignment
from programmes.queries.invitations import is_still_meant, link_secret
from programmes.roles import ROLES


def _ids(notices: Sequence[Notice], key: str) -> list[int]:
    return [notice.context[key] for notice in notices if notice.context.get(key)]


def _role_name(role: str) -> str:
    return str(ROLES[role].name)


def _work_url(programme: Programme | None) -> str:
    if programme is None:
        return absolute_url("overview:my_page")
    return absolute_url("programmes:programme_detail", programme.slug)


def write_invitations(notices: Sequence[Notice]) -> dict[int, Letter]:
    """The letter with the link; none for an invitation that no longer leads anywhere when the letter is written."""
    rows = Invitation.objects.select_related("contact", "programme", "municipality", "invited_by").in_bulk(
        _ids(notices, "invitation_id")
    )
    letters = {}
    for notice in notices:
        invitation = rows.get(notice.context["invitation_id"])
        is_open = invitation and not invitation.accepted_at and not invitation.cancelled_at
        if is_open and invitation.expires_at > clock.now() and is_still_meant(invitation):
            letters[notice.pk] = _invitation_letter(invitation)
    return letters


def _invitation_letter(invitation: Invitation) -> Letter:
    facts = {
        "name": invitation.name,
        "inviter": invitation.invited_by.display_name,
        "role": invitation.role_name,
        "sentence": invitation.role_sentence,
        "where": invitation.programme.name if invitation.programme else invitation.municipality.name,
        "municipality": invitation.municipality.name,
        "day": date_format(timezone.localtime(invitation.expires_at), "DATE_FORMAT"),
        "purge_day": date_format(invitation.contact.purge_on, "DATE_FORMAT"),
    }
    asked = (
        _("%(inviter)s at %(municipality)s invites you to work in %(where)s.")
        if invitation.programme
        else _("%(inviter)s invites you to work for %(where)s.")
    )
    return Letter(
        title=_("You are invited to %(where)s") % facts,
        paragraphs=(
            _("Hello %(name)s!") % facts,
            asked % facts,
            _("Your role: %(role)s. %(sentence)s") % facts,
            _("Open the link to accept. It works once, until %(day)s.") % facts,
        ),
        url=absolute_url("programmes:invitation_open", link_secret(invitation)),
        link_label=_("Accept the invitation"),
        small_print=(
            _("Do you not know what this is about? Then do nothing. We remove your address on %(purge_day)s.") % facts,
        ),
    )


def write_granted_roles(notices: Sequence[Notice]) -> dict[int, Letter]:
    """A person got a role; nothing is said of one that has ended since."""
    rows = RoleAssignment.objects.select_related("programme", "municipality").in_bulk(_ids(notices, "assignment_id"))
    letters = {}
    for notice in notices:
        assignment = rows.get(notice.context["assignment_id"])
        if assignment is None or assignment.revoked_at:
            continue
        where = assignment.programme or assignment.municipality
        letters[notice.pk] = Letter(
            title=_("You have a role in %(where)s: %(role)s")
            % {"where": where.name, "role": _role_name(assignment.role)},
            paragraphs=(str(ROLES[assignment.role].sentence),),
            url=_work_url(assignment.programme),
            link_label=_("Go to your work"),
        )
    return letters


def write_hand_overs(notices: Sequence[Notice]) -> dict[int, Letter]:
    """A person took over what another held."""
    leavers = User.objects.in_bulk(_ids(notices, "leaver_id"))
    programmes = Programme.objects.in_bulk(_ids(notices, "programme_id"))
    handovers = PersonHandover.objects.current().select_related("programme").in_bulk(_ids(notices, "handover_id"))
    letters = {}
    for notice in notices:
        leaver = leavers.get(notice.context["leaver_id"])
        if leaver is None:
            continue
        count = notice.context["count"]
        told = ngettext(
            "%(count)d thing is now yours: a role, a function, a contact or an agreement.",
            "%(count)d things are now yours: roles, functions, contacts and agreements.",
            count,
        )
        handover = handovers.get(notice.context.get("handover_id"))
        programme = programmes.get(notice.context["programme_id"])
        letters[notice.pk] = Letter(
            title=_("You take over from %(name)s") % {"name": leaver.display_name},
            paragraphs=(told % {"count": count},),
            url=_handover_url(handover) if handover else _work_url(programme),
            link_label=_("Read the handover") if handover else _("Go to your work"),
        )
    return letters


def _handover_url(handover: PersonHandover) -> str:
    return absolute_url("programmes:handover_detail", handover.programme.slug, handover.pk)


def write_accepted_invitations(notices: Sequence[Notice]) -> dict[int, Letter]:
    """The inviter learns that the invited person has arrived."""
    rows = Invitation.objects.select_related("programme", "municipality", "accepted_by").in_bulk(
        _ids(notices, "invitation_id")
    )
    letters = {}
    for notice in notices:
        invitation = rows.get(notice.context["invitation_id"])
        if invitation is None or invitation.accepted_by is None:
            continue
        facts = {"name": invitation.accepted_by.display_name, "role": _role_name(invitation.role)}
        letters[notice.pk] = Letter(
            title=_("%(name)s has accepted your invitation") % facts,
            paragraphs=(_("Role: %(role)s.") % facts,),
            url=_work_url(invitation.programme),
            link_label=_("Go to your work"),
        )
    return letters


NOTICES = (
    NoticeKind("programmes.invitation", gettext_lazy("Invitations"), write_invitations, is_essential=True),
    NoticeKind("programmes.role_granted", gettext_lazy("Somebody gives you a role"), write_granted_roles),
    NoticeKind("programmes.handed_over", gettext_lazy("Somebody hands over to you"), write_hand_overs),
    NoticeKind(
        "programmes.invitation_accepted", gettext_lazy("Somebody accepts your invitation"), write_accepted_invitations
    ),
)
