"""Programmes with many notes, the same on every run: ``python -m bench.data <address> <notes>``."""

import datetime as dt
import sys

import django

WORDS = (  # noqa: SIM905 - easier to read and to add to
    "samtal torget skolan lekplats belysning trygghet odling fritidsgård bibliotek möte ungdomar vandring park "
    "buss gång cykel kiosk förening idrott kök musik verkstad träffpunkt"
).split()
START = dt.date(2024, 1, 8)


def add_programme(slug: str, notes: int) -> None:
    """Create a public programme at ``slug`` with ``notes`` public notes spread over five years."""
    from kraftsamling.shared.dates import ImpreciseDate, Precision
    from programmes.queries.programmes import get_municipality
    from programmes.services.municipality import create_municipality
    from programmes.services.programmes import create_programme, set_programme_public

    municipality = get_municipality() or create_municipality(name="Mätkommunen", code="MAT", by=None)
    programme = create_programme(
        by=None,
        municipality=municipality,
        name=f"Kraftsamling {slug.capitalize()}",
        area_name=slug.capitalize(),
        slug=slug,
        starts_on=ImpreciseDate(START, Precision.MONTH),
        mission="Det ska bli bättre att bo här, för alla som bor här.",
        now_text="Vi provar kvällsöppet på skolan.",
    )
    _add_notes(programme, notes)
    set_programme_public(programme=programme, is_public=True, by=None)


def _add_notes(programme, notes: int) -> None:
    from django.utils import timezone

    from kraftsamling.shared.dates import ImpreciseDate, Precision
    from programmes.enums import NoteKind
    from programmes.models import MapNote

    now, days, kinds = timezone.now(), 5 * 365, NoteKind.values
    rows = []
    for index in range(notes):
        day = START + dt.timedelta(days=index * days // notes)
        word, other = WORDS[index % len(WORDS)], WORDS[(index * 7 + 3) % len(WORDS)]
        rows.append(
            MapNote(
                programme=programme,
                number=f"{programme.code}-{index}",
                arrived_at=now,
                published_at=now,
                kind=kinds[index % len(kinds)],
                state="planned" if day > now.date() else "done",
                happens_on=ImpreciseDate(day, Precision.DAY),
                position=index,
                map_weight=1 + index % 5,
                title=f"{word.capitalize()} och {other}",
                text=f"Vi pratade om {word} och {other}, och om vad som kommer sedan.",
            )
        )
    MapNote.objects.bulk_create(rows, batch_size=500)


if __name__ == "__main__":
    django.setup()
    add_programme(sys.argv[1], int(sys.argv[2]))
