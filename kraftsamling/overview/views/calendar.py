"""The calendar of a programme."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from kraftsamling.overview.queries.calendar import KINDS, calendar_page
from kraftsamling.shared import clock
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme


class CalendarFilterForm(forms.Form):
    """Which month the page begins with ("2026-11"), and what it shows."""

    hide_optional = True

    fran = forms.DateField(required=False, input_formats=["%Y-%m"], widget=forms.HiddenInput)
    slag = forms.ChoiceField(
        label=_("Show"), required=False, choices=[("", pgettext_lazy("calendar", "Everything")), *KINDS.items()]
    )


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    form = CalendarFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    this_month = clock.today().replace(day=1)
    page = calendar_page(work.programme, wanted.get("fran") or this_month, wanted.get("slag", ""))
    context = programme_context(
        work,
        "overview.calendar",
        filter_form=form,
        page=page,
        is_filtered=bool(wanted.get("slag")),
        this_month=this_month,
        guide=guidance_for("page.calendar").get("page.calendar"),
    )
    return render(request, "overview/calendar.html", context)
