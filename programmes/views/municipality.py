"""Work pages of the municipality: settings, logo, organisations."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_http_methods, require_POST, require_safe

from kraftsamling.shared.access import open_to_all
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.municipality import (
    LogoForm,
    MunicipalityForm,
    OrganisationEditForm,
    OrganisationEndForm,
    OrganisationForm,
)
from programmes.queries.municipality import (
    get_organisation,
    get_work_municipality,
    municipality_context,
    organisations,
    split_by_end,
)
from programmes.queries.programmes import get_municipality
from programmes.services import municipality as services

SETTINGS, ORGANISATIONS = "programmes:municipality_edit", "programmes:organisation_list"
# In the address: the organisation that becomes part of the one to be added.
BECOMING = "uppga"


@require_http_methods(["GET", "HEAD", "POST"])
def municipality_edit(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    form = MunicipalityForm(sent_or_kept(request), instance=work.municipality)

    def save() -> str:
        services.update_municipality(
            municipality=work.municipality,
            changes=form.changes(),
            expected_version=form.cleaned_data["version"],
            by=request.user,
        )
        messages.success(request, _("The settings are saved."))
        return reverse(SETTINGS)

    response, form = submit(request, form, save)
    context = municipality_context(work, SETTINGS, form=form, form_key=make_form_key(request.user.pk))
    return response or render(request, "programmes/municipality_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def municipality_logo(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    form = LogoForm(sent_or_kept(request), request.FILES or None)

    def save() -> str:
        services.set_logo(municipality=work.municipality, picture=form.cleaned_data["logo"], by=request.user)
        messages.success(request, _("The logo is changed."))
        return reverse(SETTINGS)

    response, form = submit(request, form, save)
    context = municipality_context(
        work, SETTINGS, form=form, form_key=make_form_key(request.user.pk), settings_url=reverse(SETTINGS)
    )
    return response or render(request, "programmes/municipality_logo.html", context)


@require_POST
def municipality_logo_remove(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    services.set_logo(municipality=work.municipality, picture=None, by=request.user)
    messages.success(request, _("The logo is removed."))
    return redirect(SETTINGS)


def _logo_tag(request: HttpRequest) -> str | None:
    municipality = get_municipality()
    # Each logo has a file name of its own, so the name says whether the visitor has it already.
    return f'"{municipality.logo.name}"' if municipality and municipality.logo else None


@open_to_all
@require_safe
@condition(etag_func=_logo_tag)
def logo(request: HttpRequest) -> HttpResponse:
    municipality = get_municipality()
    if municipality is None or not municipality.logo:
        raise Http404
    response = FileResponse(municipality.logo.open("rb"))
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    present, ended = split_by_end(organisations(work.municipality))
    columns = [_("Name"), _("Kind"), _("First day"), _("Last day"), _("Change")]
    context = municipality_context(
        work, ORGANISATIONS, present=present, ended=ended, columns=[{"label": label} for label in columns]
    )
    return render(request, "programmes/organisation_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_create(request: HttpRequest) -> HttpResponse:
    work = get_work_municipality(request.user)
    form = OrganisationForm(sent_or_kept(request))

    def save() -> str:
        added = services.add_organisation(municipality=work.municipality, by=request.user, **form.cleaned_data)
        messages.success(request, _("The organisation is added."))
        becoming = request.GET.get(BECOMING, "")
        if becoming.isdecimal():
            return reverse("programmes:organisation_merge", args=[becoming]) + f"?tillagd={added.pk}"
        return reverse(ORGANISATIONS)

    response, form = submit(request, form, save)
    context = municipality_context(
        work, ORGANISATIONS, form=form, form_key=make_form_key(request.user.pk), list_url=reverse(ORGANISATIONS)
    )
    return response or render(request, "programmes/organisation_create.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    work = get_work_municipality(request.user)
    organisation = get_organisation(work.municipality, pk)
    form = OrganisationEditForm(sent_or_kept(request), instance=organisation)

    def save() -> str:
        services.update_organisation(
            organisation=organisation,
            changes=form.changes(),
            expected_version=form.cleaned_data["version"],
            by=request.user,
        )
        messages.success(request, _("The organisation is saved."))
        return reverse(ORGANISATIONS)

    response, form = submit(request, form, save)
    context = municipality_context(
        work, ORGANISATIONS, form=form, organisation=organisation, form_key=make_form_key(request.user.pk),
        list_url=reverse(ORGANISATIONS),
    )  # fmt: skip
    return response or render(request, "programmes/organisation_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_end(request: HttpRequest, pk: int) -> HttpResponse:
    work = get_work_municipality(request.user)
    organisation = get_organisation(work.municipality, pk)
    form = OrganisationEndForm(sent_or_kept(request), instance=organisation)

    def save() -> str:
        services.end_organisation(
            organisation=organisation,
            valid_until=form.cleaned_data["valid_until"],
            successor=form.cleaned_data["successor"],
            expected_version=form.cleaned_data["version"],
            by=request.user,
        )
        messages.success(request, _("The end is noted."))
        return reverse(ORGANISATIONS)

    response, form = submit(request, form, save)
    context = municipality_context(
        work, ORGANISATIONS, form=form, organisation=organisation, form_key=make_form_key(request.user.pk),
        list_url=reverse(ORGANISATIONS),
    )  # fmt: skip
    return response or render(request, "programmes/organisation_end.html", context)
