"""Forms for the figures of a source."""

from programmes.forms.records import RecordCreateForm, RecordEditForm
from programmes.models import Figure


class FigureCreateForm(RecordCreateForm):
    class Meta:
        model = Figure
        fields = ["label", "value", "measured_on", "place", "comparison"]


class FigureForm(RecordEditForm):
    class Meta(FigureCreateForm.Meta):
        pass
