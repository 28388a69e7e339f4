"""One organisation becomes another: what will be carried over is shown before it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.reorganising import MergeForm
from programmes.queries.municipality import get_organisation, get_work_municipality, municipality_context
from programmes.queries.reorganising import find_carry_over
from programmes.services.reorganising import merge_organisation
from programmes.views.record_pages import FORM_METHODS

ORGANISATIONS = "programmes:organisation_list"
# In the address: the organisation that was added on the way here.
ADDED = "tillagd"


@require_http_methods(FORM_METHODS)
def organisation_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """The address carries the choice (GET), so that the page shows what it means; the button there does it (POST)."""
    work = get_work_municipality(request.user)
    organisation = get_organisation(work.municipality, pk)
    asked = request.GET if "into" in request.GET else None
    added = {"into": request.GET[ADDED]} if ADDED in request.GET else {}
    form = MergeForm(sent_or_kept(request) or asked, organisation=organisation, initial=added)

    def save() -> str:
        merge_organisation(organisation, into=form.cleaned_data["into"], on=form.cleaned_data["on"], by=request.user)
        messages.success(request, _("Everything is carried over to %(name)s.") % {"name": form.cleaned_data["into"]})
        return reverse(ORGANISATIONS)

    response, form = submit(request, form, save)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else None
    context = municipality_context(
        work, ORGANISATIONS, form=form, organisation=organisation, chosen=chosen, list_url=reverse(ORGANISATIONS),
        entries=find_carry_over(organisation, **chosen) if chosen else [], form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return response or render(request, "programmes/organisation_merge.html", context)
