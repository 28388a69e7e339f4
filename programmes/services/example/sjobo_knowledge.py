"""Adding to Kraftsamling Sjöbo what the handbook tells of knowledge, those who took part and how it was led."""

from kraftsamling.accounts.models import User
from programmes.example import sjobo_knowledge as told
from programmes.models import (
    Actor,
    Asset,
    Body,
    Challenge,
    Decision,
    Goal,
    Lesson,
    Place,
    ProblemPicture,
    Programme,
    Source,
)
from programmes.services.actors import add_actor
from programmes.services.bodies import add_body
from programmes.services.decisions import add_decision
from programmes.services.example.writing import ExampleWriter


def load_sjobo(programme: Programme, *, users: dict[str, User], by: User) -> None:
    """Write it, unless it is there already."""
    if Lesson.objects.filter(programme=programme).exists():
        return
    writer = ExampleWriter(programme, by=by, users=users.values())
    for organisation in programme.municipality.organisations.all():
        writer.remember(organisation, organisation.name)
    for model, entries in [
        (Place, told.PLACES), (Source, told.SOURCES), (ProblemPicture, told.PICTURES), (Goal, told.GOALS),
        (Challenge, told.CHALLENGES), (Asset, told.ASSETS), (Lesson, told.LESSONS),
    ]:  # fmt: skip
        writer.add(model, entries)
    writer.add(Actor, told.ACTORS, add_actor)
    writer.add(Body, told.BODIES, add_body)
    writer.add(Decision, told.DECISIONS, add_decision)
