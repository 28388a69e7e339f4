import pytest

from kraftsamling.notices.models import MailChoice, Notice
from kraftsamling.notices.queries import make_stop_token
from programmes.roles import RoleKey
from programmes.services.people import give_role
from tests.factories import UserFactory

KIND = "programmes.role_granted"


@pytest.fixture
def told(programme, process_leader):
    person = UserFactory(name="Ana")
    for role in (RoleKey.PARTNER, RoleKey.POLITICIAN, RoleKey.RESEARCHER):
        give_role(user=person, role=role, municipality=programme.municipality, programme=programme, by=process_leader)
    return person


def test_notice_list_shows_own_notices_only(client, told, process_leader):
    client.force_login(told)
    assert client.get("/konto/meddelanden/").content.decode().count("Du har fått en roll i") == 6  # title and button
    client.force_login(process_leader)
    assert "Inga meddelanden än" in client.get("/konto/meddelanden/").content.decode()


def test_notice_list_asks_as_much_for_one_as_for_three(client, told, django_assert_num_queries):
    client.force_login(told)
    client.get("/konto/meddelanden/")
    with django_assert_num_queries(7):
        client.get("/konto/meddelanden/")
    Notice.objects.exclude(pk=Notice.objects.first().pk).delete()
    with django_assert_num_queries(7):
        client.get("/konto/meddelanden/")


def test_notice_is_marked_as_read_and_leads_back(client, told):
    client.force_login(told)
    notice = Notice.objects.first()
    response = client.post(f"/konto/meddelanden/{notice.pk}/last/", {"next": "/arbete/"})
    assert response["Location"] == "/arbete/"
    assert Notice.objects.filter(is_read=True).get() == notice


def test_notice_of_somebody_else_stays_unread(client, told, process_leader):
    client.force_login(process_leader)
    client.post(f"/konto/meddelanden/{Notice.objects.first().pk}/last/", {"next": "https://ond.example/"})
    assert not Notice.objects.filter(is_read=True).exists()


def test_all_notices_are_marked_as_read(client, told):
    client.force_login(told)
    client.post("/konto/meddelanden/alla-lasta/")
    assert not Notice.objects.filter(is_read=False).exists()


def test_mail_choice_is_stored(client, told):
    client.force_login(told)
    response = client.post("/konto/meddelanden/mejl/", {"pace": "daily", "wanted_kinds": [KIND]})
    assert response["Location"] == "/konto/profil/"
    choice = MailChoice.objects.get(user=told)
    assert choice.pace == "daily"
    assert KIND not in choice.stopped_kinds
    assert "programmes.handed_over" in choice.stopped_kinds


def test_stop_link_asks_first_and_then_stops(client, told):
    path = f"/konto/meddelanden/stoppa/{make_stop_token(told.pk, KIND)}/"
    assert "Sluta få de här mejlen?" in client.get(path).content.decode()
    assert not MailChoice.objects.exists()
    assert "Mejlen är stoppade" in client.post(path, {"List-Unsubscribe": "One-Click"}).content.decode()
    assert MailChoice.objects.get(user=told).stopped_kinds == [KIND]


def test_stop_link_of_ones_own_making_is_not_found(client, told):
    assert client.get("/konto/meddelanden/stoppa/WzEsMl0:abc:def/").status_code == 404


def test_my_page_shows_what_is_new(client, told):
    client.force_login(told)
    assert "Du har fått en roll i Kraftsamling Provet: Partner" in client.get("/arbete/").content.decode()
    client.post("/konto/meddelanden/alla-lasta/")
    assert "Du har fått en roll i" not in client.get("/arbete/").content.decode()


def test_link_of_a_kind_that_is_not_sent_any_more_is_not_found(client, told):
    assert client.get(f"/konto/meddelanden/stoppa/{make_stop_token(told.pk, 'gone')}/").status_code == 404
