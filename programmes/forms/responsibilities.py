"""Forms for functions in a programme."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.merging import EditForm
from programmes.forms.records import RecordCreateForm, narrow_choices
from programmes.models import Programme, Responsibility


def _shape(form: forms.ModelForm) -> None:
    form.fields["holder"].empty_label = _("Nobody at present")


class ResponsibilityCreateForm(RecordCreateForm):
    class Meta:
        model = Responsibility
        fields = ["function", "organisation", "holder"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _shape(self)


class ResponsibilityForm(EditForm):
    class Meta(ResponsibilityCreateForm.Meta):
        pass

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self._extra["programme"] = programme
        narrow_choices(self, programme)
        _shape(self)
