"""Programmes with many published dialogues, the same on every run: ``python -m bench.dialogues <address> <dialogues>``.

Prints the address, within the programme, of the dialogue that has most in it.
"""

import datetime as dt
import sys

import django

from bench.data import START, WORDS, add_programme

QUESTIONS, PROMISES, OCCASIONS = 3, 2, 2


def add_dialogues(slug: str, count: int) -> str:
    """Create a public programme at ``slug`` with ``count`` published dialogues over five years, in all states.

    Each has questions, promises and occasions; returns the last one's address part.
    """
    from django.utils import timezone

    from dialogues.models import Dialogue
    from programmes.models import Programme

    add_programme(slug, 10)
    programme, now = Programme.objects.get(slug=slug), timezone.now()
    # What every record has.
    shared = {"programme": programme, "arrived_at": now, "published_at": now}
    Dialogue.objects.bulk_create(_make_dialogues(shared, count), batch_size=200)
    written = list(Dialogue.objects.filter(programme=programme).order_by("pk"))
    _add_parts(shared, written)
    return written[-1].slug


def _make_dialogues(shared: dict, count: int) -> list:
    from dialogues.models import Dialogue
    from kraftsamling.shared.dates import ImpreciseDate, Precision

    dialogues, today, code = [], shared["arrived_at"].date(), shared["programme"].code
    for index in range(count):
        day = START + dt.timedelta(days=index * 5 * 365 // count)
        word, other = WORDS[index % len(WORDS)], WORDS[(index * 7 + 3) % len(WORDS)]
        state = "closed" if day < today - dt.timedelta(days=90) else "compiling" if day < today else "open"
        dialogues.append(
            Dialogue(
                **shared, number=f"{code}-D{index}", title=f"{word.capitalize()} och {other}",
                slug=f"dialog-{index}", question=f"Vad betyder {word} för dig?", form="learning", level="dialogue",
                summary=f"Vi vill höra vad du tycker om {word} och {other}.", is_matter_open="yes",
                are_deciders_open="yes", state=state, starts_on=ImpreciseDate(day, Precision.MONTH),
            )
        )  # fmt: skip
    return dialogues


def _add_parts(shared: dict, written: list) -> None:
    """Give each dialogue its questions, promises and occasions."""
    from dialogues.models import Influence, Occasion, Promise

    now = shared["arrived_at"]
    influences = [
        Influence(dialogue=dialogue, question=f"Fråga {number}", state="open", decided_by_other="Nämnden")
        for dialogue in written
        for number in range(QUESTIONS)
    ]
    promises = [
        Promise(
            **shared, number=f"{dialogue.number}-L{number}", dialogue=dialogue, to_whom="Alla som var med",
            what="Vad vi hörde och vad vi gör.", channels=["web"], due_on=now.date() + dt.timedelta(days=30),
        )
        for dialogue in written
        for number in range(PROMISES)
    ]  # fmt: skip
    occasions = [
        Occasion(
            **shared, number=f"{dialogue.number}-T{number}", dialogue=dialogue, kind="meeting", step_free="yes",
            starts_at=now + dt.timedelta(days=10 + number), ends_at=now + dt.timedelta(days=10 + number, hours=2),
        )
        for dialogue in written
        for number in range(OCCASIONS)
    ]  # fmt: skip
    for rows in (influences, promises, occasions):
        type(rows[0]).objects.bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    django.setup()
    print(add_dialogues(sys.argv[1], int(sys.argv[2])))
