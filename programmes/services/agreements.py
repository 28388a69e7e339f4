"""Agreements: signing and ending them."""

from kraftsamling.shared import clock
from programmes.enums.actors import AGREEMENT_MOVES, AgreementState
from programmes.models import Agreement
from programmes.services.keeping import move_record


def move_agreement(agreement: Agreement, *, to: str, by, reason: str = "") -> Agreement:
    """Note that it is signed (today, unless the day is known), came to nothing or is terminated.

    Raises what ``move_record`` raises.
    """
    also = {"signed_on": agreement.signed_on or clock.today()} if to == AgreementState.SIGNED else {}
    return move_record(agreement, moves=AGREEMENT_MOVES, to=to, by=by, reason=reason, **also)
