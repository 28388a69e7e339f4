from kraftsamling.audit.models import AuditEntry
from tests.factories import UserFactory

PROFILE = "/konto/profil/"


def test_profile_saves_and_logs_what_changed(client, db):
    user = UserFactory(name="Gammalt namn")
    client.force_login(user)
    data = {"name": "Nytt namn", "title": "Områdesutvecklare", "language": "sv"}
    assert client.post(PROFILE, data)["Location"] == PROFILE
    user.refresh_from_db()
    assert (user.name, user.title) == ("Nytt namn", "Områdesutvecklare")
    assert AuditEntry.objects.get(verb="account.update").fields == ["name", "title"]


def test_profile_turns_to_the_chosen_language(client, db):
    client.force_login(UserFactory(name="Ana"))
    assert client.post(PROFILE, {"name": "Ana", "language": "en"})["Location"] == "/en/konto/profil/"


def test_profile_needs_a_function_to_show_instead_of_the_name(client, db):
    client.force_login(UserFactory(name="Ana"))
    response = client.post(PROFILE, {"name": "Ana", "shows_function_only": "on", "language": "sv"})
    assert "Skriv din funktion." in response.content.decode()


def test_profile_keeps_the_head_while_the_form_is_wrong(client, db):
    client.force_login(UserFactory(name="Ana"))
    page = client.post(PROFILE, {"name": "", "language": "sv"}).content.decode()
    assert '<span class="k-menu__name">Ana</span>' in page
