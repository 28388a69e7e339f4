"""Assets, kind by kind."""

from typing import Any

from django.db.models import Case, Count, QuerySet, Value, When

from kraftsamling.shared.collation import Swedish
from programmes.enums.knowledge import AssetKind
from programmes.models import Asset, Programme


def asset_rows(programme: Programme) -> QuerySet[Asset]:
    """Return the programme's assets, kind by kind in the order of the kinds, each kind in Swedish order."""
    assets = Asset.objects.current().filter(programme=programme).select_related("place", "organisation", "programme")
    order = Case(*(When(kind=kind, then=Value(index)) for index, kind in enumerate(AssetKind.values)))
    return assets.order_by(order, Swedish("title"), "pk")


def count_kinds(programme: Programme) -> list[dict[str, Any]]:
    """Return every kind as {kind, label, count}, also those of which nothing is written down yet; one query."""
    rows = Asset.objects.current().filter(programme=programme).order_by().values_list("kind").annotate(Count("pk"))
    counts = dict(rows)
    return [{"kind": kind, "label": label, "count": counts.get(kind, 0)} for kind, label in AssetKind.choices]
