"""The page that asks before something that matters in a programme."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme


def confirm(
    request: HttpRequest, work: WorkProgramme, form: forms.Form, save: Callable[[], str], *, current: str, **words
) -> HttpResponse:
    """Ask with ``words`` (see templates/programmes/confirm.html), and do ``save`` when the form is sent."""
    response, form = submit(request, form, save)
    context = programme_context(work, current, form=form, form_key=make_form_key(request.user.pk), **words)
    return response or render(request, "programmes/confirm.html", context)
