"""Which records can stand in a document about a whole programme, and when it would come out differently."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Model

from dialogues.models import Dialogue, Occasion, Promise
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared import clock
from programmes.models import (
    Actor,
    Agreement,
    Basis,
    Body,
    Challenge,
    ChecklistItem,
    Communication,
    Contact,
    Decision,
    Figure,
    Goal,
    Lesson,
    MapNote,
    Membership,
    Phase,
    PhasePassage,
    Place,
    ProblemPicture,
    Programme,
    Responsibility,
    Source,
    Structure,
)

_BELONGING = {
    "programme": (
        Actor, Agreement, Body, Challenge, ChecklistItem, Communication, Contact, Decision, Dialogue, Goal, Lesson,
        MapNote, Occasion, Phase, Place, ProblemPicture, Promise, Responsibility, Source, Structure,
    ),
    "phase__programme": (PhasePassage,),
    "picture__programme": (Basis,),
    "source__programme": (Figure,),
    "body__programme": (Membership,),
}  # fmt: skip
_OWN_TYPES = ("documents.document", "documents.storedfile", "documents.attachment")


def sources_of(programme: Programme) -> tuple[tuple[str, int], ...]:
    """Return everything in the programme that people wrote and a document about all of it may show; one query a kind.

    Rather one too many than one too few: the file of a document is removed when any of these is redacted.
    """
    found = [(programme._meta.label_lower, programme.pk)]
    for lookup, models in _BELONGING.items():
        for model in models:
            found += _keys(model, model.objects.filter(**{lookup: programme}).values_list("pk", flat=True))
    return tuple(found)


def _keys(model: type[Model], pks: Iterable[int]) -> list[tuple[str, int]]:
    return [(model._meta.label_lower, pk) for pk in pks]


def whole_programme_version(programme: Programme, options, language: str) -> str:
    """Return what changes whenever anything in the programme does, with the day, which is printed.

    Every change leaves a row in the event log. Ordering a document does too, but changes nothing that stands in one.
    """
    entries = AuditEntry.objects.filter(programme_id=programme.pk).exclude(target_type__in=_OWN_TYPES)
    last = entries.order_by("-pk").values_list("pk", flat=True).first()
    return f"{last or 0}|{clock.today().isoformat()}|{settings.RELEASE}"
