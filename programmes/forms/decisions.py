"""Forms for decisions and positions; what is asked depends on the type, which is chosen on a page before."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from programmes.enums import DECIDING_KINDS
from programmes.enums.actors import DECIDING_BODIES, POSITION_BODIES, BodyKind, DecisionState, DecisionType
from programmes.forms.programmes import DATE_HELP
from programmes.forms.record_filters import RecordFilterForm
from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Decision
from programmes.queries.decisions import formal_decisions
from programmes.services.decisions import DEPENDENT, FIELDS_OF_TYPE

TYPE_SENTENCES = {
    DecisionType.POLITICAL: _("The council, the executive board, a board or its committee has decided at a meeting."),
    DecisionType.DELEGATED: _("An official decided on behalf of a board, by its rules of delegation."),
    DecisionType.POSITION: _("A steering group, a political leadership group or another group agreed on something."),
    DecisionType.EXECUTION: _("A manager or official directs the daily work within a task already given."),
    DecisionType.PARTNER: _("An association, a company or another authority has decided for itself."),
    DecisionType.AGREEMENT: _("Two or more parties have agreed, for example in an IOP."),
}
_BODIES = {
    DecisionType.POLITICAL: DECIDING_BODIES,
    DecisionType.POSITION: POSITION_BODIES,
    DecisionType.PARTNER: (BodyKind.PARTNER_BOARD,),
}
_WORDS: dict[str, dict[str, tuple]] = {
    DecisionType.POLITICAL: {
        "body": (_("Which body decided?"), _("If it stands among your groups. Otherwise choose the board below.")),
        "organisation": (_("Which council or board decided?"), ""),
        "delegation_point": (
            _("Point in the rules of delegation"), _("Only when a committee decided: by which delegation?"),
        ),
    },
    DecisionType.DELEGATED: {
        "delegate": (_("Who decided? (function)"), _("The function, for example director of culture.")),
        "organisation": (_("On behalf of which board?"), ""),
        "reported_on": (
            _("When was it reported to the board?"),
            _("Leave it empty until it has been reported. Until then the page says “not yet reported”."),
        ),
    },
    DecisionType.POSITION: {
        "body": (_("Which group takes the position?"), _(
            "The group has no power of decision of its own in law, so this is called a position everywhere."
        )),
        "binds_across": (_("It binds money or duties across boards"), _(
            "Until the formal decision is linked the page says that it is missing."
        )),
        "carried_by": (_("Which formal decision carries it?"), _("Leave it empty if there is none yet.")),
    },
    DecisionType.EXECUTION: {
        "delegate": (_("Who directs the work? (function)"), ""),
        "organisation": (_("Department or organisation"), ""),
    },
    DecisionType.PARTNER: {
        "organisation": (_("Which organisation decided for itself?"), ""),
        "body": (_("Its own board or group"), _("If it stands among your groups.")),
    },
    DecisionType.AGREEMENT: {
        "agreement": (_("Which agreement?"), _("It has a page of its own, with its parties and how long it holds.")),
    },
}  # fmt: skip
_FIELDS = [
    "title", "text", "body", "organisation", "delegate", "delegation_point", "agreement", "settled_on", "state",
    "reported_on", "binds_across", "carried_by", "reasons", "registry_number", "paragraph", "url", "phase",
    "map_visibility", "type",
]  # fmt: skip
_WIDGETS = {
    "text": forms.Textarea(attrs={"rows": 4}),
    "reasons": forms.Textarea(attrs={"rows": 4}),
    "state": forms.RadioSelect,
    "type": forms.HiddenInput,
}
_HELP = {
    "title": _("At most 80 characters. Stands on the process map if you show it to everyone."),
    "text": _("As it stands in the minutes, or in your own plain words."),
    "settled_on": DATE_HELP,
    "reasons": _("Anyone may ask to read it, so write about the matter, not about people."),
    "registry_number": _("The number in the authority's own register of records, for example KS 2026-00123."),
    "paragraph": _("For example § 45."),
    "map_visibility": _("Everyone sees it only after you have chosen “Show to everyone” on its page."),
}


def _shape(form: forms.ModelForm, kind: str) -> None:
    """Leave the fields that the type asks for, with its words, and only choices that its rules allow."""
    for name in set(DEPENDENT) - set(FIELDS_OF_TYPE[kind]):
        form.fields.pop(name, None)
    for name, (label, hint) in _WORDS[kind].items():
        form.fields[name].label, form.fields[name].help_text = label, hint
    named = form.instance
    if "body" in form.fields:
        field = form.fields["body"]
        field.queryset = field.queryset.filter(Q(kind__in=_BODIES[kind]) | Q(pk=named.body_id))
    if kind in (DecisionType.POLITICAL, DecisionType.DELEGATED, DecisionType.PARTNER):
        field, is_ours = form.fields["organisation"], Q(kind__in=DECIDING_KINDS)
        wanted = ~is_ours if kind == DecisionType.PARTNER else is_ours
        field.queryset = field.queryset.filter(wanted | Q(pk=named.organisation_id))
    if "carried_by" in form.fields:
        carriers = formal_decisions(form.programme, or_named=named.carried_by_id)
        form.fields["carried_by"].queryset = carriers.exclude(pk=named.pk)
    for name in {"body", "delegate", "agreement"} & set(form.fields):
        form.fields[name].required = (kind, name) in _REQUIRED


_REQUIRED = {
    (DecisionType.DELEGATED, "delegate"),
    (DecisionType.POSITION, "body"),
    (DecisionType.AGREEMENT, "agreement"),
}


class _ParagraphMixin:
    """Writes the sign before a paragraph that was typed as a bare number."""

    def clean_paragraph(self) -> str:
        typed = self.cleaned_data["paragraph"]
        return f"§ {typed}" if typed.isdecimal() and len(typed) < 19 else typed


class DecisionCreateForm(_ParagraphMixin, RecordCreateForm):
    """Something that was settled, or is to be, by the mandate ``type``."""

    class Meta:
        model = Decision
        fields = _FIELDS
        widgets = _WIDGETS
        help_texts = _HELP
        labels = {"map_visibility": _("Let it stand on the process map"), "state": _("How far has it come?")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = self.data.get("type") or self.initial.get("type")
        self.kind = asked if asked in FIELDS_OF_TYPE else DecisionType.POLITICAL
        self.fields["state"].choices = [
            choice for choice in DecisionState.choices if choice[0] != DecisionState.REVOKED
        ]  # fmt: skip
        _shape(self, self.kind)


class DecisionForm(_ParagraphMixin, RecordEditForm):
    """A decision or position that two people may edit at once; how far it has come is changed on its page."""

    class Meta(DecisionCreateForm.Meta):
        fields = [name for name in _FIELDS if name not in ("state", "type")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _shape(self, self.instance.type)


class DecisionFilterForm(RecordFilterForm):
    """Also narrows to the positions that a formal decision should carry and none does; rows tell ``is_uncarried``."""

    formellt = forms.ChoiceField(
        label=_("Formal decision"), required=False, choices=[("", _("All")), ("missing", _("is missing"))]
    )

    def rows(self) -> QuerySet:
        """Return the narrowed rows; what could not be understood narrows nothing."""
        rows = super().rows()
        is_narrowed = self.is_valid() and self.cleaned_data["formellt"]
        return rows.filter(is_uncarried=True) if is_narrowed else rows
