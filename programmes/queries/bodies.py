"""Groups that lead, decide or advise: who sits in them, what they may settle, and how they hang together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from programmes.chains import follow
from programmes.enums.actors import DECIDING_BODIES, BodyKind, MemberRole
from programmes.leadership import NARROW, WIDE, Drawing, Level, Unit, draw
from programmes.models import Actor, Body, Membership, Programme
from programmes.queries.roles import process_leaders

MOST_DRAWN = 40
LEVELS = {
    BodyKind.COUNCIL: Level.SIDE,
    BodyKind.EXECUTIVE_BOARD: Level.SIDE,
    BodyKind.BOARD: Level.SIDE,
    BodyKind.COMMITTEE: Level.SIDE,
    BodyKind.PARTNER_BOARD: Level.SIDE,
    BodyKind.POLITICAL_LEADERSHIP: Level.POLITICAL,
    BodyKind.PRESIDIUM: Level.POLITICAL,
    BodyKind.STEERING_GROUP: Level.STEERING,
    BodyKind.PROJECT_GROUP: Level.WORK,
    BodyKind.REFERENCE_GROUP: Level.WORK,
    BodyKind.FORUM: Level.AREA,
}
LEVEL_NAMES = {
    Level.POLITICAL: gettext_lazy("Political leadership"),
    Level.STEERING: gettext_lazy("Steering"),
    Level.WORK: gettext_lazy("The work"),
    Level.AREA: gettext_lazy("The area"),
    Level.SIDE: gettext_lazy("Those who decide"),
}
LEADER_KEY, AREA_KEY = "leader", "area"


def holds_on(on: dt.date) -> Q:
    """The rows whose period holds on the date, or that have none."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & ended_on(on, is_ended=False)


def ended_on(on: dt.date, *, is_ended: bool = True) -> Q:
    """The rows whose period is over on the date, or the others."""
    return Q(valid_until__lt=on) if is_ended else Q(valid_until__isnull=True) | Q(valid_until__gte=on)


def mandate_sentence(body: Body) -> str:
    """Return in one sentence what the body may settle (sweden.md D-8, D-9)."""
    match body.kind:
        case BodyKind.COMMITTEE:
            return _("The committee decides only on what its board has delegated to it.")
        case BodyKind.PARTNER_BOARD:
            return _("The board decides for its own organisation, not for the municipality.")
        case kind if kind in DECIDING_BODIES:
            return _("Decides in the sense of the law. The decisions stand in its minutes.")
        case kind if kind == BodyKind.STEERING_GROUP:
            return _("The steering group takes positions. Decisions in law are made by boards and delegates.")
    return _("The group takes positions. Decisions in law are made by boards and delegates.")


def programme_bodies(programme: Programme) -> QuerySet[Body]:
    """Return the programme's groups, former ones too, by kind and name as they were added."""
    rows = Body.objects.current().filter(programme=programme)
    return rows.select_related("programme", "organisation", "reports_to").order_by("pk")


def get_membership(programme: Programme, pk: int, *, also_withdrawn: bool = False) -> Membership:
    """Return a seat in one of the programme's groups; raises Http404 for any other, or one in a withdrawn group."""
    rows = Membership.objects.filter(body__programme=programme)
    if not also_withdrawn:
        rows = rows.filter(body__withdrawn_at__isnull=True)
    found = rows.select_related("body__programme", "organisation", "user", "substitute_for").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Members:
    """Those who sit in a group on a date, those who will, and those who did; and the seats that stand empty."""

    present: list[Membership]
    coming: list[Membership]
    former: list[Membership]
    vacancies: list[str]


_ORDER = list(MemberRole)


def members_of(body: Body, on: dt.date) -> Members:
    """Return the group's members in the order of their roles; one query."""
    rows = body.memberships.select_related("user", "organisation", "substitute_for")
    ordered = sorted(rows, key=lambda member: (_ORDER.index(MemberRole(member.role)), member.name.casefold()))
    former = [member for member in ordered if member.valid_until and member.valid_until < on]
    coming = [member for member in ordered if member.valid_from and member.valid_from > on and member not in former]
    present = [member for member in ordered if member not in former and member not in coming]
    return Members(present, coming, former, vacancies(present))


def vacancies(present: Iterable[Membership]) -> list[str]:
    """Return in words what is missing in a group with these members."""
    members = list(present)
    if not members:
        return [_("Nobody is noted as a member.")]
    missing = []
    if not any(member.role == MemberRole.CHAIR for member in members):
        missing.append(_("The group has no chair."))
    if not any(member.may_decide for member in members):
        missing.append(_("Nobody noted here may take part in what is settled."))
    return missing


@dataclass
class BodyRow:
    """A group as the page of the leadership shows it, with what lifts matters to it."""

    body: Body | None
    kind: str
    name: str
    chair: str
    is_chair_missing: bool
    members: str
    period: str
    lifts_to: str
    url: str
    below: list["BodyRow"] = field(default_factory=list)

    @property
    def facts(self) -> list[str]:
        """What is known of the group, in words."""
        facts = [
            _("Chair: %(name)s") % {"name": self.chair} if self.chair else "",
            _("No chair noted") if self.is_chair_missing else "",
            self.members,
            self.period,
            _("lifts matters to %(name)s") % {"name": self.lifts_to} if self.lifts_to else "",
        ]
        return [fact for fact in facts if fact]


@dataclass(frozen=True)
class LevelRows:
    """One level of the leadership in words."""

    name: str
    rows: list[BodyRow]


@dataclass(frozen=True)
class Leadership:
    """The leadership as a drawing (for a wide and a narrow window) and in words; ``former`` are groups that ended."""

    levels: list[LevelRows]
    former: list[BodyRow]
    wide: Drawing | None
    narrow: Drawing | None


def leadership(programme: Programme, on: dt.date) -> Leadership:
    """Return how the programme is led on a date; four queries, however many groups there are."""
    bodies = list(programme_bodies(programme))
    seats: dict[int, list[Membership]] = defaultdict(list)
    held = Membership.objects.filter(holds_on(on), body__programme=programme).order_by("pk")
    for seat in held:
        seats[seat.body_id].append(seat)
    present = [body for body in bodies if body.valid_until is None or body.valid_until >= on]
    rows = {body.pk: _row(body, seats[body.pk]) for body in bodies}
    leaders = process_leaders(programme, on)
    actors = Actor.objects.current().filter(programme=programme, left_on="").count()
    groups = [_unit(body, rows[body.pk]) for body in present]
    units = [*_standing_units(groups, leaders, actors), *groups]
    is_drawn = len(units) <= MOST_DRAWN
    names = {level: str(name) for level, name in LEVEL_NAMES.items() if level != Level.SIDE}
    return Leadership(
        levels=_levels(present, rows, leaders, actors),
        former=[rows[body.pk] for body in bodies if body not in present],
        wide=draw(units, WIDE, names, get_language()) if is_drawn else None,
        narrow=draw(units, NARROW, {}, get_language()) if is_drawn else None,
    )


def _row(body: Body, seats: Sequence[Membership]) -> BodyRow:
    chairs = [seat.name for seat in seats if seat.role == MemberRole.CHAIR]
    count = len(seats)
    members = ngettext("%(count)d member", "%(count)d members", count) % {"count": count}
    # Who sits on a board stands in the municipality's own register; here it need not be kept.
    is_elsewhere = LEVELS[BodyKind(body.kind)] == Level.SIDE
    return BodyRow(
        body=body,
        kind=_kind_beside(body),
        name=body.name,
        chair=", ".join(chairs),
        is_chair_missing=bool(seats) and not chairs and not is_elsewhere,
        members=members if count else "" if is_elsewhere else _("No members noted"),
        period=period_words(body.valid_from, body.valid_until),
        lifts_to=body.reports_to.name if body.reports_to else "",
        url=body.get_work_url(),
    )


def _kind_beside(body: Body) -> str:
    """Return what kind of group it is, "" where the name says just that."""
    kind = capfirst(body.get_kind_display())
    return "" if kind.casefold() == body.name.casefold() else kind


def period_words(first: dt.date | None, last: dt.date | None) -> str:
    """Return the period in words, "" for one without ends."""
    words = {"first": first and date_format(first, "j F Y"), "last": last and date_format(last, "j F Y")}
    if first and last:
        return _("%(first)s – %(last)s") % words
    if first:
        return _("since %(first)s") % words
    return _("until %(last)s") % words if last else ""


def _unit(body: Body, row: BodyRow) -> Unit:
    chair = _("Chair: %(name)s") % {"name": row.chair} if row.chair else ""
    note = chair or (_("No chair noted") if row.is_chair_missing else row.members)
    above = str(body.reports_to_id) if body.reports_to_id else None
    return Unit(str(body.pk), LEVELS[BodyKind(body.kind)], row.kind, body.name, note, above)


def _standing_units(units: list[Unit], leaders: list[str], actors: int) -> list[Unit]:
    """Return the two boxes that every programme has: its process leader, and the area."""
    steering = next(
        (unit for level in (Level.STEERING, Level.POLITICAL) for unit in units if unit.level == level), None
    )
    leader = Unit(
        LEADER_KEY, Level.WORK, _("Process leader"), ", ".join(leaders) or _("Nobody appointed"),
        _("Carries questions and answers between the levels"), steering.key if steering else None,
    )  # fmt: skip
    return [leader, Unit(AREA_KEY, Level.AREA, _("The area"), _("Residents and citizen lab"), _taking_part(actors),
                         LEADER_KEY)]  # fmt: skip


def _taking_part(actors: int) -> str:
    if not actors:
        return _("No organisation takes part yet")
    return ngettext(
        "%(count)d organisation takes part", "%(count)d organisations take part", actors
    ) % {"count": actors}  # fmt: skip


def _levels(present: list[Body], rows: dict[int, BodyRow], leaders: list[str], actors: int) -> list[LevelRows]:
    """Return the levels with their groups; what lifts matters to a group of the same level stands under it."""
    found: dict[Level, list[BodyRow]] = {level: [] for level in LEVEL_NAMES}
    levels = {body.pk: LEVELS[BodyKind(body.kind)] for body in present}
    for body in present:
        above = body.reports_to_id
        if levels.get(above) == levels[body.pk] and not _is_below(body, above, present):
            rows[above].below.append(rows[body.pk])
        else:
            found[levels[body.pk]].append(rows[body.pk])
    found[Level.WORK].insert(0, _plain_row(_("Process leader"), ", ".join(leaders) or _("Nobody appointed"), ""))
    found[Level.AREA].insert(0, _plain_row(_("The area"), _("Residents and citizen lab"), _taking_part(actors)))
    return [LevelRows(str(LEVEL_NAMES[level]), listed) for level, listed in found.items() if listed]


def _is_below(body: Body, pk: int, present: list[Body]) -> bool:
    """Tell whether the group ``pk`` lifts to ``body``, directly or by others: a ring, which no list can nest."""
    return body.pk in follow(pk, {row.pk: row.reports_to_id for row in present})


def _plain_row(kind: str, name: str, members: str) -> BodyRow:
    return BodyRow(None, kind, name, "", False, members, "", "", "")
