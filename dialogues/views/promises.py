"""Promises: the list by what comes next, one with its history, and what becomes of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dialogues.enums import PROMISE_MOVES
from dialogues.forms.promises import PromiseCreateForm, PromiseFilterForm, PromiseForm, PromiseMoveForm
from dialogues.models import Dialogue, Promise
from dialogues.queries.promises import add_standing, get_promise, promise_counts, promise_lines
from dialogues.services import promises as services
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.records import add_guidance
from programmes.guidance import Guide
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record, moves_from
from programmes.roles import Permission
from programmes.views.confirming import confirm
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import FORM_METHODS, RecordPage

CURRENT = "dialogues.promise"
PROMISE = RecordPage(
    name="promise",
    namespace="dialogues",
    model=Promise,
    current=CURRENT,
    permission=Permission.EDIT_DIALOGUES,
    create_form=PromiseCreateForm,
    edit_form=PromiseForm,
    new_title=gettext_lazy("New promise"),
    edit_title=gettext_lazy("Change the promise"),
    can_be_public=True,
    publish=Permission.PUBLISH_DIALOGUES,
    update=services.update_promise,
    set_public=services.set_promise_public,
    withdraw=services.withdraw_promise,
    home=lambda promise: promise.dialogue.get_work_url(),
)
PROMISE_LIST = RecordList(
    name="promise",
    namespace="dialogues",
    current=CURRENT,
    title=gettext_lazy("Promises"),
    lead=gettext_lazy("What people have been promised to hear, and when. What comes next stands first."),
    rows=promise_lines,
    row_template="dialogues/_promise_row_part.html",
    permission=Permission.EDIT_DIALOGUES,
    new_label="",
    empty_title=gettext_lazy("Nothing is promised yet"),
    empty_text=gettext_lazy(
        "A promise is made in its dialogue: to whom, what, how, and by which day. Open a dialogue and add the first."
    ),
    words_in=("to_whom", "what", "channel_note", "condition", "dialogue__title"),
    choices=("state",),
    filter_form=PromiseFilterForm,
    template="dialogues/promise_list.html",
    more=lambda programme: {"counts": promise_counts(programme)},
    columns=(
        {"label": pgettext_lazy("promise", "When")},
        {"label": pgettext_lazy("promise", "To whom and what")},
        {"label": pgettext_lazy("promise", "How")},
        {"label": pgettext_lazy("promise", "Who answers for it")},
        {"label": pgettext_lazy("promise", "How it stands")},
    ),
    prepare=add_standing,
)


def _page_guide(dialogue: Dialogue) -> Guide | None:
    """Return what to think of, which is another thing for those who only tell."""
    key = "page.undertaking" if dialogue.tells_only else "page.promise"
    return guidance_for(key).get(key)


@require_http_methods(FORM_METHODS)
def promise_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write a promise of the dialogue ``pk``."""
    work = get_work_programme(request.user, slug, PROMISE.permission)
    dialogue = get_record(Dialogue, work.programme, pk)
    form = PromiseCreateForm(sent_or_kept(request), programme=work.programme)

    def save() -> str:
        services.add_promise(programme=work.programme, dialogue=dialogue, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return dialogue.get_work_url()

    response, form = submit(request, form, save)
    guides = guidance_for("promise.", "undertaking.")
    own, title = "", PROMISE.new_title
    if dialogue.tells_only:
        own, title = "undertaking", _("What you undertake to tell, and when")
    add_guidance(form, "promise", guides, rather=own)
    context = programme_context(
        work, CURRENT, form=form, form_key=make_form_key(request.user.pk), title=title,
        lead=dialogue.title, guide=_page_guide(dialogue), back_url=dialogue.get_work_url(),
    )  # fmt: skip
    return response or render(request, PROMISE.form_template, context)


@require_safe
def promise_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    row = get_promise(work.programme, pk)
    context = programme_context(
        work,
        CURRENT,
        row=row,
        promise=row.promise,
        moves=row.moves if work.access.can(PROMISE.permission) else [],
        guide=_page_guide(row.promise.dialogue),
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "dialogues/promise_detail.html", context)


@require_http_methods(FORM_METHODS)
def promise_move(request: HttpRequest, slug: str, pk: int, to: str) -> HttpResponse:
    """Ask how and where the answer was given, or why it was not; everyone will read it."""
    work = get_work_programme(request.user, slug, PROMISE.permission)
    promise = get_record(Promise, work.programme, pk, "dialogue")
    known = [move for move in PROMISE_MOVES if move.target == to]
    if not known:
        raise Http404
    # The label belongs to the state that the promise is in; a colleague may have moved it on meanwhile.
    move = next((move for move in moves_from(promise.state, known)), known[0])
    form = PromiseMoveForm(sent_or_kept(request), promise=promise, to=to)

    def save() -> str:
        services.move_promise(promise, to=to, by=request.user, **form.outcome())
        messages.success(request, _("Saved."))
        return promise.get_work_url()

    return confirm(
        request, work, form, save,
        current=CURRENT,
        cancel_url=promise.get_work_url(),
        title=move.label,
        text=_("Promised (to: %(whom)s): %(what)s") % {"whom": promise.to_whom, "what": promise.what},
        submit_label=_("Save"),
    )  # fmt: skip
