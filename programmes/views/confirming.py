"""The pages that ask before something that matters in a programme."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kraftsamling.shared.merging import submit
from kraftsamling.shared.models import Versioned
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.programmes import RedactForm
from programmes.models import ProgrammeRecord
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme
from programmes.services.keeping import redact_part


def confirm(
    request: HttpRequest, work: WorkProgramme, form: forms.Form, save: Callable[[], str], *, current: str, **words
) -> HttpResponse:
    """Ask with ``words`` (see templates/programmes/confirm.html), and do ``save`` when the form is sent."""
    response, form = submit(request, form, save)
    context = programme_context(work, current, form=form, form_key=make_form_key(request.user.pk), **words)
    return response or render(request, "programmes/confirm.html", context)


def confirm_redaction(
    request: HttpRequest, work: WorkProgramme, row: Versioned, redact: Callable[..., Versioned], *, current: str,
    back_url: str, also: Sequence[tuple[str, str]] = (),
) -> HttpResponse:  # fmt: skip
    """Ask which texts of ``row`` are to go for good, and why, and call ``redact`` with it, ``fields``, ``by`` and
    ``reason``. ``also`` are choices besides the texts."""
    form = RedactForm(sent_or_kept(request), record=row, also=also)

    def save() -> str:
        words = form.cleaned_data
        redact(row, fields=words["fields_to_remove"], by=request.user, reason=words["reason"])
        return back_url

    return confirm(request, work, form, save, current=current, **redaction_words(back_url))


def redaction_words(back_url: str) -> dict[str, Any]:
    """Return the words of a page that asks before texts are removed for good."""
    return {
        "cancel_url": back_url,
        "danger": True,
        "title": _("Remove texts for good?"),
        "text": _(
            "Use this when a text must not be there, for example because it names a person. It is removed from every "
            "copy and earlier version, and cannot be brought back."
        ),
        "submit_label": _("Remove the texts"),
    }


def confirm_part_redaction(
    request: HttpRequest, work: WorkProgramme, part: Versioned, *, current: str, back_url: str
) -> HttpResponse:
    """Ask the same about what is part of a record, or of the programme itself: a seat, a basis, a phase."""
    redact = partial(redact_part, programme=work.programme)
    return confirm_redaction(request, work, part, redact, current=current, back_url=back_url)


def page_or_log(record: ProgrammeRecord) -> str:
    """Return the address of the record's page; of a withdrawn one, which has none, that of the event log."""
    if record.withdrawn_at:
        return reverse("programmes:log_list", args=[record.programme.slug])
    return record.get_work_url()
