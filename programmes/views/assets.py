"""Assets: what is good in the area already."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from programmes.forms.assets import AssetCreateForm, AssetForm
from programmes.models import Asset
from programmes.queries.assets import asset_rows, count_kinds
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import RecordPage

ASSET = RecordPage(
    name="asset",
    model=Asset,
    current="knowledge.asset",
    permission=Permission.EDIT_KNOWLEDGE,
    create_form=AssetCreateForm,
    edit_form=AssetForm,
    new_title=_("New asset"),
    edit_title=_("Change the asset"),
)


ASSET_LIST = RecordList(
    name="asset",
    current="knowledge.asset",
    title=_("Assets"),
    lead=_("What works in the area: activities, people, associations and places to build on."),
    rows=asset_rows,
    row_template="programmes/_asset_row_part.html",
    permission=Permission.EDIT_KNOWLEDGE,
    new_label=_("Add an asset"),
    empty_title=_("No assets yet"),
    empty_text=_("Ask somebody who lives here what they are proud of, and write down the first thing."),
    words_in=("title", "description"),
    choices=("kind",),
    template="programmes/asset_list.html",
    more=lambda programme: {"kinds": count_kinds(programme)},
)


@require_safe
def asset_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    asset = get_record(Asset, work.programme, pk, "place__programme", "organisation", "created_by")
    return render(request, "programmes/asset_detail.html", programme_context(work, "knowledge.asset", asset=asset))
