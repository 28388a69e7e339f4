"""In which order those who work with dialogues meet them: what somebody must see to first."""

import datetime as dt

import pytest

from dialogues.queries.dialogues import dialogue_rows
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate, Precision
from tests.dialogues.occasions import DAY, TODAY, add_dialogue, add_evening
from tests.dialogues.promise_samples import make_promise

pytestmark = pytest.mark.usefixtures("on_the_day")


def add(programme, title: str, state: str, day: dt.date | None = None, **fields):
    starts_on = ImpreciseDate(day) if day else None
    slug = f"nr-{programme.dialogues.count()}"
    return add_dialogue(programme, is_public=False, title=title, slug=slug, state=state, starts_on=starts_on, **fields)


def titles(programme) -> list[str]:
    return [row.title for row in dialogue_rows(programme)]


def test_late_answer_first_then_what_goes_on_what_comes_and_what_is_over_latest_first(programme):
    day = dt.timedelta(days=1)
    add(programme, "Länge sedan", "closed", TODAY - 90 * day)
    add(programme, "Utan dag", "planned")
    add(programme, "Nyss inställd", "cancelled", TODAY - 3 * day)
    add(programme, "Till hösten", "planned", TODAY + 90 * day)
    add(programme, "Snart", "planned", TODAY + 9 * day)
    add(programme, "Väntar på svar", "compiling", TODAY - 60 * day)
    add(programme, "Inbjuden", "open", TODAY + 20 * day)
    add(programme, "Pågår", "open", TODAY - 9 * day)
    add(programme, "Avslutad utan dag", "closed")
    late = add(programme, "Svaret dröjer", "compiling", TODAY - 30 * day)
    make_promise(late, due_on=clock.today() - day)
    assert titles(programme) == [
        "Svaret dröjer", "Pågår", "Inbjuden", "Väntar på svar", "Snart", "Till hösten", "Utan dag", "Nyss inställd",
        "Länge sedan", "Avslutad utan dag",
    ]  # fmt: skip


def test_day_that_the_plan_does_not_say_is_that_of_the_first_occasion_still_to_be(programme):
    """As the list writes it: a month counts from its first day, and what is cancelled is not held."""
    evenings = add(programme, "Kvällar", "planned")
    add_evening(evenings, day=DAY - dt.timedelta(days=9), state="cancelled")
    add_evening(evenings, day=DAY)
    before, after = (add(programme, title, "planned", DAY + dt.timedelta(days=days)) for title, days in (
        ("Före", -1), ("Efter", 1)))  # fmt: skip
    month = add(programme, "I april", "planned")
    type(month).objects.filter(pk=month.pk).update(starts_on=ImpreciseDate(DAY.replace(day=1), Precision.MONTH))
    assert titles(programme) == ["I april", before.title, "Kvällar", after.title]
