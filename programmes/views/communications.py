"""The communication plan: who is told what, when, how, and who does it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.enums.planning import COMMUNICATION_MOVES
from programmes.forms.communications import CommunicationCreateForm, CommunicationForm
from programmes.models import Communication
from programmes.queries.communications import communication_lines, describe_communications, get_communicator
from programmes.roles import Permission
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import RecordPage

COMMUNICATION = RecordPage(
    name="communication",
    model=Communication,
    current="planning.communication",
    permission=Permission.EDIT_COMMUNICATION,
    create_form=CommunicationCreateForm,
    edit_form=CommunicationForm,
    new_title=_("New line in the communication plan"),
    edit_title=_("Change the line in the communication plan"),
    moves=tuple(COMMUNICATION_MOVES),
)
COMMUNICATION_LIST = RecordList(
    name="communication",
    current="planning.communication",
    title=_("Communication plan"),
    lead=_("Who is to know what, when, and who tells them."),
    rows=communication_lines,
    row_template="programmes/_communication_row_part.html",
    permission=Permission.EDIT_COMMUNICATION,
    new_label=_("Add a line"),
    empty_title=_("Nothing planned yet"),
    empty_text=_("Begin with those who live in the area: what do they need to know next, and where do they look?"),
    words_in=("audience", "message", "channel_detail"),
    choices=("state", "channel"),
    template="programmes/communication_list.html",
    columns=(
        {"label": pgettext_lazy("communication plan", "When")},
        {"label": pgettext_lazy("communication plan", "Who is to know")},
        {"label": pgettext_lazy("communication plan", "What")},
        {"label": pgettext_lazy("communication plan", "How")},
        {"label": pgettext_lazy("communication plan", "Who does it")},
        {"label": pgettext_lazy("communication plan", "State")},
    ),
    more=lambda programme: {"communicator": get_communicator(programme)},
    prepare=describe_communications,
)
