"""Problem pictures: which holds, what it builds on, and what builds on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes.enums.knowledge import PICTURES_GONE, BasisKind, PictureState
from programmes.models import Basis, Challenge, Goal, Lesson, ProblemPicture, Programme, ProgrammeRecord

# What may build on a problem picture, by its column ``problem_picture``.
BUILDERS: dict[type[ProgrammeRecord], str | Promise] = {
    Challenge: _("Challenges"),
    Goal: _("Goals"),
    Lesson: _("Lessons"),
}

# Rows that build on a picture that was replaced, rejected or withdrawn (ProblemPicture.no_longer_holds).
BUILDS_ON_GONE = Q(problem_picture__state__in=PICTURES_GONE) | Q(problem_picture__withdrawn_at__isnull=False)

_IN_ORDER = [PictureState.ESTABLISHED, PictureState.DRAFT, PictureState.REPLACED, PictureState.REJECTED]

_LACKING = {
    BasisKind.FACTS: _(
        "No facts or figures yet. Is there a report or statistics that bear it out, or speak against it?"
    ),
    BasisKind.JUDGEMENT: _("No professional judgement yet. What do those say who work with the matter every day?"),
    BasisKind.EXPERIENCE: _("No experience of those who live or work here yet. What do they say that the problem is?"),
    BasisKind.STORY: _("No story yet. Who can tell how it is, in their own words?"),
}


@dataclass(frozen=True)
class BuiltOn:
    """The records of one kind that build on a problem picture."""

    name: str
    label: str | Promise
    rows: list[ProgrammeRecord]


def hanging_on(picture: ProblemPicture) -> list[BuiltOn]:
    """Return what builds on the picture, by kind, kinds without any left out; one query for each kind."""
    found = [
        BuiltOn(
            model._meta.model_name,
            label,
            list(model.objects.current().filter(problem_picture=picture).select_related("programme").order_by("pk")),
        )
        for model, label in BUILDERS.items()
    ]
    return [kind for kind in found if kind.rows]


def holding_picture(programme: Programme) -> ProblemPicture | None:
    """Return the problem picture that holds at present."""
    pictures = ProblemPicture.objects.current().filter(programme=programme, state=PictureState.ESTABLISHED)
    return pictures.select_related("programme").first()


def list_pictures(programme: Programme) -> QuerySet[ProblemPicture]:
    """Return the programme's pictures: the one that holds, those being worked out, then earlier ones, latest first."""
    rank = Case(
        *(When(state=state, then=Value(min(place, 2))) for place, state in enumerate(_IN_ORDER)),
        output_field=IntegerField(),
    )
    pictures = ProblemPicture.objects.current().filter(programme=programme).alias(rank=rank)
    return pictures.select_related("programme", "replaced_by__programme").order_by("rank", "-ended_on", "-pk")


def drafts(programme: Programme) -> QuerySet[ProblemPicture]:
    """Return the pictures that are being worked out."""
    return ProblemPicture.objects.current().filter(programme=programme, state=PictureState.DRAFT).order_by("-pk")


def list_bases(picture: ProblemPicture) -> list[Basis]:
    """Return what the picture builds on, facts first."""
    rows = picture.bases.filter(withdrawn_at__isnull=True).select_related("source__programme", "story__programme")
    return sorted(rows, key=lambda basis: BasisKind.values.index(basis.kind))


def get_basis(programme: Programme, pk: int, *, also_withdrawn: bool = False) -> Basis:
    """Return one thing that a picture of the programme builds on. Raises Http404 for one that is withdrawn."""
    bases = Basis.objects.all()
    if not also_withdrawn:
        bases = bases.filter(withdrawn_at__isnull=True, picture__withdrawn_at__isnull=True)
    basis = bases.select_related("picture__programme").filter(picture__programme=programme, pk=pk).first()
    if basis is None:
        raise Http404
    return basis


def what_bases_lack(kinds: Iterable[str]) -> list[str | Promise]:
    """Return a sentence for each kind of basis that is missing among ``kinds``, led by one that sums it up."""
    there = set(kinds)
    if not there:
        return [_("It does not say yet what the picture builds on.")]
    missing = [kind for kind in _LACKING if kind not in there]
    if there == {BasisKind.FACTS}:
        summary = [_("It builds on figures only – what do those say who live here?")]
        missing.remove(BasisKind.EXPERIENCE)
    elif not there & {BasisKind.EXPERIENCE, BasisKind.STORY}:
        summary = [_("Nobody who lives or works here is heard in it yet.")]
    else:
        summary = []
    return [*summary, *(_LACKING[kind] for kind in missing)]
