import datetime as dt

import pytest
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import EditConflict
from kraftsamling.shared.receipts import make_form_key
from programmes.enums import Conformance, LegalPageKind
from programmes.models import LegalPage, LegalPageVersion
from programmes.queries.legal import (
    MANDATORY_FIELDS,
    default_text,
    get_legal_page,
    get_statement,
    missing_in_statement,
)
from programmes.services.legal import (
    StatementIncomplete,
    save_legal_page,
    set_statement_public,
    update_statement,
)

FILLED = {
    "actor_name": "Provkommunen",
    "service_name": "Provtjänsten",
    "conformance": Conformance.PARTIAL,
    "cited_standard": "EN 301 549 V9",
    "inaccessible_content": "Filmerna saknar syntolkning.",
    "burden_exceptions": "Inget är undantaget.",
    "outside_law": "Kartor från andra.",
    "assessed_on": dt.date(2026, 3, 9),
    "assessment_method": "Egen granskning med skärmläsare.",
    "reviewed_on": dt.date(2026, 4, 10),
    "supervision_url": "https://www.digg.se/tdosanmalan",
}
SHOWN = [
    "Provkommunen", "Provtjänsten", "delvis förenlig", "EN 301 549 V9", "Filmerna saknar", "Inget är undantaget",
    "Kartor från andra", "9 mars 2026", "Egen granskning", "10 april 2026", "https://www.digg.se/tdosanmalan",
    "/tillganglighet/rapportera/",
]  # fmt: skip


@pytest.fixture
def statement(municipality, administrator):
    return update_statement(statement=get_statement(municipality), changes=FILLED, expected_version=1, by=administrator)


def _text(client, name, **headers):
    return client.get(reverse(f"programmes:{name}"), **headers).content.decode()


@pytest.mark.parametrize("name", ["privacy", "how_we_handle", "accessibility_statement"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_legal_page_is_open_cached_and_sets_no_cookie(client, municipality, name, prefix):
    address = prefix + reverse(f"programmes:{name}")
    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, dict(client.cookies)) == (200, 304, {})


@pytest.mark.parametrize("kind", LegalPageKind.values)
def test_legal_page_default_text_is_in_both_languages(kind):
    assert default_text(kind, "sv") != default_text(kind, "en")
    assert min(len(default_text(kind, "sv")), len(default_text(kind, "en"))) > 1500


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "anmäler dig till ett tillfälle"), ("en", "sign up for an")], ids=["sv", "en"]
)
def test_page_on_personal_data_names_those_who_sign_up(language, words):
    assert words in default_text("privacy", language)


def test_legal_page_names_the_contacts_of_the_municipality(client, municipality):
    municipality.data_protection_contact = "ombudet@example.org"
    municipality.save()
    assert "ombudet@example.org" in _text(client, "privacy")


def test_legal_page_saved_text_is_shown_at_once_and_the_default_is_kept(client, municipality, administrator):
    before = _text(client, "privacy")
    page = get_legal_page(municipality, LegalPageKind.PRIVACY, "sv")
    save_legal_page(page=page, body="## Vår egen text", expected_version=1, by=administrator)
    assert "<h2>Vår egen text</h2>" in _text(client, "privacy")
    assert "<h2>Vår egen text</h2>" not in before
    assert LegalPageVersion.objects.get().texts == {"body": default_text("privacy", "sv")}


def test_legal_page_saved_by_two_at_once_keeps_both_texts(client, municipality, administrator):
    client.force_login(administrator)
    address = reverse("programmes:legal_page_edit", kwargs={"kind": "privacy", "language": "sv"})
    form = client.get(address).context["form"]
    mine = {"version": 1, "base": form.initial["base"], "body": "Min text"}
    theirs = get_legal_page(municipality, LegalPageKind.PRIVACY, "sv")
    save_legal_page(page=theirs, body="Deras text", expected_version=1, by=administrator)
    answer = client.post(address, mine)
    assert "Deras text" in answer.content.decode()
    assert answer.context["form"]["body"].value() == "Min text"
    assert LegalPage.objects.get().body == "Deras text"


def test_legal_page_older_version_is_refused(municipality, administrator):
    page = get_legal_page(municipality, LegalPageKind.PRIVACY, "sv")
    save_legal_page(page=page, body="Ett", expected_version=1, by=administrator)
    with pytest.raises(EditConflict):
        save_legal_page(page=page, body="Två", expected_version=1, by=administrator)


def test_legal_page_preview_saves_nothing(client, administrator):
    client.force_login(administrator)
    address = reverse("programmes:legal_page_edit", kwargs={"kind": "privacy", "language": "en"})
    base = client.get(address).context["form"].initial["base"]
    answer = client.post(address, {"version": 1, "base": base, "body": "## Soon", "preview": "yes"})
    assert "<h2>Soon</h2>" in answer.content.decode()
    assert not LegalPage.objects.exists()


def test_legal_page_in_unknown_language_is_not_there(client, administrator):
    client.force_login(administrator)
    address = reverse("programmes:legal_page_edit", kwargs={"kind": "privacy", "language": "xx"})
    assert client.get(address).status_code == 404


def test_statement_before_it_is_published_says_so_and_offers_the_form(client, municipality):
    text = _text(client, "accessibility_statement")
    assert "har inte publicerat den än" in text
    assert reverse("programmes:accessibility_report") in text


@pytest.mark.parametrize("name", MANDATORY_FIELDS)
def test_statement_is_not_published_while_a_field_is_empty(statement, administrator, name):
    empty = None if name.endswith("_on") else ""
    update_statement(statement=statement, changes={name: empty}, expected_version=statement.version, by=administrator)
    with pytest.raises(StatementIncomplete) as refused:
        set_statement_public(statement=get_statement(statement.municipality), is_public=True, by=administrator)
    assert [(field.name, field.sentence) for field in refused.value.missing] == [(name, str(MANDATORY_FIELDS[name]))]


def test_statement_that_fully_conforms_lists_nothing(statement):
    statement.conformance, statement.inaccessible_content = Conformance.FULL, ""
    assert missing_in_statement(statement) == []


def test_statement_published_shows_every_mandatory_field(client, statement, administrator):
    set_statement_public(statement=statement, is_public=True, by=administrator)
    text = _text(client, "accessibility_statement")
    assert [word for word in SHOWN if word not in text] == []


def test_statement_published_cannot_be_emptied(statement, administrator):
    set_statement_public(statement=statement, is_public=True, by=administrator)
    with pytest.raises(StatementIncomplete):
        update_statement(
            statement=statement, changes={"outside_law": ""}, expected_version=statement.version, by=administrator
        )
    assert get_statement(statement.municipality).outside_law == "Kartor från andra."


def test_statement_editor_lists_what_is_missing_and_publishes_when_nothing_is(client, statement, administrator):
    client.force_login(administrator)
    client.post(reverse("programmes:statement_publish"))
    assert get_statement(statement.municipality).published_at is not None
    client.post(reverse("programmes:statement_unpublish"))
    assert get_statement(statement.municipality).published_at is None
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"accessibility_statement.publish", "accessibility_statement.unpublish"} <= verbs


def test_statement_publishing_too_early_says_what_is_missing(client, municipality, administrator):
    client.force_login(administrator)
    answer = client.post(reverse("programmes:statement_publish"), follow=True)
    assert "Skriv vilken dag tjänsten bedömdes." in "".join(map(str, answer.context["messages"]))
    assert get_statement(municipality).published_at is None


def test_statement_refused_too_early_is_published_when_the_button_is_pressed_again(client, statement, administrator):
    client.force_login(administrator)
    sent = {"form_key": make_form_key(administrator.pk)}
    changes = {"assessed_on": statement.assessed_on}
    type(statement).objects.filter(pk=statement.pk).update(assessed_on=None)
    client.post(reverse("programmes:statement_publish"), sent)
    assert get_statement(statement.municipality).published_at is None
    type(statement).objects.filter(pk=statement.pk).update(**changes)
    client.post(reverse("programmes:statement_publish"), sent)
    assert get_statement(statement.municipality).published_at is not None


def test_statement_date_in_the_future_is_refused_at_its_field(client, municipality, administrator):
    client.force_login(administrator)
    address = reverse("programmes:statement_edit")
    base = client.get(address).context["form"].initial["base"]
    answer = client.post(address, {"version": 1, "base": base, "assessed_on": "2199-01-01"})
    assert answer.context["form"].errors == {"assessed_on": ["Datumet har inte varit än. Skriv när det gjordes."]}
