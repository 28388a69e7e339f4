"""Sources with their figures, and what builds on them."""

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from kraftsamling.shared.collation import Swedish
from programmes.models import Basis, Figure, Programme, Source


def source_rows(programme: Programme) -> QuerySet[Source]:
    """Return the programme's sources in Swedish order, each with ``current_figures``."""
    sources = Source.objects.current().filter(programme=programme).select_related("programme")
    figures = Prefetch("figures", Figure.objects.filter(withdrawn_at=None), to_attr="current_figures")
    return sources.prefetch_related(figures).order_by(Swedish("title"), "pk")


def figures_of(source: Source) -> QuerySet[Figure]:
    """Return the source's figures, newest first, with their places."""
    figures = source.figures.filter(withdrawn_at=None).select_related("place__programme")
    return figures.order_by("-measured_on", "pk")


def bases_on(source: Source) -> QuerySet[Basis]:
    """Return where problem pictures build on the source, with the pictures."""
    bases = source.bases.filter(withdrawn_at=None, picture__withdrawn_at=None)
    return bases.select_related("picture__programme").order_by("-picture__pk", "pk")


def get_figure(programme: Programme, pk: int, *, also_withdrawn: bool = False) -> Figure:
    """Return a figure of one of the programme's sources; raises Http404 for any other or a withdrawn one."""
    figures = Figure.objects.all()
    if not also_withdrawn:
        figures = figures.filter(withdrawn_at=None, source__withdrawn_at=None)
    figure = figures.select_related("source__programme").filter(source__programme=programme, pk=pk).first()
    if figure is None:
        raise Http404
    return figure
