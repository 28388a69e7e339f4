"""What everyone sees of dialogues: a dialogue's page, the list, and the picture where somebody links to it."""

import datetime as dt
import io
import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from PIL import Image

from dialogues.models import Dialogue, Influence, LevelChange, Occasion
from dialogues.services.registrations import cancel_registration
from kraftsamling.shared import clock
from kraftsamling.shared.public_pages import get_versions
from programmes.models import Body
from programmes.services.keeping import add_record
from tests.dialogues.invitations import list_url, make_information, make_published, make_ready, read
from tests.dialogues.occasions import add_evening, at, party
from tests.dialogues.plans import REVIEW


@pytest.fixture
def dialogue(programme, process_leader):
    return make_published(programme, process_leader)


def test_page_says_what_can_be_influenced_who_decides_and_when_one_hears(client, dialogue):
    page = read(client, dialogue.get_absolute_url())
    for words in ("Vad saknas på vårt torg?", "Det här kan du påverka", "Var ska bänkarna stå?", "Tekniska nämnden",
                  "Redan bestämt", "Två miljoner kronor.", "Vad vi gör med det ni sa", "Storgatan 4"):  # fmt: skip
        assert words in page
    # Those who invite stand as equals, by name.
    assert page.index("Bostadsbolaget") < page.index("Föreningen Torget")


@pytest.mark.parametrize("state", ["compiling", "closed"])
def test_page_of_what_is_past_says_what_could_be_influenced_and_invites_to_nothing(client, dialogue, state):
    Influence.objects.create(dialogue=dialogue, question="Vilka träd?", state="partly")
    Dialogue.objects.filter(pk=dialogue.pk).update(state=state, state_reason="Regn")
    page = read(client, dialogue.get_absolute_url())
    for words in ("Det här gick att påverka", "Gick att påverka", "Gick delvis att påverka", "Var redan bestämt"):
        assert words in page
    for words in ("kan du påverka", "Du kan påverka", "Redan bestämt", "Vi tar tillsammans reda"):
        assert words not in page


def test_what_is_decided_says_who_decided(client, dialogue):
    dialogue.influences.update(decided_by_other="Tekniska nämnden")
    page = read(client, dialogue.get_absolute_url())
    open_ones, fixed = page.partition('id="influence"')[2].split("Redan bestämt")
    assert ("Bestämmer: <span" in open_ones, "Beslutat av: <span" in open_ones) == (True, False)
    assert "Beslutat av: <span" in fixed


def test_promise_reads_as_something_to_come_with_its_day(client, dialogue, programme):
    what = dialogue.promises.get().what
    dialogue.promises.update(due_on=dt.date(2099, 1, 1))
    assert re.search(rf"Du får veta: <span[^>]*>{what}", read(client, dialogue.get_absolute_url()))
    Dialogue.objects.filter(pk=dialogue.pk).update(state="compiling")
    page = read(client, list_url(programme))
    assert re.search(rf"Utlovat svar: <span[^>]*>{what}", page)
    assert re.search(r"svar kommer</span>\s*<span>Senast torsdag 1 januari 2099", page)


def test_form_and_step_with_the_same_name_are_said_once(client, dialogue):
    assert "Samtalsform: " in read(client, dialogue.get_absolute_url())
    Dialogue.objects.filter(pk=dialogue.pk).update(form="consultation", level="consultation")
    page = read(client, dialogue.get_absolute_url())
    assert "Grad av inflytande" in page
    assert "Vi frågar, du svarar" not in page
    assert "Samtalsform: " not in page


def test_occasion_that_is_over_is_tagged_as_such(client, dialogue):
    dialogue.occasions.update(starts_at=at(clock.today() - dt.timedelta(days=2), 18),
                              ends_at=at(clock.today() - dt.timedelta(days=2), 20))  # fmt: skip
    assert "Har varit" in read(client, dialogue.get_absolute_url())


def test_what_is_there_stands_open_and_the_rest_is_folded(client, dialogue):
    dialogue.occasions.update(
        toilet="no", childcare="on_request", interpreter="yes", interpreter_languages="arabiska", cost="Gratis"
    )
    page = read(client, dialogue.get_absolute_url())
    assert "Det här finns: utan trappsteg hela vägen, barnpassning (om du ber om det), tolk (arabiska)." in page
    assert "<details open" not in page


def test_of_many_occasions_the_next_stands_unfolded_and_each_says_how_one_signs_up(client, dialogue):
    dialogue.occasions.update(title="Den nästa", facilitator="Samtalsledaren")
    add_evening(dialogue, day=clock.today() + dt.timedelta(weeks=9), title="Den senare", facilitator="Bibliotekarien")
    past = clock.today() - dt.timedelta(weeks=9)
    add_evening(dialogue, day=past, title="Den förra")
    add_evening(dialogue, day=past - dt.timedelta(days=1), title="Den första")
    section = read(client, dialogue.get_absolute_url()).partition('id="occasions"')[2].partition("</section>")[0]
    rows = re.split(r"<li itemscope", section)[1:]
    assert [re.search(r"<h3[^>]*>([^<]*)", row)[1] for row in rows] == [
        "Den nästa", "Den senare", "Den förra", "Den första",
    ]  # fmt: skip
    assert rows[0].index("Samtalsledaren") < rows[0].index("<details>")
    assert rows[1].index("Anmäl dig") < rows[1].index("<details>") < rows[1].index("Bibliotekarien")
    assert rows[1].count("<details>") == 2  # its own, and that of what has been
    assert "Tillfällen som har varit: 2" in rows[1]


def test_open_dialogue_whose_occasions_have_all_been_says_so_and_when_the_answer_comes(client, dialogue):
    begins = at(clock.today() - dt.timedelta(days=2), 18)
    dialogue.occasions.update(starts_at=begins, ends_at=begins + dt.timedelta(hours=2))
    page = read(client, dialogue.get_absolute_url())
    glance = page.split("k-glance")[1].split("</dl>")[0]
    for words in ("Tillfällena är över.", "Du får svar", "Senast "):
        assert words in glance
    assert "Dialog · tillfällena är över" in page
    assert "Det här gick att påverka" in page
    assert "Du kan påverka" not in page
    # A survey that goes on is something to take part in, though the evening is over.
    add_evening(dialogue, day=clock.today() + dt.timedelta(days=9), kind="survey", needs_registration=False)
    page = read(client, dialogue.get_absolute_url())
    assert ("Du kan påverka" in page, "Tillfällena är över." in page) == (True, False)


def test_unpublished_dialogue_is_nowhere(client, programme, process_leader):
    hidden = make_ready(programme, process_leader)
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert hidden.title not in read(client, list_url(programme))
    assert list_url(programme) not in read(client, f"/{programme.slug}/")


def test_menu_and_programme_page_lead_to_what_one_can_take_part_in(client, programme, dialogue):
    page = read(client, f"/{programme.slug}/")
    assert f'href="{list_url(programme)}"' in page
    assert f'href="{dialogue.get_absolute_url()}"' in page
    assert f'href="{list_url(programme)}"' in read(client, f"/{programme.slug}/processkarta/")


def test_cancelled_dialogue_says_so_and_why(client, programme, dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(state="cancelled", state_reason="Beslutet är uppskjutet")
    for address in (dialogue.get_absolute_url(), list_url(programme)):
        assert "Beslutet är uppskjutet" in read(client, address)
    page = read(client, dialogue.get_absolute_url())
    assert "Dialogen är inställd" in page
    assert "/anmalan/" not in page
    for words in ("gick att påverka", "kan du påverka", "Var ska bänkarna stå?"):
        assert words not in page


def test_reason_for_another_state_is_not_told_as_one_for_cancelling(client, dialogue):
    Dialogue.objects.filter(pk=dialogue.pk).update(state_reason="Ett internt skäl")
    assert "Ett internt skäl" not in read(client, dialogue.get_absolute_url())


def test_information_is_called_information(client, programme, process_leader):
    told = make_information(programme, process_leader)
    page = read(client, told.get_absolute_url())
    assert "Det här är information" in page
    assert "Det här kan du påverka" not in page
    assert "Det här går inte att påverka." in read(client, list_url(programme))


def test_information_without_anything_decided_has_no_empty_heading(client, programme, process_leader):
    told = make_information(programme, process_leader)
    assert 'id="influence"' in read(client, told.get_absolute_url())
    told.influences.all().delete()
    assert 'id="influence"' not in read(client, told.get_absolute_url())


def test_series_is_read_in_both_directions_and_names_nothing_that_is_not_public(
    client, programme, process_leader, dialogue
):
    following = make_published(programme, process_leader, title="Torget igen", follows=dialogue)
    make_ready(programme, process_leader, title="Hemlig fortsättning", follows=dialogue)
    following.influences.update(carried_from=dialogue.influences.first())
    page = read(client, following.get_absolute_url())
    assert re.search(
        rf'Fortsätter från <a href="{dialogue.get_absolute_url()}"[^>]*>”{re.escape(dialogue.title)}”', page
    )
    assert re.search(rf"Kvar från <span[^>]*>”{re.escape(dialogue.title)}”", page)
    page = read(client, dialogue.get_absolute_url())
    assert re.search(rf'Fortsatte i <a href="{following.get_absolute_url()}"', page)
    assert "Hemlig fortsättning" not in page
    Dialogue.objects.filter(pk=dialogue.pk).update(published_at=None)
    page = read(client, following.get_absolute_url())
    assert "Fortsätter från" not in page
    assert "Kvar från" not in page


def test_changed_level_stands_with_what_can_be_influenced_and_with_the_reason(client, dialogue, process_leader):
    LevelChange.objects.create(
        dialogue=dialogue, form="co_creation", level="influence", reason="Tiden räcker inte", changed_at=clock.now(),
        changed_by=process_leader,
    )  # fmt: skip
    page = read(client, dialogue.get_absolute_url())
    told = page.split('id="influence"')[1].split("</section>")[0]
    changed = date_format(clock.today(), "j F Y")
    for words in ("Förut lovade vi: Inflytande.", "Samtalsform: medskapande dialog.", f"Ändrat {changed}:"):
        assert words in told
    assert page.count("Tiden räcker inte") == 1
    Dialogue.objects.filter(pk=dialogue.pk).update(state="cancelled", state_reason="Regn")
    assert "Tiden räcker inte" in read(client, dialogue.get_absolute_url())


def test_formal_link_tells_what_may_be_lost_and_leads_to_the_official_page(client, programme, process_leader):
    near = make_published(programme, process_leader, **REVIEW)
    page = read(client, near.get_absolute_url())
    for words in (REVIEW["official_channel"], f'href="{REVIEW["official_url"]}"', "rätten att överklaga"):
        assert words in page


def test_secret_body_is_not_named_as_who_decides(client, programme, dialogue, process_leader):
    body = add_record(Body, programme=programme, by=process_leader, kind="steering_group", name="Hemliga gruppen")
    Influence.objects.filter(dialogue=dialogue).update(decided_by=body)
    assert "Hemliga gruppen" in read(client, dialogue.get_absolute_url())
    Body.objects.filter(pk=body.pk).update(openness="may_be")
    assert "Hemliga gruppen" not in read(client, dialogue.get_absolute_url())


def test_page_is_made_anew_when_an_occasion_begins(client, dialogue):
    caches["pages"].clear()
    response = client.get(dialogue.get_absolute_url())
    assert response.wsgi_request.public_valid_until == dialogue.occasions.get().starts_at


def test_link_carries_a_picture(client, programme, dialogue):
    address = reverse("dialogues:dialogue_share_picture", args=[programme.slug, dialogue.slug])
    assert 'property="og:image" content="http' in read(client, dialogue.get_absolute_url())
    response = client.get(address)
    assert (response["Content-Type"], Image.open(io.BytesIO(response.content)).size) == ("image/png", (1200, 630))


@pytest.mark.parametrize("name", ["list", "page"])
def test_more_rows_cost_no_more_queries(client, programme, process_leader, dialogue, name):
    address = list_url(programme) if name == "list" else dialogue.get_absolute_url()

    def count() -> int:
        caches["pages"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    before = count()
    for number in range(3):
        if name == "list":
            make_published(programme, process_leader)
        else:
            Influence.objects.create(dialogue=dialogue, question=f"Fråga {number}", state="open")
            one = dialogue.occasions.first()
            one.pk, one.uuid, one.number = None, None, f"X-{number}"
            Occasion.objects.create(**{field.name: getattr(one, field.name) for field in Occasion._meta.local_fields
                                       if field.name not in ("id", "uuid")})  # fmt: skip
    assert count() == before


def test_preview_shows_the_page_before_it_is_published_and_leads_back(client, programme, process_leader):
    hidden = make_ready(programme, process_leader)
    client.force_login(process_leader)
    page = client.get(reverse("dialogues:dialogue_preview", args=[programme.slug, hidden.pk])).content.decode()
    assert "Vad vi gör med det ni sa" in page
    assert f"<title>Förhandsvisning: {hidden.title} – " in page
    assert reverse("dialogues:dialogue_check", args=[programme.slug, hidden.pk]) in page


def test_page_says_when_the_last_place_is_taken_and_when_one_is_free_again(client, dialogue):
    evening = dialogue.occasions.get()
    caches["pages"].clear()

    def places(number: int) -> tuple[int, int]:
        """Return how often the stored page offers a place, and a place in the queue."""
        html = client.get(dialogue.get_absolute_url()).content.decode()
        assert evening.registrations.count() == number
        return html.count(">Anmäl dig<"), html.count(">Fullt – ställ dig i kö<")

    assert places(0) == (2, 0)
    party(evening, people=19)
    version = get_versions()
    assert places(1) == (2, 0)
    last = party(evening)
    assert get_versions() != version
    assert places(2) == (0, 2)
    cancel_registration(last)
    assert places(2) == (2, 0)


def test_sign_up_that_changes_nothing_on_the_page_leaves_it_stored(dialogue):
    evening, version = dialogue.occasions.get(), get_versions()
    party(evening, people=3)
    assert get_versions() == version
    party(evening, people=17)
    full = get_versions()
    party(evening)
    assert full == get_versions() != version
