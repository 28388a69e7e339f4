"""Every component in every state on one page, for those who build pages. Not there in production."""

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kraftsamling.shared.access import open_to_all
from programmes.enums import Palette


class MonthWidget(forms.MultiWidget):
    """Two small fields for one answer, to show how such a group looks."""

    def __init__(self):
        super().__init__(
            [forms.TextInput({"label": _("Year"), "size": 6}), forms.TextInput({"label": _("Month"), "size": 4})]
        )

    def decompress(self, value):
        return list(value or ["", ""])


class MonthField(forms.MultiValueField):
    widget = MonthWidget

    def __init__(self, **kwargs):
        super().__init__([forms.CharField(), forms.CharField()], **kwargs)

    def compress(self, data_list):
        return tuple(data_list)


class GalleryForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name of the programme"), max_length=80, help_text=_("For example the area's name."))
    email = forms.EmailField(label=_("E-mail address"), required=False)
    mission = forms.CharField(label=_("Mission"), widget=forms.Textarea({"rows": 4}), max_length=400, required=False)
    phase = forms.ChoiceField(label=_("Phase"), choices=[("1", _("Initiation")), ("2", _("Build-up"))])
    openness = forms.ChoiceField(
        label=_("Who may see it?"),
        choices=[("public", _("Everybody")), ("work", _("Those who work with the programme"))],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label=_("What is it about?"),
        choices=[("school", _("School")), ("square", _("The square"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Choose as many as you like."),
    )
    begins = MonthField(label=_("When does it begin?"), required=False, help_text=_("As exactly as you know."))
    day = forms.DateField(label=_("Day of the meeting"), widget=forms.DateInput({"type": "date"}), required=False)
    logo = forms.FileField(label=_("Logo"), required=False, help_text=_("PNG or SVG, at most 2 MB."))
    confirm = forms.BooleanField(label=_("I have asked those in the picture"), help_text=_("Children: ask a guardian."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mission = self.fields["mission"]
        mission.example = _("Everybody shall want to linger on the square.")
        mission.criterion = _("One sentence that a neighbour understands.")


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea({"rows": 3}), max_length=500)


def _table_context() -> dict:
    rows = [
        {
            "title": _("Walk around the square"),
            "kind": _("Dialogue"),
            "heard": 240,
            "tone": "success",
            "state": _("Done"),
        },
        {
            "title": _("Open school in the evening"),
            "kind": _("Experiment"),
            "heard": 12,
            "tone": "info",
            "state": _("Now"),
        },
        {
            "title": _("A house of our own?"),
            "kind": _("Milestone"),
            "heard": 0,
            "tone": "neutral",
            "state": _("Open question"),
        },
    ]
    columns = [
        {"label": _("Title"), "sort_url": "?sort=title", "direction": "ascending"},
        {"label": _("Kind"), "sort_url": "?sort=kind", "direction": ""},
        {"label": _("People heard"), "sort_url": "?sort=heard", "direction": "", "is_number": True},
        {"label": _("State")},
    ]
    return {"columns": columns, "rows": rows}


def _gallery_context(request: HttpRequest) -> dict:
    broken = GalleryForm(
        {"broken-name": "x" * 120, "broken-email": "anna", "broken-mission": "y" * 450}, prefix="broken"
    )
    broken.add_error(None, _("The end lies before the start. Change one of them."))
    clashing = ReasonForm({"mine-reason": _("Mine")}, prefix="mine")
    clashing.fields["reason"].theirs = _("Theirs")
    clashing.add_error(None, _("Somebody else saved this while you were writing. Nothing is lost."))
    return _table_context() | {
        "palettes": Palette.choices,
        "phases": [
            {"number": 1, "name": _("Initiation"), "key": "fas1"},
            {"number": 2, "name": _("Build-up"), "key": "fas2"},
            {"number": 3, "name": _("Tackling problems"), "key": "fas3"},
            {"number": 4, "name": _("Implementation and management"), "key": "fas4"},
        ],
        "tones": ["neutral", "info", "success", "warning", "danger", "fas1", "fas2", "fas3", "fas4"],
        "notice_tones": ["info", "success", "warning", "danger"],
        "form": GalleryForm(),
        "broken_form": broken,
        "clashing_form": clashing,
        "reason_form": ReasonForm(prefix="confirm"),
        "page_obj": Paginator(range(10_000), 25).get_page(request.GET.get("sida", 3)),
        "crumbs": [{"label": _("Programmes"), "url": "#"}, {"label": _("The gallery")}],
        "steps": [
            {"label": _("Name and area"), "state": "done", "url": "#"},
            {"label": _("Who decides"), "state": "current"},
            {"label": _("Mission"), "state": "next"},
        ],
        "details": [
            {"label": _("Area"), "value": "Björkängen"},
            {"label": _("Registry number"), "value": ""},
            {"label": _("Process map"), "value": _("Open the process map"), "url": "#"},
        ],
    }


@open_to_all
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show all components; 404 outside development."""
    if not (settings.DEBUG or settings.ENVIRONMENT == "development"):
        raise Http404
    return render(request, "gallery.html", _gallery_context(request))
