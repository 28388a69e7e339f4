"""Agreements: letters of intent, cooperation agreements, partnerships with civil society."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kraftsamling.shared.receipts import make_form_key
from programmes.enums.actors import AGREEMENT_MOVES
from programmes.forms.agreements import AgreementCreateForm, AgreementForm
from programmes.models import Agreement, Programme
from programmes.queries.agreements import agreements_of, parties_of
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record, moves_from
from programmes.roles import Permission
from programmes.services import agreements as services
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import RecordPage

CURRENT = "actors.agreement"

AGREEMENT = RecordPage(
    name="agreement",
    model=Agreement,
    current=CURRENT,
    permission=Permission.EDIT_ACTORS,
    create_form=AgreementCreateForm,
    edit_form=AgreementForm,
    new_title=_("New agreement"),
    edit_title=_("Change the agreement"),
    moves=tuple(AGREEMENT_MOVES),
    move=services.move_agreement,
)


def _rows(programme: Programme) -> QuerySet[Agreement]:
    return agreements_of(programme)


AGREEMENT_LIST = RecordList(
    name="agreement",
    current=CURRENT,
    title=_("Agreements"),
    lead=_("What is agreed with whom, what each brings in, and until when."),
    rows=_rows,
    row_template="programmes/_agreement_row_part.html",
    permission=Permission.EDIT_ACTORS,
    new_label=_("Add an agreement"),
    empty_title=_("No agreements yet"),
    empty_text=_("Also a letter of intent counts. Note it while it is being negotiated."),
    words_in=("title", "purpose", "resources"),
    choices=("kind", "state"),
)


@require_safe
def agreement_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    agreement = get_record(Agreement, work.programme, pk, "keeper")
    can_change = work.access.can(Permission.EDIT_ACTORS)
    context = programme_context(
        work, CURRENT, agreement=agreement, parties=parties_of(agreement),
        moves=moves_from(agreement.state, AGREEMENT_MOVES) if can_change else [],
        structures=agreement.structures.current().select_related("programme"),
        form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return render(request, "programmes/agreement_detail.html", context)
