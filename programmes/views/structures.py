"""What is to live on after the programme, and who takes over."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kraftsamling.shared.collation import Swedish
from programmes.enums.planning import STRUCTURE_MOVES
from programmes.forms.structures import StructureCreateForm, StructureForm
from programmes.models import Programme, Structure
from programmes.queries.structures import count_without_owner, describe_structures
from programmes.roles import Permission
from programmes.services.structures import move_structure, update_structure
from programmes.views.record_lists import RecordList
from programmes.views.record_pages import RecordPage

STRUCTURE = RecordPage(
    name="structure",
    model=Structure,
    current="planning.structure",
    permission=Permission.EDIT_PROGRAMME,
    create_form=StructureCreateForm,
    edit_form=StructureForm,
    new_title=_("Something that is to live on"),
    edit_title=_("Change what is to live on"),
    moves=tuple(STRUCTURE_MOVES),
    update=update_structure,
    move=move_structure,
)


def _rows(programme: Programme) -> QuerySet[Structure]:
    structures = Structure.objects.current().filter(programme=programme)
    return structures.select_related("programme", "owner", "agreement").order_by(Swedish("name"), "pk")


STRUCTURE_LIST = RecordList(
    name="structure",
    current="planning.structure",
    title=_("What lives on"),
    lead=_("What the programme has built up and others carry on: a place to meet, a way of working, an agreement."),
    rows=_rows,
    row_template="programmes/_structure_row_part.html",
    permission=Permission.EDIT_PROGRAMME,
    new_label=_("Add something that is to live on"),
    empty_title=_("Nothing noted yet"),
    empty_text=_("Ask already now: what must not disappear when the programme ends, and who can carry it on?"),
    words_in=("name", "description", "owner__name"),
    choices=("state",),
    template="programmes/structure_list.html",
    more=lambda programme: {"without_owner": count_without_owner(programme)},
    prepare=describe_structures,
)
