"""Work pages for contributions: the list, noting one, reading it before anyone else does; themes."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from dialogues.forms.contributions import (
    ContributionCreateForm,
    ContributionFilterForm,
    ContributionForm,
    KeepInternalForm,
    PublishForm,
    QueueForm,
    ThemeCreateForm,
    ThemeForm,
)
from dialogues.models import Contribution, Dialogue, Theme
from dialogues.queries import contributions as queries
from dialogues.services import contributions as services
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.records import add_guidance
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.queries.records import get_record
from programmes.queries.versions import earlier_texts
from programmes.roles import Permission
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import FORM_METHODS, RecordPage

CURRENT = "dialogues.contribution"
QUEUE_LENGTH = 25
CONTRIBUTION = RecordPage(
    name="contribution",
    namespace="dialogues",
    model=Contribution,
    current=CURRENT,
    permission=Permission.EDIT_DIALOGUES,
    create_form=ContributionCreateForm,
    edit_form=ContributionForm,
    new_title=gettext_lazy("Note what somebody said"),
    edit_title=gettext_lazy("Correct the note"),
    edit_lead=gettext_lazy("What it said before is kept. What everyone can read of it does not change."),
    update=services.update_contribution,
    redact=services.redact_contribution,
    form_template="dialogues/contribution_form.html",
    home=lambda contribution: contribution.dialogue.get_work_url(),
)
THEME = RecordPage(
    name="theme",
    namespace="dialogues",
    model=Theme,
    current=CURRENT,
    permission=Permission.EDIT_DIALOGUES,
    create_form=ThemeCreateForm,
    edit_form=ThemeForm,
    new_title=gettext_lazy("New theme"),
    edit_title=gettext_lazy("Change the theme"),
    update=services.update_theme,
    home=lambda theme: theme.dialogue.get_work_url(),
)


CONTRIBUTION_LIST = RecordList(
    name="contribution",
    namespace="dialogues",
    current=CURRENT,
    title=gettext_lazy("Contributions"),
    lead=gettext_lazy("What people have said, latest first. Nothing is public until somebody has read it."),
    rows=queries.contribution_lines,
    row_template="dialogues/_contribution_row_part.html",
    permission=Permission.EDIT_DIALOGUES,
    reads=Permission.EDIT_DIALOGUES,
    new_label="",
    empty_title=gettext_lazy("Nobody has said anything yet"),
    empty_text=gettext_lazy("Open a dialogue and note the first. What residents write themselves comes here too."),
    words_in=("text", "translation", "speaks_for", "number"),
    choices=("state", "matter", "kind"),
    filter_form=ContributionFilterForm,
    template="dialogues/contribution_list.html",
    more=lambda programme: {"queue": queries.queue_of(programme)},
)


@require_http_methods(FORM_METHODS)
def contribution_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note something that somebody said in the dialogue ``pk``; with ?tillfalle= at one of its occasions."""
    work = get_work_programme(request.user, slug, CONTRIBUTION.permission)
    dialogue = get_record(Dialogue, work.programme, pk)
    form = ContributionCreateForm(
        sent_or_kept(request), instance=Contribution(dialogue=dialogue, programme=work.programme),
        programme=work.programme, initial={"occasion": request.GET.get("tillfalle")},
    )  # fmt: skip

    def save() -> str:
        services.add_contribution(dialogue=dialogue, by=request.user, **form.cleaned_data)
        messages.success(request, _("Noted. Somebody reads it before anyone else can see it."))
        # One is seldom alone: the next form is open, at the same occasion.
        again = reverse("dialogues:contribution_create", args=[slug, pk])
        occasion = form.cleaned_data["occasion"]
        if "another" in request.POST:
            return f"{again}?tillfalle={occasion.pk}" if occasion else again
        return dialogue.get_work_url()

    response, form = submit(request, form, save)
    return response or _show_form(request, work, form, dialogue)


def _show_form(request: HttpRequest, work: WorkProgramme, form: forms.Form, dialogue: Dialogue) -> HttpResponse:
    guides = guidance_for("contribution.", "page.contribution")
    add_guidance(form, "contribution", guides)
    context = programme_context(
        work, CURRENT, form=form, form_key=make_form_key(request.user.pk), title=CONTRIBUTION.new_title,
        lead=dialogue.title, guide=guides.get("page.contribution"), back_url=dialogue.get_work_url(),
    )  # fmt: skip
    return render(request, CONTRIBUTION.form_template, context)


@require_safe
def contribution_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, CONTRIBUTION.permission)
    contribution = queries.get_contribution(work.programme, pk)
    context = programme_context(
        work,
        CURRENT,
        contribution=contribution,
        flags=queries.say_flags(contribution),
        details=queries.details_of(contribution),
        may_publish=work.access.can(Permission.PUBLISH_DIALOGUES),
        moves=queries.moves_of(contribution),
        earlier=earlier_texts(contribution),
    )
    return render(request, "dialogues/contribution_detail.html", context)


@require_http_methods(FORM_METHODS)
def contribution_publish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what was said beside what everyone will read of it, and publish that."""

    def save(contribution: Contribution, form: forms.Form) -> None:
        words = {"public_translation": "", **form.cleaned_data}
        version = words.pop("version")
        services.publish_contribution(contribution, expected_version=version, by=request.user, **words)
        messages.success(request, _("Published. Everyone can read it on the dialogue’s page."))

    return _decide(request, slug, pk, PublishForm, save, title=_("Publish the contribution"), submit_label=_("Publish"))


@require_http_methods(FORM_METHODS)
def contribution_keep(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask why it is kept internal, and keep it so."""

    def save(contribution: Contribution, form: forms.Form) -> None:
        version = form.cleaned_data["version"]
        services.keep_internal(
            contribution, reason=form.cleaned_data["reason"], expected_version=version, by=request.user
        )
        messages.success(request, _("Kept internal. Those who work with the kraftsamling can read it."))

    title, label = _("Keep the contribution internal"), _("Keep internal")
    return _decide(request, slug, pk, KeepInternalForm, save, title=title, submit_label=label)


def _decide(
    request: HttpRequest, slug: str, pk: int, form_class: type[forms.Form],
    act: Callable[[Contribution, forms.Form], None], **words: str,
) -> HttpResponse:  # fmt: skip
    """Show a contribution with a form beside it; afterwards the next that nobody has read is shown, if there is one."""
    work = get_work_programme(request.user, slug, Permission.PUBLISH_DIALOGUES)
    contribution = queries.get_contribution(work.programme, pk)
    form = form_class(sent_or_kept(request), contribution=contribution)

    def save() -> str:
        act(contribution, form)
        following = queries.unread(work.programme).exclude(pk=pk).first()
        return following.get_work_url() if following else reverse("dialogues:contribution_list", args=[slug])

    response, form = submit(request, form, save)
    context = programme_context(
        work, CURRENT, form=form, form_key=make_form_key(request.user.pk), contribution=contribution,
        flags=queries.say_flags(contribution), back_url=contribution.get_work_url(), **words,
    )  # fmt: skip
    return response or render(request, "dialogues/contribution_decide.html", context)


@require_http_methods(FORM_METHODS)
def contribution_queue(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what nobody has read, oldest first, and decide on several at once."""
    work = get_work_programme(request.user, slug, Permission.PUBLISH_DIALOGUES)
    form = QueueForm(sent_or_kept(request))

    def save() -> str:
        words = form.cleaned_data
        decided = services.decide_many(
            programme=work.programme, chosen=words["chosen"], to=words["act"], reason=words["reason"], by=request.user
        )
        _say_decided(request, decided)
        return reverse("dialogues:contribution_queue", args=[slug])

    response, form = submit(request, form, save)
    page = Paginator(queries.unread(work.programme), QUEUE_LENGTH).get_page(request.GET.get("sida"))
    for row in page.object_list:
        row.said, row.mark = queries.say_flags(row), f"{row.pk}:{row.version}"
    context = programme_context(
        work, CURRENT, form=form, page=page, queue=queries.queue_of(work.programme),
        chosen=request.POST.getlist("chosen"), form_key=make_form_key(request.user.pk),
    )  # fmt: skip
    return response or render(request, "dialogues/contribution_queue.html", context)


def _say_decided(request: HttpRequest, decided: services.Decided) -> None:
    if decided.done:
        done = ngettext(
            "%(count)d contribution is decided on.", "%(count)d contributions are decided on.", decided.done
        )
        messages.success(request, done % {"count": decided.done})
    if decided.alone:
        alone = ngettext(
            "%(count)d contribution must be opened and read by itself: it may be about a person, or is from the young.",
            "%(count)d contributions must be opened and read by themselves: they may be about a person, or are from "
            "the young.",
            decided.alone,
        )
        messages.warning(request, alone % {"count": decided.alone})
    if decided.changed:
        changed = ngettext(
            "%(count)d contribution was read or changed by somebody else meanwhile.",
            "%(count)d contributions were read or changed by somebody else meanwhile.",
            decided.changed,
        )
        messages.warning(request, changed % {"count": decided.changed})


@require_http_methods(FORM_METHODS)
def theme_create(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add a theme to the dialogue ``pk``."""
    work = get_work_programme(request.user, slug, THEME.permission)
    dialogue = get_record(Dialogue, work.programme, pk)
    form = ThemeCreateForm(sent_or_kept(request), programme=work.programme)

    def save() -> str:
        services.add_theme(dialogue=dialogue, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Saved."))
        return dialogue.get_work_url()

    response, form = submit(request, form, save)
    context = programme_context(
        work, CURRENT, form=form, form_key=make_form_key(request.user.pk), title=THEME.new_title, lead=dialogue.title,
        guide=None, back_url=dialogue.get_work_url(), withdraw_url="", redact_url="",
    )  # fmt: skip
    return response or render(request, THEME.form_template, context)
