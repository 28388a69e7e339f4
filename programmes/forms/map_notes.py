"""Forms for notes on the process map."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.forms import ImpreciseDateFormField
from kraftsamling.shared.merging import EditForm
from programmes.enums import NoteKind
from programmes.forms.programmes import DATE_HELP
from programmes.models import MapNote, Programme

FIELDS = [
    "title", "kind", "asked", "voices", "answer_due_on", "answered_on", "decided_by", "state", "happens_on", "phase",
    "text", "map_weight",
]  # fmt: skip
# Facts that only one kind of note has; the others hide the question and keep what was written.
FOR_KIND = {
    "asked": NoteKind.DIALOGUE,
    "voices": NoteKind.DIALOGUE,
    "answer_due_on": NoteKind.DIALOGUE,
    "answered_on": NoteKind.DIALOGUE,
    "decided_by": NoteKind.DECISION,
}
WEIGHTS = [
    (5, _("5 – one of the most important")),
    (4, "4"),
    (3, _("3 – ordinary")),
    (2, "2"),
    (1, _("1 – shown when there is room")),
]
HELP = {
    "kind": _(
        "Dialogue: people talked or were asked. Decision: something was decided. Measure: something is done. "
        "Experiment: something is tried on a small scale. Milestone: a turning point on the way. "
        "Story: something about the area worth telling."
    ),
    "state": _(
        "Choose open question for what nobody can answer yet. The question is shown as clearly as what is known."
    ),
    "title": _("At most 80 characters. An open question is written as a question, in full."),
    "text": _("One or two sentences. Write about what happened, not about single persons."),
    "phase": _("Needed when you do not know when it happens."),
    "asked": _("For a dialogue: the question as people heard it. At most 200 characters."),
    "voices": _("For a dialogue: how many people you listened to. An honest estimate is enough."),
    "answer_due_on": _(
        "For a dialogue: by when those who took part will hear what came of it, for example December 2026. Everyone "
        "can see on the map whether you keep the promise."
    ),
    "answered_on": _("For a dialogue: when they heard it. Leave it empty until they have."),
    "decided_by": _("For a decision: the board or group that decided, not a person. At most 120 characters."),
}
WIDGETS = {
    "kind": forms.RadioSelect,
    "state": forms.RadioSelect,
    "text": forms.Textarea(attrs={"rows": 3}),
    "map_weight": forms.Select(choices=WEIGHTS),
}


def _prepare(form: forms.ModelForm, programme: Programme) -> None:
    form.fields["phase"].queryset = programme.phases.all()
    form.fields["phase"].empty_label = _("The phase its date falls in")
    form.fields["map_weight"] = forms.TypedChoiceField(
        label=_("How important is it on the map?"), choices=WEIGHTS, coerce=int, initial=3,
        help_text=_("Under “How it looks” it can be weighed differently for the drawings. Then that weight holds."),
    )  # fmt: skip
    form.fields["happens_on"].help_text = DATE_HELP
    for name, kind in FOR_KIND.items():
        form.fields[name].for_kind = kind
    for name in ("kind", "state"):
        form.fields[name].choices = [choice for choice in form.fields[name].choices if choice[0]]


class MapNoteCreateForm(forms.ModelForm):
    """A new note, kept within the programme or, by those who may publish, shown to everyone."""

    happens_on = ImpreciseDateFormField(label=_("When"), required=False, help_text=DATE_HELP)
    is_public = forms.BooleanField(
        label=_("Show it to everyone"), required=False, initial=True,
        help_text=_("Otherwise only those who work in the programme see it. Anyone may still ask to read it."),
    )  # fmt: skip

    class Meta:
        model = MapNote
        fields = FIELDS
        help_texts = HELP
        widgets = WIDGETS

    def __init__(self, *args, programme: Programme, may_publish: bool, **kwargs):
        super().__init__(*args, **kwargs)
        _prepare(self, programme)
        if not may_publish:
            del self.fields["is_public"]


class MapNoteForm(EditForm):
    """An existing note; who sees it is changed by a button of its own."""

    class Meta:
        model = MapNote
        fields = FIELDS
        help_texts = HELP
        widgets = WIDGETS

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self._extra["programme"] = programme
        _prepare(self, programme)
