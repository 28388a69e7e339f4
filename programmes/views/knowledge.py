"""Everything that is known in a programme, in one list."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kraftsamling.shared.htmx import render_page
from programmes.forms.knowledge import KnowledgeSearchForm
from programmes.queries import knowledge as queries
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.pictures import holding_picture
from programmes.queries.programmes import get_work_programme

ROWS_PER_PAGE = 50


@require_safe
def knowledge_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    form = KnowledgeSearchForm(request.GET, programme=work.programme)
    search = form.search()
    counts = queries.count_known(work.programme, search)
    paginator = Paginator(queries.list_known(work.programme, search), ROWS_PER_PAGE)
    paginator.count = counts[search.kind] if search.kind else sum(counts.values())
    page = paginator.get_page(request.GET.get("sida"))
    context = programme_context(
        work,
        "knowledge.all",
        holding=holding_picture(work.programme),
        search_form=form,
        counts=[(queries.KINDS[name], count) for name, count in counts.items()],
        wanted_kind=search.kind,
        total=sum(counts.values()),
        page=page,
        rows=queries.read_known(work.programme, page.object_list),
        is_filtered=any(value for name, value in request.GET.items() if name in form.fields),
        guide=guidance_for("page.knowledge").get("page.knowledge"),
    )
    return render_page(request, "programmes/knowledge_list.html", "programmes/_known_rows_part.html", context)
