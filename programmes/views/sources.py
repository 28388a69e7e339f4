"""Sources and what they are used for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from programmes.forms.sources import SourceCreateForm, SourceForm
from programmes.models import Source
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.queries.sources import bases_on, figures_of, source_rows
from programmes.roles import Permission
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import RecordPage

SOURCE = RecordPage(
    name="source",
    model=Source,
    current="knowledge.source",
    permission=Permission.EDIT_KNOWLEDGE,
    create_form=SourceCreateForm,
    edit_form=SourceForm,
    new_title=_("New source"),
    edit_title=_("Change the source"),
)

SOURCE_LIST = RecordList(
    name="source",
    current="knowledge.source",
    title=_("Sources"),
    lead=_("Where you know things from: statistics, research, reports and what you have seen yourselves."),
    rows=source_rows,
    row_template="programmes/_source_row_part.html",
    permission=Permission.EDIT_KNOWLEDGE,
    new_label=_("Add a source"),
    empty_title=_("No sources yet"),
    empty_text=_("Begin with the report or the statistics that you refer to most often."),
    words_in=("title", "publisher", "summary"),
    choices=("kind",),
)


@require_safe
def source_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    source = get_record(Source, work.programme, pk)
    context = programme_context(
        work, "knowledge.source", source=source, figures=figures_of(source), bases=bases_on(source)
    )
    return render(request, "programmes/source_detail.html", context)
