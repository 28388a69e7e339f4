"""Decisions and positions: who settled what by which mandate, what still lacks a formal decision, and the map."""

import datetime as dt

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.http import Http404
from django.utils.translation import gettext as _

from programmes.enums.actors import DecisionState, DecisionType
from programmes.models import Body, Decision, Programme
from programmes.processmap.items import Kind, MapItem, State
from programmes.queries.map_items import Audience, seen_by

FORMAL_TYPES = (DecisionType.POLITICAL, DecisionType.DELEGATED)
# A position that binds money or duties across boards, without a formal decision that holds (sweden.md D-9).
_CARRIED = Q(
    carried_by__isnull=False, carried_by__withdrawn_at__isnull=True, carried_by__type__in=FORMAL_TYPES
) & ~Q(carried_by__state=DecisionState.REVOKED)  # fmt: skip
UNCARRIED = (
    Q(type=DecisionType.POSITION, binds_across=True) & ~Q(state=DecisionState.REVOKED) & ~Q(_CARRIED)
)  # fmt: skip
LATEST = 10


def programme_decisions(programme: Programme) -> QuerySet[Decision]:
    """Return the programme's decisions and positions, latest first; ``is_uncarried`` marks those that lack one."""
    return (
        Decision.objects.current()
        .filter(programme=programme)
        .select_related("programme", "body", "organisation", "phase", "agreement", "carried_by__programme")
        .annotate(is_uncarried=Case(When(UNCARRIED, then=Value(True)), default=False, output_field=BooleanField()))
        .order_by("-settled_on", "-pk")
    )


def get_decision(programme: Programme, pk: int) -> Decision:
    """Return one of the programme's decisions; raises Http404 for one that is withdrawn or belongs elsewhere."""
    found = programme_decisions(programme).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def positions_without_decision(programme: Programme) -> QuerySet[Decision]:
    """Return the positions that bind across boards though no formal decision carries them."""
    return programme_decisions(programme).filter(is_uncarried=True)


def formal_decisions(programme: Programme, *, or_named: int | None = None) -> QuerySet[Decision]:
    """Return what can carry a position: formal decisions that hold or are to come, and the one named already."""
    rows = Decision.objects.current().filter(programme=programme, type__in=FORMAL_TYPES)
    rows = rows.exclude(state=DecisionState.REVOKED) | Decision.objects.filter(pk=or_named)
    return rows.order_by("-settled_on", "-pk")


def latest_of(body) -> list[Decision]:
    """Return the latest that the group has settled."""
    return list(programme_decisions(body.programme).filter(body=body)[:LATEST])


def who_settled(decision: Decision) -> str:
    """Return in words who settled it and how; a position is never called a decision."""
    body, organisation = decision.body, decision.organisation
    match decision.type:
        case DecisionType.POSITION:
            return _("Position of %(who)s") % {"who": body} if body else _("Position")
        case DecisionType.DELEGATED:
            return _("Decision by delegation in %(who)s") % {"who": organisation or body} if organisation or body else (
                _("Decision by delegation")
            )  # fmt: skip
        case DecisionType.EXECUTION:
            return _("Direction of work by %(who)s") % {"who": organisation} if organisation else _("Direction of work")
        case DecisionType.AGREEMENT:
            return _("Agreement")
    return _("Decision of %(who)s") % {"who": body or organisation} if body or organisation else _("Decision")


def decisions_for(programme: Programme, audience: Audience) -> QuerySet[Decision]:
    """Return what ``audience`` may see of what is settled or to be settled."""
    return seen_by(audience, Decision.objects.filter(programme=programme).select_related("body", "organisation"))


_STATES = {
    DecisionState.PLANNED: State.PLANNED,
    DecisionState.MADE: State.DONE,
    DecisionState.REVOKED: State.DROPPED,
}
# Only these are decisions; what groups agree, and what is carried out, are milestones on the way.
_DECIDED = (DecisionType.POLITICAL, DecisionType.DELEGATED, DecisionType.PARTNER)


def decision_items(programme: Programme, audience: Audience, on: dt.date) -> list[MapItem]:
    """Return decisions and positions as stations of the map; one query."""
    return [
        MapItem(
            key=decision.map_key,
            kind=Kind.DECISION if decision.type in _DECIDED else Kind.MILESTONE,
            state=_STATES[DecisionState(decision.state)],
            title=decision.title,
            text=_map_text(decision, audience),
            date_label=_date_label(decision, on),
            starts_on=decision.settled_on.first if decision.settled_on else None,
            ends_on=decision.settled_on.last if decision.settled_on else None,
            phase_key=str(decision.phase_id) if decision.phase_id else None,
            weight=decision.map_weight,
            decided_by=_decided_by(decision, audience),
        )
        for decision in decisions_for(programme, audience)
    ]


def named_bodies(programme: Programme, audience: Audience) -> set[int]:
    """Return the keys of the groups whose names stand on the map beside what they settled."""
    settled = decisions_for(programme, audience).filter(body__in=Body.objects.public_with_programme())
    return set(settled.values_list("body_id", flat=True))


def _may_name_body(decision: Decision, audience: Audience) -> bool:
    return decision.body is not None and (audience == Audience.WORK or decision.body.may_be_named)


def _decided_by(decision: Decision, audience: Audience) -> str:
    """Return who took a decision; empty for what is none, and where the group must not be named to these readers."""
    if decision.type not in _DECIDED:
        return ""
    body = decision.body if _may_name_body(decision, audience) else None
    first, second = (decision.organisation, body) if decision.type == DecisionType.DELEGATED else (
        body, decision.organisation
    )  # fmt: skip
    return str(first or second or "")


def _map_text(decision: Decision, audience: Audience) -> str:
    """Return what was settled, begun with how and by whom where that is more than the name of who decided."""
    if decision.type != DecisionType.DELEGATED and _decided_by(decision, audience):
        return decision.text
    if not _may_name_body(decision, audience):
        decision.body = None
    who = who_settled(decision)
    return _("%(who)s: %(text)s") % {"who": who, "text": decision.text} if decision.text else who


def _date_label(decision: Decision, on: dt.date) -> str:
    when = decision.settled_on
    if when is None:
        return ""
    if decision.state == DecisionState.PLANNED and when.last < on:
        return _("was planned for %(when)s") % {"when": when}
    return str(when)
