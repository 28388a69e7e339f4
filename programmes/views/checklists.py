"""What must be in place: the whole list, one item, ticking off, order, proposals."""

from dataclasses import replace

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.receipts import answer_once, make_form_key
from programmes.enums.planning import CHECK_MOVES
from programmes.forms.checklists import ChecklistFilterForm, ChecklistItemCreateForm, ChecklistItemForm
from programmes.models import ChecklistItem, Programme
from programmes.queries.checklists import checklist_items, get_check_row, open_first, summarise_phase
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record
from programmes.roles import Permission
from programmes.services import checklists as services
from programmes.views.phases import CURRENT
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import FORM_METHODS, RecordPage, record_move


def _initial(request: HttpRequest, work: WorkProgramme) -> dict:
    wanted = request.GET.get("fas", "")
    return {"phase": wanted} if wanted.isdecimal() else {}


CHECKLIST_ITEM = RecordPage(
    name="checklist_item",
    model=ChecklistItem,
    current=CURRENT,
    permission=Permission.EDIT_PROGRAMME,
    create_form=ChecklistItemCreateForm,
    edit_form=ChecklistItemForm,
    new_title=gettext_lazy("New item on a checklist"),
    edit_title=gettext_lazy("Change the item"),
    add=services.add_item,
    update=services.update_item,
    initial=_initial,
)
# Whoever may tick off need not be allowed to change what is on the list.
TICKING = replace(
    CHECKLIST_ITEM, permission=Permission.TICK_OFF, moves=tuple(CHECK_MOVES), move=services.move_item
)  # fmt: skip


def _rows(programme: Programme) -> QuerySet[ChecklistItem]:
    return open_first(checklist_items(programme, today=clock.today()))


CHECKLIST_ITEM_LIST = RecordList(
    name="checklist_item",
    current=CURRENT,
    title=gettext_lazy("Everything that must be in place"),
    lead=gettext_lazy("The checklists of all phases on one page."),
    rows=_rows,
    row_template="programmes/_checklist_item_row_part.html",
    permission=Permission.EDIT_PROGRAMME,
    new_label=gettext_lazy("Add an item"),
    empty_title=gettext_lazy("Nothing on the checklists yet"),
    empty_text=gettext_lazy("Add what must be in place before you can go on, or let the planning page propose it."),
    words_in=("text", "note"),
    filter_form=ChecklistFilterForm,
)


@require_safe
def checklist_item_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    row = get_check_row(work.programme, pk, today=clock.today())
    context = programme_context(work, CURRENT, row=row, item=row.item, form_key=make_form_key(request.user.pk))
    return render(request, "programmes/checklist_item_detail.html", context)


@require_http_methods(FORM_METHODS)
def checklist_item_move(request: HttpRequest, slug: str, pk: int, to: str) -> HttpResponse:
    if request.method != "POST" or not request.htmx:
        return record_move(request, slug, pk, to, TICKING)
    work = get_work_programme(request.user, slug, TICKING.permission)
    item = get_record(ChecklistItem, work.programme, pk)
    if not any(move.target == to for move in CHECK_MOVES):
        raise Http404
    trouble = ""
    try:
        answer_once(request, lambda: services.move_item(item, to=to, by=request.user).get_work_url())
    except RuleViolation as violation:
        trouble = violation.message
    context = programme_context(
        work,
        CURRENT,
        row=get_check_row(work.programme, pk, today=clock.today()),
        progress_now=summarise_phase(item.phase, today=clock.today()),
        trouble=trouble,
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "programmes/_checklist_moved_part.html", context)


@require_POST
def checklist_item_order(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    item = get_record(ChecklistItem, work.programme, pk)
    try:
        services.reorder_item(item, is_up=request.POST.get("direction") == "up", by=request.user)
    except RuleViolation as violation:
        messages.warning(request, violation.message)
    return redirect(reverse("programmes:phase_detail", args=[slug, item.phase_id]) + f"?ordna#punkt-{pk}")


@require_POST
def checklist_propose(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_PROGRAMME)
    added = len(services.propose_checklists(work.programme, by=request.user))
    if added:
        said = ngettext("%(count)d item is added.", "%(count)d items are added.", added) % {"count": added}
        messages.success(request, said)
    else:
        messages.info(request, _("All proposed items are there already."))
    return redirect("programmes:programme_planning", slug=slug)
