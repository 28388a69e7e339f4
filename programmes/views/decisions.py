"""Decisions and positions: the list, one on its own, and a new one in two steps."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared import clock
from kraftsamling.shared.receipts import DRAFT_PARAMETER, make_form_key
from programmes.enums.actors import DECISION_MOVES, DecisionType
from programmes.forms.decisions import TYPE_SENTENCES, DecisionCreateForm, DecisionFilterForm, DecisionForm
from programmes.models import Decision, DecisionVersion
from programmes.queries.decisions import get_decision, programme_decisions, who_settled
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import moves_from
from programmes.queries.roles import process_leaders
from programmes.queries.versions import earlier_texts
from programmes.roles import Permission
from programmes.services import decisions as services
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import FORM_METHODS, RecordPage, record_create

CURRENT = "leadership.decision"
NEW_TITLES = {
    DecisionType.POLITICAL: _("New political decision"),
    DecisionType.DELEGATED: _("New decision by delegation"),
    DecisionType.POSITION: _("New position"),
    DecisionType.EXECUTION: _("New direction of work"),
    DecisionType.PARTNER: _("New decision of a partner"),
    DecisionType.AGREEMENT: _("New agreement among what is settled"),
}


def _initial(request: HttpRequest, work: WorkProgramme) -> dict:
    return {"type": request.GET.get("typ", "")}


DECISION = RecordPage(
    name="decision",
    model=Decision,
    current=CURRENT,
    permission=Permission.RECORD_DECISIONS,
    create_form=DecisionCreateForm,
    edit_form=DecisionForm,
    new_title=_("Note something that is settled"),
    edit_title=_("Change what is noted"),
    edit_lead=_(
        "Noted under the wrong mandate, for example a position as a decision? That cannot be changed here: "
        "withdraw it and note it anew."
    ),
    keep=DecisionVersion,
    moves=tuple(DECISION_MOVES),
    can_be_public=True,
    add=services.add_decision,
    update=services.update_decision,
    move=services.move_decision,
    initial=_initial,
)


def _prepare(rows: list[Decision]) -> None:
    for row in rows:
        row.who = who_settled(row)


DECISION_LIST = RecordList(
    name="decision",
    current=CURRENT,
    title=_("Decisions and positions"),
    lead=_("What has been settled, by whom and by which mandate. The formal decisions stand in the authority's own "
           "register of records; here you find what it means for the programme."),
    rows=programme_decisions,
    row_template="programmes/_decision_row_part.html",
    permission=Permission.RECORD_DECISIONS,
    new_label=_("Note a decision or position"),
    empty_title=_("Nothing is settled yet"),
    empty_text=_("Begin with the decision that started the programme, with its registry number."),
    words_in=(
        "title", "text", "reasons", "registry_number", "paragraph", "body__name", "organisation__name", "delegate",
    ),
    choices=("type", "state"),
    filter_form=DecisionFilterForm,
    prepare=_prepare,
)  # fmt: skip


@require_http_methods(FORM_METHODS)
def decision_create(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask by which mandate first; what the form asks depends on it."""
    kind = request.POST.get("type") or request.GET.get("typ")
    if request.method != "POST" and kind not in NEW_TITLES and DRAFT_PARAMETER not in request.GET:
        work = get_work_programme(request.user, slug, Permission.RECORD_DECISIONS)
        kinds = [(key.value, key.label, sentence) for key, sentence in TYPE_SENTENCES.items()]
        return render(request, "programmes/decision_type.html", programme_context(work, CURRENT, kinds=kinds))
    return record_create(request, slug, page=replace(DECISION, new_title=NEW_TITLES.get(kind, DECISION.new_title)))


@require_safe
def decision_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    decision = get_decision(work.programme, pk)
    context = programme_context(
        work,
        CURRENT,
        decision=decision,
        who=who_settled(decision),
        leaders=process_leaders(work.programme, clock.today()) if decision.is_uncarried else [],
        moves=moves_from(decision.state, DECISION_MOVES) if work.access.can(DECISION.permission) else [],
        carries=decision.carries.current().select_related("programme").order_by("pk"),
        earlier=earlier_texts(decision),
        guide=guidance_for("page.decision").get("page.decision"),
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "programmes/decision_detail.html", context)
