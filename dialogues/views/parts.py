"""Pages for the rows of a dialogue's plan: what can be influenced, the groups to reach, earlier form and level."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dialogues.adviser import Answers
from dialogues.forms.parts import InfluenceCreateForm, InfluenceForm, TargetGroupCreateForm, TargetGroupForm
from dialogues.models import Dialogue, Influence, TargetGroup
from dialogues.queries.advice import answers_of, changed_advice
from dialogues.queries.dialogues import get_dialogue, get_level_change, get_part, was_published
from dialogues.services import influences, parts
from dialogues.views.plan import CURRENT
from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.forms.programmes import ReasonForm
from programmes.forms.records import RecordCreateForm, RecordEditForm, add_guidance
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import WorkProgramme, get_work_programme
from programmes.roles import Permission
from programmes.views.confirming import confirm, confirm_part_redaction, page_or_log
from programmes.views.record_pages import FORM_METHODS


@dataclass(frozen=True)
class PartPage:
    """One kind of row. ``name`` begins the names of its addresses and of its guidance; ``section`` is the part of the
    plan on the dialogue's page that the rows stand in. ``add``, ``update`` and ``withdraw`` are the services."""

    name: str
    section: str
    model: type[Influence] | type[TargetGroup]
    create_form: type[RecordCreateForm]
    edit_form: type[RecordEditForm]
    new_title: str | Promise
    edit_title: str | Promise
    add: Callable[..., Any]
    update: Callable[..., Any]
    withdraw: Callable[..., Any]
    # What the form is called where nothing is asked.
    told_title: str | Promise = ""

    def title_of(self, dialogue: Dialogue, *, is_new: bool) -> str | Promise:
        if dialogue.tells_only and self.told_title:
            return self.told_title
        return self.new_title if is_new else self.edit_title

    def home(self, dialogue: Dialogue) -> str:
        """Return the address of the part of the plan that the rows stand in, from which one goes on."""
        return reverse("dialogues:dialogue_edit", args=[dialogue.programme.slug, dialogue.pk, self.section])

    def get(self, work: WorkProgramme, pk: int, *, also_withdrawn: bool = False) -> Any:
        """Return one row of the programme's dialogues, or raise Http404."""
        part = get_part(self.model, work.programme, pk, also_withdrawn=also_withdrawn)
        if part is None:
            raise Http404
        return part


INFLUENCE = PartPage(
    "influence", "paverkan", Influence, InfluenceCreateForm, InfluenceForm,
    gettext_lazy("A question that can, or cannot, be influenced"), gettext_lazy("Change what can be influenced"),
    influences.add_influence, influences.update_influence, influences.withdraw_influence,
    told_title=gettext_lazy("Something that is decided"),
)  # fmt: skip
TARGET_GROUP = PartPage(
    "target_group", "vilka", TargetGroup, TargetGroupCreateForm, TargetGroupForm,
    gettext_lazy("A group to reach"), gettext_lazy("Change the group"),
    parts.add_target_group, parts.update_target_group, parts.withdraw_part,
)  # fmt: skip


@require_http_methods(FORM_METHODS)
def part_create(request: HttpRequest, slug: str, pk: int, page: PartPage) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    dialogue = get_dialogue(work.programme, pk)
    row = page.model(dialogue=dialogue)
    form = page.create_form(sent_or_kept(request), instance=row, programme=work.programme)

    def save() -> str:
        answered = answers_of(dialogue)
        page.add(dialogue=dialogue, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        _tell_changed_advice(request, answered, dialogue)
        return page.home(dialogue)

    response, form = submit(request, form, save)
    return response or _show(request, work, page, form, dialogue, title=page.title_of(dialogue, is_new=True))


@require_http_methods(FORM_METHODS)
def part_edit(request: HttpRequest, slug: str, pk: int, page: PartPage) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    part = page.get(work, pk)
    form = page.edit_form(sent_or_kept(request), instance=part, programme=work.programme)

    def save() -> str:
        version, answered = form.cleaned_data["version"], answers_of(part.dialogue)
        page.update(part, changes=form.changes(), expected_version=version, by=request.user)
        messages.success(request, _("Saved."))
        _tell_changed_advice(request, answered, part.dialogue)
        return page.home(part.dialogue)

    response, form = submit(request, form, save)
    title = page.title_of(part.dialogue, is_new=False)
    return response or _show(request, work, page, form, part.dialogue, title=title, part=part)


def _tell_changed_advice(request: HttpRequest, answered: Answers, dialogue: Dialogue) -> None:
    for sentence in changed_advice(answered, answers_of(dialogue), dialogue, ()):
        messages.info(request, sentence)


def _show(
    request: HttpRequest, work: WorkProgramme, page: PartPage, form, dialogue: Dialogue, *, title, part=None
) -> HttpResponse:
    add_guidance(form, page.name, guidance_for(f"{page.name}."))
    place = (work.programme.slug, part.pk) if part else ()
    context = programme_context(
        work,
        CURRENT,
        form=form,
        form_key=make_form_key(request.user.pk),
        title=title,
        lead=dialogue.title,
        guide=None,
        back_url=page.home(dialogue),
        withdraw_url=reverse(f"dialogues:{page.name}_withdraw", args=place) if part else "",
        redact_url=reverse(f"dialogues:{page.name}_redact", args=place) if part else "",
        is_part=True,
    )
    return render(request, "programmes/record_form.html", context)


@require_http_methods(FORM_METHODS)
def part_withdraw(request: HttpRequest, slug: str, pk: int, page: PartPage) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_DIALOGUES)
    part = page.get(work, pk)
    form = ReasonForm(sent_or_kept(request))
    is_told = page is INFLUENCE and was_published(part.dialogue)
    if is_told:
        form.fields["reason"].help_text = _("Everyone can read this.")

    def save() -> str:
        page.withdraw(part, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Withdrawn. It stays on file."))
        return page.home(part.dialogue)

    return confirm(
        request, work, form, save,
        current=CURRENT,
        cancel_url=page.home(part.dialogue),
        danger=True,
        title=_("Withdraw this?"),
        text=(
            _(
                "People have been told of “%(title)s”. What it said stays on the dialogue's page, with your reason: "
                "everyone can read it, and those who have signed up are told."
            )
            if is_told
            else _("“%(title)s” disappears from the plan. It stays on file.")
        )
        % {"title": part},
        submit_label=_("Withdraw"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def part_redact(request: HttpRequest, slug: str, pk: int, page: PartPage) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    part = page.get(work, pk, also_withdrawn=True)
    return confirm_part_redaction(request, work, part, current=CURRENT, back_url=page_or_log(part.dialogue))


@require_http_methods(FORM_METHODS)
def level_change_redact(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.REDACT)
    change = get_level_change(work.programme, pk)
    return confirm_part_redaction(request, work, change, current=CURRENT, back_url=page_or_log(change.dialogue))


def part_urls(page: PartPage, route: str) -> list[URLPattern]:
    """Return the addresses of the kind; ``route`` is its word in them ("paverkan/")."""
    one = f"{route}<int:pk>/"
    return [
        path(f"<int:pk>/{route}ny/", partial(part_create, page=page), name=f"{page.name}_create"),
        path(f"{one}andra/", partial(part_edit, page=page), name=f"{page.name}_edit"),
        path(f"{one}dra-tillbaka/", partial(part_withdraw, page=page), name=f"{page.name}_withdraw"),
        path(f"{one}ta-bort-text/", partial(part_redact, page=page), name=f"{page.name}_redact"),
    ]
