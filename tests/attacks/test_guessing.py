"""Who guesses addresses learns nothing: what one may not see answers as what does not exist, in every way."""

import re
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from dialogues.models import Registration
from dialogues.queries.registrations import hash_secret, link_secret
from programmes.models import FormerSlug, ShortAddress
from tests.dialogues.occasions import ORIGIN, add_dialogue, add_evening, own_page, party
from tests.factories import MapNoteFactory, ProgrammeFactory, UserFactory, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Of the same length, so that the answers can be compared to the letter.
HIDDEN, MISSING = "dolda-huset", "inget-huset"


@pytest.fixture
def hidden(municipality):
    return ProgrammeFactory(name="Kraftsamling Dold", slug=HIDDEN, code="DOLD")


def told(client: Client, method: str, address: str, headers: dict) -> tuple:
    """Return all that somebody who asks is told, but for the words of the address itself."""
    response = client.generic(method, address, headers=headers)
    body = response.content.decode().replace(HIDDEN, "").replace(MISSING, "")
    fields = {name: value.replace(HIDDEN, "").replace(MISSING, "") for name, value in response.items()}
    return response.status_code, fields, body


PUBLIC = [
    "", "processkarta/", "processkarta.svg", "processkarta/2026-01-01/", "processkarta/inbaddad/", "skyltfonster/",
    "dialoger/", "dialoger/torget/", "kalender.ics", "dialoger/torget/anmalan/1/",
]  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_hidden_programme_is_told_from_none_by_no_public_address(hidden, method):
    add_evening(add_dialogue(hidden))
    for path in PUBLIC:
        for prefix in ("/", "/en/"):
            answers = [told(Client(), method, f"{prefix}{slug}/{path}", ORIGIN) for slug in (HIDDEN, MISSING)]
            assert answers[0] == answers[1], path


def without_token(answer: tuple) -> tuple:
    status, fields, body = answer
    return status, fields, re.sub(r'"X-CSRFToken": "\w+"|csrfmiddlewaretoken" value="\w+"', "", body)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_stranger_cannot_tell_a_programme_from_none(hidden, programme, method, headers):
    note = MapNoteFactory(programme=hidden)
    for user in (UserFactory(name="Främling"), make_member(programme, name="Grannens ledare")):
        client = Client()
        client.force_login(user)
        for path in ("", "karta/", f"karta/{note.pk}/andra/", "dialoger/", "logg/", "filer/", "dra-tillbaka/"):
            answers = [told(client, method, f"/arbete/{slug}/{path}", headers) for slug in (HIDDEN, MISSING)]
            assert without_token(answers[0]) == without_token(answers[1]), path


def test_short_address_of_a_hidden_programme_leads_nowhere(hidden):
    code = ShortAddress.objects.get(programme=hidden).code
    answer = Client().get(reverse("short_address", args=[code]))
    assert answer.status_code == 404
    assert HIDDEN not in str(answer.headers) + answer.content.decode().lower()


def test_draft_of_a_dialogue_is_told_from_none_by_nothing(programme):
    draft = add_evening(add_dialogue(programme, is_public=False, slug="utkast"), is_public=False)
    for path in ("{}/", "{}/ar/", "{}/delningsbild.png", f"{{}}/kalender/{draft.pk}.ics", f"{{}}/anmalan/{draft.pk}/"):
        answers = [Client().get(f"/{programme.slug}/dialoger/{path.format(slug)}") for slug in ("utkast", "tomten")]
        assert {each.status_code for each in answers} == {404}
        bodies = [each.content.decode().replace("utkast", "").replace("tomten", "") for each in answers]
        assert bodies[0] == bodies[1]


def test_own_link_opens_one_registration_only(programme, monkeypatch):
    evening = add_evening(add_dialogue(programme))
    monkeypatch.setattr("kraftsamling.shared.clock.now", lambda: evening.published_at)
    mine, other = party(evening, 1, name="Ana"), party(evening, 1, name="Ali")
    secret = link_secret(mine)
    assert "Ali" not in Client().get(own_page(mine)).content.decode()
    guesses = (secret[:-1], secret.upper(), hash_secret(secret), str(mine.pk), mine.uuid.hex, "0" * 64, str(other.uuid))
    for guess in guesses:
        assert Client().get(reverse("dialogues:registration_open", args=[guess])).status_code == 404
        left = Client().post(reverse("dialogues:registration_leave", args=[guess]), headers=ORIGIN)
        assert left.status_code == 404
    assert set(Registration.objects.values_list("state", flat=True)) == {"seated"}


def test_documents_and_files_are_found_by_no_number(house):
    for name in ("documents:public_document", "documents:public_file"):
        assert Client().get(reverse(name, args=[uuid.uuid4()])).status_code == 404
    hidden_file = Client().get(reverse("documents:public_file", args=[house.file.uuid]))
    no_file = Client().get(reverse("documents:public_file", args=[uuid.UUID(int=0)]))
    assert (hidden_file.status_code, len(hidden_file.content)) == (404, len(no_file.content))


def test_guessed_invitations_leave_no_rows(municipality):
    client = Client()
    for number in range(3):
        client.get(reverse("programmes:invitation_open", args=[f"{number}" * 40]))
    assert Session.objects.count() == 0
    assert not client.cookies


def test_former_address_of_a_hidden_programme_does_not_tell_its_present_one(hidden):
    FormerSlug.objects.create(slug="forr-i-tiden", programme=hidden)
    answer = Client().get("/forr-i-tiden/processkarta/")
    assert (answer.status_code, HIDDEN in str(answer.headers)) == (404, False)
