"""Problem pictures: which holds, earlier ones with why they went, and how one takes the place of another."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from kraftsamling.shared.merging import submit
from kraftsamling.shared.receipts import make_form_key, sent_or_kept
from programmes.enums.knowledge import BasisKind
from programmes.forms.pictures import EstablishForm, PictureCreateForm, PictureForm, RejectForm, ReplaceForm
from programmes.forms.programmes import ReasonForm
from programmes.models import ProblemPicture
from programmes.queries import pictures as queries
from programmes.queries.guidance import guidance_for
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.queries.records import get_record
from programmes.queries.versions import earlier_texts
from programmes.roles import Permission
from programmes.services import pictures as services
from programmes.views.confirming import confirm
from programmes.views.record_pages import FORM_METHODS, RecordPage

CURRENT = "knowledge.picture"
PICTURES_PER_PAGE = 50

PICTURE = RecordPage(
    name="picture",
    model=ProblemPicture,
    current=CURRENT,
    permission=Permission.EDIT_KNOWLEDGE,
    create_form=PictureCreateForm,
    edit_form=PictureForm,
    new_title=gettext_lazy("New problem picture"),
    edit_title=gettext_lazy("Change the problem picture"),
    update=services.update_picture,
    withdraw=services.withdraw_picture,
)


@require_safe
def picture_list(request: HttpRequest, slug: str) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    pictures = queries.list_pictures(work.programme)
    page = Paginator(pictures, PICTURES_PER_PAGE).get_page(request.GET.get("sida"))
    context = programme_context(
        work,
        CURRENT,
        page=page,
        guide=guidance_for("page.picture").get("page.picture"),
    )
    return render(request, "programmes/picture_list.html", context)


@require_safe
def picture_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug)
    picture = get_record(ProblemPicture, work.programme, pk, "replaced_by__programme", "replaces__programme")
    bases = queries.list_bases(picture)
    context = programme_context(
        work,
        CURRENT,
        picture=picture,
        organisations=picture.organisations.all(),
        bases=[(BasisKind(kind).label, [b for b in bases if b.kind == kind]) for kind in BasisKind.values],
        lacking=queries.what_bases_lack(basis.kind for basis in bases),
        hanging=queries.hanging_on(picture),
        earlier=earlier_texts(picture),
        form_key=make_form_key(request.user.pk),
    )
    return render(request, "programmes/picture_detail.html", context)


@require_http_methods(FORM_METHODS)
def picture_establish(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let a draft hold. When another picture holds, it is to be replaced, which is a page of its own."""
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    picture = get_record(ProblemPicture, work.programme, pk)
    holding = queries.holding_picture(work.programme)
    if request.method != "POST" and holding and holding != picture:
        return redirect(f"{reverse('programmes:picture_replace', args=[slug, holding.pk])}?ny={pk}")
    form = EstablishForm(sent_or_kept(request))

    def save() -> str:
        services.establish_picture(picture, by=request.user, **form.cleaned_data)
        messages.success(request, _("The problem picture holds now."))
        return picture.get_work_url()

    return confirm(
        request, work, form, save,
        current=CURRENT,
        cancel_url=picture.get_work_url(),
        title=_("Establish the problem picture?"),
        text=_("“%(title)s” becomes the shared picture that challenges and goals build on.") % {"title": picture},
        submit_label=_("Establish it"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def picture_replace(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a draft in the place of the picture that holds, and choose for all that builds on it."""
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    old = get_record(ProblemPicture, work.programme, pk)
    drafts, hanging = queries.drafts(work.programme), queries.hanging_on(old)
    initial = {"new": request.GET.get("ny", "")}
    form = ReplaceForm(sent_or_kept(request), drafts=drafts, hanging=hanging, initial=initial)

    def save() -> str:
        words = {name: form.cleaned_data[name] for name in ("new", "on", "reason", "effect")}
        services.replace_picture(old, carry=form.carried(), by=request.user, **words)
        messages.success(request, _("The new problem picture holds now."))
        return old.get_work_url()

    response, form = submit(request, form, save)
    context = programme_context(work, CURRENT, picture=old, hanging=hanging, has_drafts=drafts.exists(), form=form)
    context["form_key"] = make_form_key(request.user.pk)
    return response or render(request, "programmes/picture_replace.html", context)


@require_http_methods(FORM_METHODS)
def picture_reject(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    picture = get_record(ProblemPicture, work.programme, pk)
    form = RejectForm(sent_or_kept(request))

    def save() -> str:
        services.reject_picture(picture, by=request.user, **form.cleaned_data)
        messages.success(request, _("The problem picture is rejected. It stays readable, with why it went."))
        return picture.get_work_url()

    return confirm(
        request, work, form, save,
        current=CURRENT,
        cancel_url=picture.get_work_url(),
        danger=True,
        title=_("Reject the problem picture?"),
        text=_("“%(title)s” no longer holds. What builds on it is marked until you have looked at it.")
        % {"title": picture},
        submit_label=_("Reject it"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
def picture_take_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    work = get_work_programme(request.user, slug, Permission.EDIT_KNOWLEDGE)
    picture = get_record(ProblemPicture, work.programme, pk)
    form = ReasonForm(sent_or_kept(request))

    def save() -> str:
        services.take_up_picture(picture, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("You can work on the problem picture again."))
        return picture.get_work_url()

    return confirm(
        request, work, form, save,
        current=CURRENT,
        cancel_url=picture.get_work_url(),
        title=_("Work on the problem picture again?"),
        text=_("“%(title)s” becomes a draft again. Why it was rejected is kept.") % {"title": picture},
        submit_label=_("Work on it again"),
    )  # fmt: skip
