"""Those who take part in Björkängen (exempel): actors, contacts, agreements, bodies, decisions."""

import datetime as dt

from kraftsamling.shared import clock
from programmes.example.bjorkangen import actors, contacts, governing
from programmes.models import Actor, Agreement, Body, Contact, Decision, Membership
from programmes.services.actors import add_actor
from programmes.services.bodies import add_body, add_membership
from programmes.services.contacts import add_contact, record_contact
from programmes.services.decisions import add_decision
from programmes.services.example.writing import ExampleWriter
from programmes.services.keeping import set_record_public


def write_actors(writer: ExampleWriter) -> None:
    """Add organisations' parts, contacts with the times in touch, and agreements."""
    writer.add(Actor, actors.ACTORS, add_actor)
    for entry in contacts.CONTACTS:
        fields = {name: value for name, value in entry.items() if name != "events"}
        writer.add(Contact, [fields], add_contact)
        _write_events(writer, writer.get(Contact, entry["key"]), entry["events"])
    writer.add(Agreement, contacts.AGREEMENTS)


def _write_events(writer: ExampleWriter, contact: Contact, events: list[tuple[int, str, str]]) -> None:
    for days_ago, form, note in reversed(events):
        record_contact(
            contact, by=writer.by, happened_on=clock.today() - dt.timedelta(days=days_ago), form=form, note=note,
            next_step=contact.next_step, next_step_on=contact.next_step_on, expected_version=contact.version,
        )  # fmt: skip


def write_governing(writer: ExampleWriter) -> None:
    """Add bodies with their seats, and what was settled."""
    writer.add(Body, governing.BODIES, add_body)
    for entry in governing.MEMBERS:
        fields = writer.read(Membership, entry)
        writer.remember(add_membership(by=writer.by, **fields), entry["key"])
    for entry in governing.DECISIONS:
        fields = {name: value for name, value in entry.items() if name != "is_public"}
        writer.add(Decision, [fields], add_decision)
        if entry.get("is_public"):
            set_record_public(writer.get(Decision, entry["key"]), is_public=True, by=writer.by)
