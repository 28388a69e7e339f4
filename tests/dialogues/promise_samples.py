"""Dialogues and promises for the tests of promises."""

import datetime as dt

from django.template.loader import render_to_string
from django.utils import translation

from dialogues.models import Dialogue, Promise
from dialogues.queries.promises import promises_of
from dialogues.services.promises import update_promise
from kraftsamling.shared import clock
from programmes.models import Responsibility
from programmes.queries.map_items import Audience
from programmes.services.keeping import add_record

DAY = dt.timedelta(days=1)


def make_dialogue(programme, *, is_public=True, **fields) -> Dialogue:
    number = Dialogue.objects.count() + 1
    dialogue = add_record(
        Dialogue, programme=programme, by=None, **{"title": f"Torget {number}", "slug": f"torget-{number}", **fields}
    )
    if is_public:
        Dialogue.objects.filter(pk=dialogue.pk).update(state="open", published_at=clock.now())
        dialogue.refresh_from_db()
    return dialogue


def make_promise(dialogue, *, is_given=True, **fields) -> Promise:
    """Add a promise that is due in 30 days, and give it."""
    values = {
        "to_whom": "Alla som var med", "what": "Vad som händer med belysningen", "channels": ["letter"],
        "due_on": clock.today() + 30 * DAY,
    }  # fmt: skip
    promise = add_record(Promise, programme=dialogue.programme, dialogue=dialogue, by=None, **{**values, **fields})
    if is_given:
        Promise.objects.filter(pk=promise.pk).update(published_at=clock.now())
        promise.refresh_from_db()
    return promise


def make_function(programme, holder=None, name="Gatuchefen") -> Responsibility:
    return Responsibility.objects.create(programme=programme, function=name, holder=holder)


def change_promise(promise, by, **changes) -> Promise:
    return update_promise(promise, changes=changes, expected_version=promise.version, by=by)


def shown_promises(dialogue, template="_public_promises_part") -> str:
    """Return what the part says to everyone, in Swedish."""
    with translation.override("sv"):
        promises = promises_of(dialogue, Audience.PUBLIC)
        return " ".join(render_to_string(f"dialogues/{template}.html", {"promises": promises}).split())
