"""The chapters of the handover document about those who take part, what they agreed and what they settled."""

import datetime as dt

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from kraftsamling.documents.outline import Bullets, Facts, Section, facts, paragraphs
from kraftsamling.overview.documents.handover_chapters import filled, or_missing, table
from kraftsamling.shared.collation import Swedish
from programmes.enums.actors import DecisionState
from programmes.models import Actor, Agreement, Body, Contact, Decision, Membership, Programme, Responsibility
from programmes.queries.bodies import holds_on
from programmes.queries.calendar import calendar_items
from programmes.queries.contacts import with_last_contact
from programmes.queries.decisions import positions_without_decision, programme_decisions, who_settled

ELECTIONS_WITHIN = dt.timedelta(days=540)


def actors(programme: Programme, today: dt.date) -> list[Section]:
    """The organisations that take part, with what they may promise, bring in and need."""
    found = Actor.objects.current().filter(programme=programme).select_related("organisation")
    sections = [Section(_("Organisations that take part"), 1, (), starts_page=True)]
    for actor in found.order_by("left_on", Swedish("organisation__name"), "pk"):
        items = facts(
            [
                (_("Role"), actor.get_role_display()),
                (_("Takes part since"), actor.joined_on),
                (_("Took part until"), actor.left_on),
                (_("Why it left"), actor.left_reason),
                (_("What it may promise and decide"), actor.mandate),
                (_("What it brings in"), actor.resources),
                (_("What it needs in order to act differently"), actor.needs),
            ]
        )
        sections.append(Section(str(actor.organisation), 2, (Facts(items),)))
    return filled(sections, _("No organisations are noted yet."))


def contacts(programme: Programme, today: dt.date) -> list[Section]:
    """Whom the programme turns to; addresses stay in the service, where it is known who may see them."""
    found = with_last_contact(Contact.objects.current().filter(programme=programme, left_on__isnull=True))
    rows = [
        (f"{row.name}, {row.function}" if row.function else row.name, row.actor.organisation, row.in_touch_on,
         row.next_step, row.keeper.display_name if row.keeper else "")
        for row in found.select_related("actor__organisation", "keeper").order_by(Swedish("name"), "pk")
    ]  # fmt: skip
    header = (_("Contact"), _("Organisation"), _("Last in touch"), _("Next step"), _("Kept by"))
    tables = table(_("Contacts"), header, rows)
    return [Section(_("Contacts"), 1, or_missing(tables, _("No contacts are noted yet.")))]


def functions(programme: Programme, today: dt.date) -> list[Section]:
    """Who in the programme answers for what at present."""
    found = Responsibility.objects.filter(programme=programme).select_related("organisation", "holder")
    rows = [
        (row.function, row.organisation, row.holder.display_name if row.holder else _("Nobody at present"))
        for row in found.order_by(Swedish("function"), "pk")
    ]
    tables = table(_("Functions"), (_("Function"), _("Organisation"), _("Person at present")), rows)
    return [Section(_("Who answers for what"), 1, or_missing(tables, _("No functions are noted yet.")))]


def agreements(programme: Programme, today: dt.date) -> list[Section]:
    """What has been agreed with whom, and until when."""
    sections = [Section(_("Agreements"), 1, ())]
    for agreement in Agreement.objects.current().filter(programme=programme).prefetch_related("parties"):
        items = facts(
            [
                (_("Kind"), agreement.get_kind_display()),
                (_("State"), agreement.get_state_display()),
                (_("Parties"), ", ".join(str(party) for party in agreement.parties.all())),
                (_("What each party brings in"), agreement.resources),
                (_("From"), agreement.starts_on),
                (_("Until"), agreement.ends_on),
                (_("How it can be terminated or prolonged"), agreement.termination),
            ]
        )
        sections.append(Section(agreement.title, 2, (*paragraphs(agreement.purpose), Facts(items))))
    return filled(sections, _("No agreements are noted yet."))


def bodies(programme: Programme, today: dt.date) -> list[Section]:
    """Who leads, decides and advises, with present members."""
    seated = Membership.objects.filter(holds_on(today))
    found = Body.objects.current().filter(programme=programme).select_related("organisation", "reports_to")
    sections = [Section(_("Who leads and decides"), 1, ())]
    for body in found.prefetch_related(Prefetch("memberships", seated.select_related("organisation"))):
        items = facts(
            [
                (_("Kind"), body.get_kind_display()),
                (_("Organisation"), body.organisation),
                (_("Lifts matters to"), body.reports_to),
                (_("How often it meets"), body.meets),
                (_("Until"), body.valid_until),
            ]
        )
        members = tuple(_member(member) for member in body.memberships.all())
        listed = (Bullets(members),) if members else ()
        sections.append(Section(body.name, 2, (*paragraphs(body.task), Facts(items), *listed)))
    return filled(sections, _("No groups are noted yet."))


def _member(member: Membership) -> str:
    parts = [member.get_role_display(), member.function, member.party, member.organisation]
    return f"{member.name} ({', '.join(str(part) for part in parts if part)})"


def decisions(programme: Programme, today: dt.date) -> list[Section]:
    """What was settled, by whom and by which mandate; what is still to be settled comes first."""
    found = list(programme_decisions(programme))
    planned = [row for row in found if row.state == DecisionState.PLANNED]
    rest = [row for row in found if row.state != DecisionState.PLANNED]
    sections = [Section(_("Decisions and positions"), 1, (), starts_page=True)]
    sections += [_decision(row) for row in [*planned, *rest]]
    return filled(sections, _("Nothing is settled yet."))


def _decision(decision: Decision) -> Section:
    items = facts(
        [
            (_("Who"), who_settled(decision)),
            (_("When"), decision.settled_on),
            (_("State"), decision.get_state_display()),
            (_("Paragraph (§)"), decision.paragraph),
            (_("Registry number"), decision.registry_number),
            (_("Formal decision that carries it"), decision.carried_by),
            (_("Why"), decision.reasons or decision.state_reason),
        ]
    )
    lacks = paragraphs(_("No formal decision carries this position yet.")) if decision.is_uncarried else ()
    return Section(decision.title, 2, (*paragraphs(decision.text), Facts(items), *lacks))


def asked(programme: Programme, today: dt.date) -> list[Section]:
    """What a politician is asked for: what is to be settled, what still lacks a decision, and the elections ahead."""
    planned = Decision.objects.current().filter(programme=programme, state=DecisionState.PLANNED)
    open_positions = positions_without_decision(programme)
    elections = [
        f"{item.label}: {item.title}"
        for item in calendar_items(programme, today, today + ELECTIONS_WITHIN)
        if item.kind == "election"
    ]
    parts = [
        (_("To be settled"), [f"{row.title}{f' ({row.settled_on})' if row.settled_on else ''}" for row in planned]),
        (_("Positions that still need a formal decision"), [row.title for row in open_positions]),
        (_("Elections and terms"), elections),
    ]
    sections = [
        Section(
            _("What it asks of you"),
            1,
            paragraphs(
                _("A programme lasts longer than a term. Ask what it needs in order to go on, and what it has learnt.")
            ),
        )
    ]
    return sections + [Section(title, 2, (Bullets(tuple(items)),)) for title, items in parts if items]
