"""Finding uploaded files and photographs."""

from django.core.files.base import File
from django.db.models import QuerySet
from django.db.models.fields.files import FieldFile
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kraftsamling.documents.models import StoredFile
from kraftsamling.shared.uploads import UploadKind
from programmes.models import Programme
from programmes.queries.programmes import WorkProgramme
from programmes.roles import Permission


def files_of(programme: Programme) -> QuerySet[StoredFile]:
    """Return a programme's files that are not withdrawn, newest first."""
    return StoredFile.objects.current().filter(programme=programme).select_related("created_by").order_by("-pk")


def get_work_file(work: WorkProgramme, pk: int) -> StoredFile:
    """Return one of the programme's files, a withdrawn one only to those who may withdraw; else Http404."""
    files = StoredFile.objects.all() if work.access.can(Permission.WITHDRAW) else StoredFile.objects.current()
    found = files.filter(programme=work.programme, pk=pk).select_related("programme", "created_by").first()
    if found is None:
        raise Http404
    return found


def get_public_file(uuid) -> StoredFile:
    """Return a published file of a public programme, else Http404."""
    found = StoredFile.objects.public().filter(uuid=uuid).first()
    if found is None:
        raise Http404
    return found


def is_picture(stored: StoredFile) -> bool:
    """Whether the file is a picture, as opposed to a PDF."""
    return UploadKind(stored.content_type).is_picture


def describe_facts(stored: StoredFile) -> list[dict[str, str]]:
    """Return what is known of the file as {label, value}; what matters only for pictures is left out for a PDF."""
    facts = [{"label": _("Kind of file"), "value": UploadKind(stored.content_type).name}]
    if not is_picture(stored):
        return facts
    taken_on = date_format(stored.taken_on, "j F Y") if stored.taken_on else ""
    description = _("The picture is only decoration.") if stored.is_decorative else stored.alt_text
    facts += [
        {"label": _("What the picture shows"), "value": description},
        {"label": _("Photographer"), "value": stored.photographer},
        {"label": _("Date of the picture"), "value": taken_on},
        {"label": _("People can be recognised"), "value": _("Yes") if stored.shows_people else _("No")},
    ]
    if stored.shows_people:
        checked = _("Yes") if stored.is_protection_checked else _("No")
        facts += [
            {"label": _("Where the consents are kept"), "value": stored.consent_note},
            {"label": _("Protected identity is checked"), "value": checked},
        ]
    return facts


def download_name(stored: StoredFile) -> str:
    """Return the name a downloaded copy gets: the running number and the ending of its kind."""
    return f"{stored.number}{UploadKind(stored.content_type).extension}"


def open_stored(file: FieldFile) -> File:
    """Return a row's file opened for reading; raises Http404 when there is none."""
    if not file:
        raise Http404
    try:
        return file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
