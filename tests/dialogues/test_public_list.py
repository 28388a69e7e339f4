"""The public list of dialogues: its parts, their order by date, its pages, and what they cost."""

import datetime as dt
import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import slugify

from dialogues.models import Dialogue, Occasion, Promise
from dialogues.queries.public_list import NEAREST, PER_PAGE, can_take_part, list_dialogues, list_page
from kraftsamling.shared.dates import parse_imprecise
from programmes.services.keeping import add_record
from tests.dialogues.occasions import TODAY, add_dialogue, add_evening, at, let_it_be, party

pytestmark = pytest.mark.usefixtures("on_the_day")

DAYS = dt.timedelta(days=1)


@pytest.fixture
def make(programme):
    """Return a function that adds a published dialogue, named as it is told, with evenings so many days from today."""

    def add(title: str, *evenings: int, state: str = "open", plan: str = "", **evening) -> Dialogue:
        dialogue = add_dialogue(programme, title=title, slug=slugify(title))
        changes = {"starts_on": parse_imprecise(plan), "ends_on": parse_imprecise(plan)} if plan else {}
        Dialogue.objects.filter(pk=dialogue.pk).update(state=state, **changes)
        for days in evenings:
            add_evening(dialogue, day=TODAY + days * DAYS, **evening)
        return dialogue

    return add


def order(programme) -> list[tuple[str, str]]:
    titles = dict(Dialogue.objects.values_list("pk", "title"))
    return [(part, titles[pk]) for part, pk in list_dialogues(programme).places]


def read(client, programme, number: int = 1) -> str:
    caches["pages"].clear()
    name, more = ("dialogue_public_page", [number]) if number > 1 else ("dialogue_public_list", [])
    response = client.get(reverse(f"dialogues:{name}", args=[programme.slug, *more]))
    assert response.status_code == 200
    return response.content.decode()


def test_list_begins_with_what_is_nearest_and_goes_on_with_what_is_latest(programme, make):
    make("sena", 40)
    make("nära", 3)
    make("kommer-sent", 300, needs_registration=False)
    make("kommer-snart", 200, needs_registration=False)
    make("pågår", plan="april 2026")
    make("svaren-nya", -5, state="compiling")
    make("svaren-gamla", plan="2024", state="compiling")
    make("nyss-slut", -8, state="closed")
    make("länge-slut", plan="våren 2019", state="closed")
    make("inställd-nyss", plan="mars 2026", state="cancelled")
    make("inställd-förr", plan="mars 2020", state="cancelled")
    assert order(programme) == [
        ("now", "pågår"), ("now", "nära"), ("now", "sena"),
        ("coming", "kommer-snart"), ("coming", "kommer-sent"),
        ("compiling", "svaren-nya"), ("compiling", "svaren-gamla"),
        ("closed", "nyss-slut"), ("closed", "länge-slut"),
        ("cancelled", "inställd-nyss"), ("cancelled", "inställd-förr"),
    ]  # fmt: skip


def test_dialogue_whose_occasions_have_all_been_is_no_longer_one_to_take_part_in(programme, make):
    make("plan-går-vidare", -3, plan="april 2026")
    make("planen-slut", plan="mars 2026")
    over = make("en-inställd-kvar", -3)
    add_evening(over, day=TODAY + DAYS, state="cancelled", state_reason="Regn", state_since=TODAY)
    make("en-kvar", -3, 3)
    make("ingen-vet-när")
    assert order(programme) == [
        ("now", "en-kvar"), ("now", "ingen-vet-när"),
        ("compiling", "plan-går-vidare"), ("compiling", "planen-slut"), ("compiling", "en-inställd-kvar"),
    ]  # fmt: skip


def test_card_says_what_is_called_off_until_it_would_have_been_over(client, programme, make, monkeypatch):
    dialogue = make("torget", 9)
    off = add_evening(dialogue, day=TODAY + 5 * DAYS, title="Mötet", state="cancelled", state_reason="Regn",
                      state_since=TODAY)  # fmt: skip
    for page in (read(client, programme), client.get(f"/{programme.slug}/").content.decode()):
        told = page.split('data-color="danger">')[1].split("</p>")[0]
        assert told.startswith("Inställt</span>")
        assert all(words in told for words in ("Mötet", "Tisdag 7 april 2026", "Regn"))
    assert list_dialogues(programme).changes_at == off.starts_at
    let_it_be(monkeypatch, off.ends_at + DAYS / 24)
    assert "Inställt" not in read(client, programme)


def test_list_is_made_anew_when_any_occasion_begins_or_ends(client, programme, make):
    for number in range(PER_PAGE):
        make(f"d{number}", 10)
    far = make("sist", plan="december 2026")
    going_on = add_evening(far, day=TODAY, needs_registration=False)
    Occasion.objects.filter(pk=going_on.pk).update(starts_at=at(TODAY, 8), ends_at=at(TODAY, 15))
    caches["pages"].clear()
    for address in (f"/{programme.slug}/dialoger/", f"/{programme.slug}/"):
        assert client.get(address).wsgi_request.public_valid_until == at(TODAY, 15)


def test_card_says_when_where_whether_one_signs_up_and_by_when_one_hears(client, programme, make):
    dialogue = make("torget", 3, capacity=2)
    dialogue.occasions.update(title="Vi går en runda")
    promise = {"to_whom": "Alla", "channels": ["web"]}
    for what, days in (("Det sena", 90), ("Det första", 40)):
        one = add_record(Promise, programme=programme, by=None, dialogue=dialogue, what=what,
                         due_on=TODAY + days * DAYS, **promise)  # fmt: skip
        Promise.objects.filter(pk=one.pk).update(published_at=at(TODAY))
    card = read(client, programme)
    assert "Fler tillfällen" not in card
    for words in ("Vi går en runda", "Söndag 5 april 2026", "Storgatan 4", "Du behöver anmäla dig.", "Du får svar"):
        assert words in card
    assert ("Senast tisdag 12 maj 2026." in card, "1 juli 2026" in card) == (True, False)
    party(dialogue.occasions.get(), people=2)
    assert "Det är fullt, men du kan ställa dig i kö." in read(client, programme)
    dialogue.occasions.update(registration_until=TODAY - DAYS)
    assert "Det går inte att anmäla sig längre." in read(client, programme)
    dialogue.occasions.update(needs_registration=False)
    assert "Det är bara att komma." in read(client, programme)
    add_evening(dialogue, day=TODAY + 9 * DAYS)
    assert "Fler tillfällen: 1" in read(client, programme)


def test_list_is_read_page_by_page_from_what_goes_on_to_what_is_past(client, programme, make):
    for number in range(PER_PAGE - 1):
        make(f"nu{number}", 3)
    for number in range(PER_PAGE + 1):
        make(f"slut{number}", state="closed")
    make("inställd", state="cancelled")
    bodies = [read(client, programme, number) for number in (1, 2, 3)]
    assert [body.count('class="k-invitation"') for body in bodies] == [PER_PAGE, PER_PAGE, 1]
    headings = [re.findall(r'<h2 id="(\w+)"', body) for body in bodies]
    assert headings == [["now", "closed"], ["closed"], ["cancelled"]]
    assert "<h1>Dialoger, sida 3</h1>" in bodies[2]
    first = reverse("dialogues:dialogue_public_list", args=[programme.slug])
    pages = [first, *(f"{first}sida/{number}/" for number in (2, 3))]
    links = [re.findall(r'rel="(prev|next)" href="([^"]*)"', body) for body in bodies]
    assert links == [[("next", pages[1])], [("prev", pages[0]), ("next", pages[2])], [("prev", pages[1])]]
    for number in (0, 1, 4):
        assert client.get(f"{first}sida/{number}/").status_code == 404


def test_page_fetches_what_it_shows_and_costs_the_same_with_few_and_many(programme, make):
    make("d0", 3)
    with CaptureQueriesContext(connection) as few:
        list_page(programme)
    for number in range(1, 2 * PER_PAGE):
        make(f"d{number}", 3)
    with CaptureQueriesContext(connection) as many:
        found = list_page(programme)
    assert len(few) == len(many)
    assert sum(len(cards) for cards in found.parts.values()) == PER_PAGE


def test_dialogue_hidden_while_the_page_is_made_is_left_out(programme, make, monkeypatch):
    make("kvar", 3)
    hidden = make("dold", 3)

    def find_and_hide(programme):
        found = list_dialogues(programme)
        Dialogue.objects.filter(pk=hidden.pk).update(published_at=None)
        return found

    monkeypatch.setattr("dialogues.queries.public_list.list_dialogues", find_and_hide)
    assert [card.dialogue.title for card in can_take_part(programme).cards] == ["kvar"]


def test_programme_page_shows_the_nearest_and_says_how_many_more_there_are(client, programme, make):
    for number in range(NEAREST + 2):
        make(f"d{number}", 20 - number)
    make("slut", -2)
    found = can_take_part(programme)
    assert [card.dialogue.title for card in found.cards] == [f"d{number}" for number in range(NEAREST + 1, 1, -1)]
    caches["pages"].clear()
    assert "Det finns 2 till." in client.get(f"/{programme.slug}/").content.decode()
