"""Agreements of a programme and their parties."""

from django.db.models import Prefetch, QuerySet

from kraftsamling.shared.collation import Swedish
from programmes.models import Agreement, Organisation, Programme
from programmes.queries.actors import register_of, successors_of


def agreements_of(programme: Programme) -> QuerySet[Agreement]:
    """Return the programme's agreements with their parties, those that end first at the top."""
    parties = Prefetch("parties", queryset=Organisation.objects.order_by(Swedish("name")))
    agreements = Agreement.objects.current().filter(programme=programme).select_related("programme")
    return agreements.prefetch_related(parties).order_by("state", "ends_on", Swedish("title"), "pk")


def parties_of(agreement: Agreement) -> list[tuple[Organisation, Organisation | None]]:
    """Return each party with what it has become by now, None when it is still itself.

    The parties stay as they were when the agreement was made. Two queries, however often they have become another.
    """
    register = register_of(agreement.programme.municipality_id)
    parties = agreement.parties.order_by(Swedish("name"))
    return [(party, next(reversed(successors_of(party, register)), None)) for party in parties]
