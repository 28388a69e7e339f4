import datetime as dt

from django.urls import reverse

from kraftsamling.shared import clock
from programmes.services.keeping import set_record_public
from programmes.services.map_notes import add_map_note
from programmes.services.programmes import update_programme
from tests.factories import MapNoteFactory


def page(programme, name="overview:process_map"):
    return reverse(name, args=[programme.slug])


def test_second_visit_costs_one_query(client, programme, django_assert_num_queries):
    first = client.get(page(programme))
    with django_assert_num_queries(1):
        second = client.get(page(programme))
    assert second.content == first.content
    assert second["ETag"] == first["ETag"]


def test_known_etag_gets_304_without_body(client, programme):
    etag = client.get(page(programme))["ETag"]
    again = client.get(page(programme), headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == etag


def test_publishing_a_note_renews_the_page(client, programme, process_leader):
    before = client.get(page(programme))["ETag"]
    add_map_note(programme=programme, by=process_leader, title="Ny bänk", kind="measure", state="done", is_public=True)
    after = client.get(page(programme))
    assert after["ETag"] != before
    assert "Ny bänk" in after.content.decode()


def test_taking_a_note_back_removes_it_at_once(client, programme, process_leader):
    note = MapNoteFactory(programme=programme, title="Dold sedan", published=True)
    assert "Dold sedan" in client.get(page(programme)).content.decode()
    set_record_public(note, is_public=False, by=process_leader)
    assert "Dold sedan" not in client.get(page(programme)).content.decode()


def test_page_turns_by_itself_when_a_date_passes(client, programme, monkeypatch):
    MapNoteFactory(
        programme=programme, title="Torgdagen", state="planned", published=True,
        happens_on="2026-05-09/day",
    )  # fmt: skip

    def answer_on(day):
        monkeypatch.setattr(clock, "now", lambda: dt.datetime(2026, 5, day, 10, tzinfo=dt.UTC))
        return client.get(page(programme, "overview:programme_public"))

    the_day_before, the_day, the_day_after = answer_on(8), answer_on(9), answer_on(10)
    assert len({answer["ETag"] for answer in (the_day_before, the_day, the_day_after)}) == 3
    assert [item.title for item in the_day_before.context["planned"]] == ["Torgdagen"]
    assert [item.title for item in the_day.context["going_on"]] == ["Torgdagen"]
    assert the_day_after.context["planned"][0].date_label == "var planerat till 9 maj 2026"


def test_languages_are_kept_apart(client, programme):
    swedish = client.get(page(programme), headers={"accept-language": "en"})
    english = client.get("/en" + page(programme), headers={"accept-language": "sv"})
    assert (swedish["Content-Language"], english["Content-Language"]) == ("sv", "en")
    assert swedish["ETag"] != english["ETag"]
    assert client.get(page(programme)).content == swedish.content


def test_public_page_sets_no_cookie_and_varies_on_nothing(client, programme):
    for _visit in range(2):
        response = client.get(page(programme), headers={"cookie": "sessionid=x; csrftoken=y"})
        assert response.cookies == {}
        assert "Vary" not in response
        assert response["Cache-Control"] == "public, no-cache"


def test_host_plays_no_part(client, programme, settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    first = client.get(page(programme), headers={"host": "a.example"})
    second = client.get(page(programme), headers={"host": "b.example"})
    assert first.content == second.content
    assert b"a.example" not in first.content
    assert client.get(page(programme), headers={"host": "evil.example"}).status_code == 400


def test_query_plays_no_part(client, programme, django_assert_num_queries):
    first = client.get(page(programme) + "?fbclid=anything")
    assert b"anything" not in first.content
    with django_assert_num_queries(1):
        second = client.get(page(programme) + "?fbclid=else")
    assert (second.content, second["ETag"]) == (first.content, first["ETag"])


def test_page_begun_before_midnight_is_not_the_next_days(client, programme, monkeypatch):
    from kraftsamling.overview.views import public

    evening, made = dt.datetime(2026, 5, 8, 21, 59, 59, tzinfo=dt.UTC), public.page_context

    def slow(*args):
        context = made(*args)
        monkeypatch.setattr(clock, "now", lambda: evening + dt.timedelta(seconds=2))
        return context

    monkeypatch.setattr(clock, "now", lambda: evening)
    monkeypatch.setattr(public, "page_context", slow)
    before = client.get(page(programme))
    after = client.get(page(programme))
    assert (before.context["today"].day, after.context["today"].day) == (8, 9)
    assert before["ETag"] != after["ETag"]


def test_content_read_before_a_change_is_not_stored_as_new(client, programme, process_leader, monkeypatch):
    """A change that is committed while a page is being made must not be hidden behind the old page."""
    from kraftsamling.overview.views import public

    made = public.page_context

    def slow(*args):
        context = made(*args)
        update_programme(
            programme=programme, changes={"name": "Nytt namn"}, expected_version=programme.version, by=process_leader
        )
        return context

    monkeypatch.setattr(public, "page_context", slow)
    assert "Nytt namn" not in client.get(page(programme)).content.decode()
    monkeypatch.setattr(public, "page_context", made)
    assert "Nytt namn" in client.get(page(programme)).content.decode()


def test_former_address_redirects(client, programme, process_leader):
    update_programme(
        programme=programme, changes={"slug": "nya-adressen"}, expected_version=programme.version, by=process_leader
    )
    response = client.get("/provet/processkarta/")
    assert (response.status_code, response["Location"]) == (301, "/nya-adressen/processkarta/")
    assert response["Cache-Control"] == "public, no-cache"
    assert client.get("/en/provet/")["Location"] == "/en/nya-adressen/"


def test_short_address_follows_a_renamed_programme(client, programme, process_leader):
    update_programme(
        programme=programme, changes={"slug": "nya-adressen"}, expected_version=programme.version, by=process_leader
    )
    response = client.get(f"/k/{programme.short_address.code}")
    assert (response.status_code, response["Location"]) == (302, "/nya-adressen/processkarta/")
