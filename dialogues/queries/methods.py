"""The catalogue of methods, and which of them suit what one wants to do."""

from dataclasses import dataclass

from django.db.models import Case, Count, Q, QuerySet, When
from django.http import Http404
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from dialogues.adviser import Answers, MethodFacts, Ranked, Reason
from dialogues.adviser.advising import one_for_what_suits, rank_methods
from dialogues.enums import Form, Group, Purpose
from dialogues.method_proposals import METHOD_PROPOSALS
from dialogues.models import Method, MethodCase
from dialogues.queries.ladder import level_choices
from dialogues.words.ladder import on_ladder
from kraftsamling.shared.collation import Swedish
from kraftsamling.shared.enums import Openness
from programmes.models import Municipality, Programme
from programmes.queries.programmes import visible_programmes


def methods_of(programme: Programme, user) -> QuerySet[Method]:
    """Return the catalogue in Swedish order, each method with ``case_count`` and ``shared_count``: the cases of one's
    own that ``user`` may read, and those that other municipalities have shared."""
    is_read, is_own = Q(cases__in=readable_cases(programme, user).values("pk")), Q(cases__shared_by="")
    own, shared = Count("cases", filter=is_read & is_own), Count("cases", filter=is_read & ~is_own)
    return Method.offered_to(programme).annotate(case_count=own, shared_count=shared).order_by(Swedish("name"))


def retired_methods(municipality: Municipality) -> QuerySet[Method]:
    """Return the methods that are no longer offered, in Swedish order."""
    return Method.objects.filter(municipality=municipality, is_retired=True).order_by(Swedish("name"))


def get_method(municipality: Municipality, pk: int) -> Method:
    """Return one of the municipality's methods, retired ones too; raises Http404."""
    method = Method.objects.filter(municipality=municipality, pk=pk).first()
    if method is None:
        raise Http404
    return method


def cases_of(method: Method, programme: Programme, user) -> QuerySet[MethodCase]:
    """Return the cases of the method that ``user`` may read in ``programme``, its own first, then the latest."""
    rows = readable_cases(programme, user).filter(method=method).select_related("programme")
    return rows.order_by(Case(When(programme=programme, then=0), default=1), "-pk")


def readable_cases(programme: Programme, user) -> QuerySet[MethodCase]:
    """Return the programme's cases, and the open ones of the municipality's programmes that the user works in or
    everyone may read of: the catalogue is the municipality's, and so is what it has learnt."""
    works_in = visible_programmes(user).order_by().values("pk")
    published = Programme.objects.public().filter(municipality=programme.municipality_id).order_by().values("pk")
    elsewhere = Q(programme__in=works_in) | Q(programme__in=published)
    return MethodCase.objects.current().filter(Q(programme=programme) | Q(elsewhere, openness=Openness.OPEN))


def count_lacking(municipality: Municipality) -> int:
    """Return how many of the shipped methods the catalogue does not have."""
    known = Method.objects.filter(municipality=municipality).values_list("key", "name")
    keys, names = {key for key, _name in known}, {name for _key, name in known}
    return sum(each.key not in keys and each.name not in names for each in METHOD_PROPOSALS)


def facts_of(method: Method) -> MethodFacts:
    """Return what the adviser needs to know of a method."""
    return MethodFacts(
        pk=method.pk,
        name=method.name,
        purposes=frozenset(method.purposes),
        levels=frozenset(method.levels),
        forms=frozenset(method.forms),
        groups=frozenset(method.groups),
        people_min=method.people_min,
        people_max=method.people_max,
        span=method.span,
        cost=method.cost,
        needs_facilitator=method.needs_facilitator,
    )


@dataclass(frozen=True)
class FoundMethod:
    """A method in the catalogue; ``ranked`` tells how well it suits what was asked for, None when nothing was."""

    method: Method
    ranked: Ranked | None = None

    @property
    def is_fit(self) -> bool:
        """Whether more speaks for it than against it; everything is when nothing was asked for."""
        return self.ranked is None or self.ranked.points > 0

    @property
    def people(self) -> str:
        return people_in_words(self.method)

    @property
    def speaks_for(self) -> list[Reason]:
        return one_for_what_suits(reason for reason in self.ranked.reasons if not reason.is_against)

    @property
    def speaks_against(self) -> list[Reason]:
        return [reason for reason in self.ranked.reasons if reason.is_against]


def find_methods(programme: Programme, user, wanted: Answers | None) -> list[FoundMethod]:
    """Return the catalogue, sorted by how well each method suits ``wanted``; by name when nothing is asked for."""
    methods = list(methods_of(programme, user))
    if wanted is None:
        return [FoundMethod(method) for method in methods]
    by_key = {method.pk: method for method in methods}
    return [FoundMethod(by_key[each.key], each) for each in rank_methods(wanted, map(facts_of, methods))]


@dataclass(frozen=True)
class MethodWords:
    """What a method is for, in words: its purposes, steps, forms and groups, and how many people."""

    purposes: list[str]
    levels: list[str]
    forms: list[str]
    groups: list[str]
    people: str


def people_in_words(method: Method) -> str:
    """Return how many people a method is for."""
    least, most = number_format(method.people_min), number_format(method.people_max or 0)
    if method.people_max is not None:
        return _("%(least)s to %(most)s people") % {"least": least, "most": most}
    if method.people_min > 1:
        return _("at least %(least)s people") % {"least": least}
    return _("any number of people")


def words_of(method: Method) -> MethodWords:
    """Return the choices of a method in the active language, the steps as the municipality names them."""
    names = dict(level_choices(method.municipality))
    levels = dict.fromkeys(on_ladder(level, tuple(names)) for level in method.levels)
    return MethodWords(
        purposes=[str(Purpose(value).label) for value in method.purposes],
        levels=[names[level] for level in levels],
        forms=[str(Form(value).label) for value in method.forms],
        groups=[str(Group(value).label) for value in method.groups],
        people=people_in_words(method),
    )


def lines(text: str) -> list[str]:
    """Return the lines of a checklist."""
    return [line.strip() for line in text.splitlines() if line.strip()]
