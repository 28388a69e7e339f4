"""How long the planning page takes with few and many items on its checklists: ``python -m bench.planning 20 200``.

Prints the milliseconds of one request (the middle of many, asked in turn so that both meet the same machine).
"""

import json
import statistics
import sys
import time

import django

ROUNDS = 60
ADDRESS = "/arbete/planering-{items}/planering/"


def add_programme(items: int) -> None:
    """Create a programme with ``items`` on its checklists, every fifth in place and every third with a date."""
    from kraftsamling.shared.dates import parse_imprecise
    from programmes.models import ChecklistItem, Programme
    from programmes.queries.programmes import get_municipality
    from programmes.services.checklists import add_item
    from programmes.services.municipality import create_municipality
    from programmes.services.programmes import create_programme

    slug = f"planering-{items}"
    if Programme.objects.filter(slug=slug).exists():
        return
    municipality = get_municipality() or create_municipality(name="Mätkommunen", code="MAT", by=None)
    programme = create_programme(
        by=None, municipality=municipality, name=f"Kraftsamling {items}", area_name=slug, slug=slug,
        starts_on=parse_imprecise("2024-01"),
    )  # fmt: skip
    ChecklistItem.objects.filter(programme=programme).delete()
    phases = list(programme.phases.all())
    for index in range(items):
        item = add_item(programme=programme, by=None, phase=phases[index % len(phases)], text=f"Punkt {index}")
        changes = {"state": "in_place" if index % 5 == 0 else "open"}
        if index % 3 == 0:
            changes["due_on"] = parse_imprecise(f"2025-{1 + index % 12:02}")
        ChecklistItem.objects.filter(pk=item.pk).update(**changes)


def measure(sizes: list[int]) -> list[float]:
    """Return the milliseconds of one request to the planning page for each of ``sizes``."""
    from django.test import Client

    from kraftsamling.accounts.models import User
    from programmes.queries.programmes import get_municipality
    from programmes.roles import RoleKey
    from programmes.services.roles import grant_role

    for items in sizes:
        add_programme(items)
    user, is_new = User.objects.get_or_create(email="matning@example.org", defaults={"name": "Mätning"})
    if is_new:
        grant_role(user=user, role=RoleKey.ADMINISTRATOR, municipality=get_municipality(), by=None)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user)
    times: dict[int, list[float]] = {items: [] for items in sizes}
    for _round in range(ROUNDS):
        for items in sizes:
            began = time.perf_counter()
            response = client.get(ADDRESS.format(items=items))
            times[items].append((time.perf_counter() - began) * 1000)
            if response.status_code != 200:
                raise RuntimeError(f"the planning page answers {response.status_code}")
    return [statistics.median(times[items]) for items in sizes]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(measure([int(size) for size in sys.argv[1:]])))
