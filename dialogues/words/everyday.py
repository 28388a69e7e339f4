"""The forms of conversation in everyday words, for those who are invited."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogues.enums import Form

FORM_SENTENCES: dict[str, Promise] = {
    Form.INFORMATION: _("We tell you what is going on, and you can ask."),
    Form.CONSULTATION: _("We ask, you answer, and we take it into account."),
    Form.DISCUSSION: _("Different views meet, so that all can see what speaks for and against."),
    Form.LEARNING: _("We find out together what nobody knows alone."),
    Form.CO_CREATION: _("We work it out together, from the question to what is done."),
}
