"""Handing out codes by which people follow what they said, and tying what they say to them."""

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.models import Contribution, FollowCode, Occasion
from dialogues.queries.follow_codes import hash_code, make_code
from kraftsamling.audit import services as audit
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Programme


def add_code(*, programme: Programme, by, occasion: Occasion | None = None) -> FollowCode:
    """Make a code that nothing is tied to yet."""
    with transaction.atomic():
        row = FollowCode(programme=programme, occasion=occasion)
        row.code_hash = hash_code(make_code(row))
        row.save(force_insert=True)
        audit.record("follow_code.add", row, by=by, programme_id=programme.pk)
    return row


def tie_code(contribution: Contribution, code: FollowCode, *, by) -> Contribution:
    """Let whoever has the code follow the contribution.

    Raises RuleViolation for a code of another programme, or a contribution that has another code already.
    """
    if code.programme_id != contribution.programme_id:
        raise RuleViolation(_("The code belongs to another kraftsamling."), field="follow_code")
    with transaction.atomic():
        tied = Contribution.objects.filter(pk=contribution.pk, follow_code=None).update(follow_code=code)
        if not tied:
            raise RuleViolation(_("It has a code already."), field="follow_code")
        FollowCode.objects.filter(pk=code.pk, tied_at=None).update(tied_at=clock.now())
        programme_id = contribution.programme_id
        audit.record("contribution.tie", contribution, by=by, programme_id=programme_id, fields=["follow_code"])
    contribution.refresh_from_db()
    return contribution
