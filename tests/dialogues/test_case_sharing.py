"""Own cases as a file: what leaves, that nothing of people does, that it comes back whole, once, or not at all."""

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dialogues.models import Method, MethodCase
from dialogues.queries import case_file
from dialogues.queries.case_file import read_cases
from dialogues.services.methods import propose_methods
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.models import FormDraft
from kraftsamling.shared.receipts import keep_text, make_form_key
from programmes.services.keeping import add_record, update_record
from tests.factories import ProgrammeFactory, make_member

SCHEMA = json.loads(Path("dialogues/queries/case_file.schema.json").read_text(encoding="utf-8"))
TEXTS = {"held_on": "Skolan, mars", "how": "Åtta bord\nKaffe", "outcome": "Två bänkar", "differently": "Fler stolar"}
UUID = "6f1c2d8e-3b5a-4c7d-9e0f-112233445566"


@pytest.fixture
def catalogue(programme, administrator):
    propose_methods(programme.municipality, by=administrator)
    return {method.key: method for method in Method.objects.all()}


@pytest.fixture
def case(programme, catalogue, process_leader):
    return add_record(
        MethodCase, programme=programme, by=process_leader, method=catalogue["dialogcafe"], title="Kväll", **TEXTS
    )


def url(programme, name):
    return reverse(f"dialogues:{name}", args=[programme.slug])


def share(client, programme, *cases, **sent):
    data = {"cases": [f"{case.pk}.{case.version}" for case in cases], "is_read": "on", **sent}
    return client.post(url(programme, "method_case_share"), data)


def held(**changes):
    """A file from elsewhere with one case, as it is read."""
    case = {"uuid": UUID, "method_key": "dialogcafe", "method": "Dialogcafé", "title": "Kväll", **TEXTS}
    return {
        "format": "kraftsamling-method-cases", "version": 1, "municipality": "Grannkommunen", "made_on": "2026-03-09",
        "cases": [case], **changes,
    }  # fmt: skip


def with_case(**changes):
    return held(cases=[held()["cases"][0] | changes])


def send_file(client, programme, content):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    address = url(programme, "method_case_import")
    return client.post(address, {"file": SimpleUploadedFile("x.json", content)})


def become_another_municipality(programme):
    """Go on as if at home elsewhere, and return the name of the municipality that was left."""
    municipality = programme.municipality
    left, municipality.name = municipality.name, "Den tredje kommunen"
    municipality.save(update_fields=["name"])
    return left


def add(client, programme, content, **sent):
    """Send the file, choose what the page proposes, and return the page that was shown and the answer."""
    shown = client.get(send_file(client, programme, content).url)
    data = {"cases": shown.context["form"]["cases"].value(), **shown.context["hidden"], **sent}
    return shown, client.post(url(programme, "method_case_import_review"), data)


def test_file_holds_what_the_schema_says_and_nobody(client, programme, administrator, process_leader, case):
    client.force_login(administrator)
    answer = share(client, programme, case)
    assert answer["Content-Type"] == "application/json"
    assert answer["Content-Disposition"].startswith('attachment; filename="egna-erfarenheter-')
    text = answer.content.decode()
    jsonschema.validate(json.loads(text), SCHEMA, format_checker=jsonschema.FormatChecker())
    (told,) = json.loads(text)["cases"]
    assert told == {
        "uuid": str(case.uuid), "method_key": "dialogcafe", "method": "Dialogcafé", "title": "Kväll", **TEXTS
    }  # fmt: skip
    people = [process_leader, administrator]
    secrets = [case.number, programme.name, programme.slug, *(word for one in people for word in (one.name, one.email))]
    assert [word for word in secrets if word and word in text] == []
    row = AuditEntry.objects.get(verb="method_case.share")
    assert (row.programme_id, row.target_id, row.actor) == (programme.pk, str(case.pk), administrator)


def test_only_open_own_cases_that_one_may_read_can_be_shared(client, programme, administrator, catalogue, case):
    method = catalogue["dialogcafe"]
    hidden = {"openness": "may_be"}, {"record_state": "draft"}, {"shared_by": "Grannen", "shared_uuid": UUID}
    for number, fields in enumerate(hidden):
        other = add_record(MethodCase, programme=programme, by=None, method=method, title=f"Dold {number}")
        MethodCase.objects.filter(pk=other.pk).update(**fields)
        client.force_login(administrator)
        assert share(client, programme, other).context["form"].errors.keys() == {"cases"}
    page = client.get(url(programme, "method_case_share")).content.decode()
    assert ("Kväll" in page, "Dold" in page) == (True, False)


def test_what_was_found_is_said_and_must_be_chosen_by_hand(client, programme, administrator, case):
    MethodCase.objects.filter(pk=case.pk).update(how="Ring 033-35 70 00")
    client.force_login(administrator)
    page = client.get(url(programme, "method_case_share"))
    assert "Det verkar finnas ett telefonnummer i texten." in page.content.decode()
    assert page.context["form"]["cases"].value() == []
    assert share(client, programme, case, is_read="").context["form"].errors.keys() == {"is_read"}
    assert share(client, programme, case).status_code == 200
    assert AuditEntry.objects.filter(verb="method_case.share").count() == 1


def test_text_that_changed_since_it_was_looked_over_does_not_leave(client, programme, administrator, case):
    client.force_login(administrator)
    seen = f"{case.pk}.{case.version}"
    update_record(case, changes={"how": "Anna höll i det"}, expected_version=case.version, by=None)
    answer = client.post(url(programme, "method_case_share"), {"cases": [seen], "is_read": "on"})
    assert "ändrats sedan du öppnade sidan" in answer.content.decode()
    assert not AuditEntry.objects.filter(verb="method_case.share").exists()


def test_round_trip_adds_what_left_marked_with_where_it_comes_from_and_once(client, programme, administrator, case):
    client.force_login(administrator)
    text = share(client, programme, case).content
    home = become_another_municipality(programme)
    case.delete()
    shown, answer = add(client, programme, text)
    page = shown.content.decode()
    assert "Två bänkar" in page
    assert "Erfarenheterna visas bredvid era egna, med den andra kommunens namn." in page
    assert answer.url == url(programme, "method_list")
    added = MethodCase.objects.get()
    assert (added.shared_by, str(added.shared_uuid), added.channel) == (home, str(case.uuid), "import")
    assert {name: getattr(added, name) for name in TEXTS} == TEXTS
    assert added.number.startswith(programme.code)
    assert AuditEntry.objects.get(verb="method_case.import").target_id == str(added.pk)
    shown, answer = add(client, programme, text)
    assert "Ni har den redan." in shown.content.decode()
    assert (answer.context["form"].errors.keys(), MethodCase.objects.count()) == ({"cases"}, 1)


def test_own_case_that_comes_home_is_not_added(client, programme, administrator, case):
    client.force_login(administrator)
    text = share(client, programme, case).content
    said = "Filen kommer från er egen kommun. Välj en fil från en annan kommun."
    assert send_file(client, programme, text).context["form"].errors["file"] == [said]
    become_another_municipality(programme)
    shown, _answer = add(client, programme, text)
    assert [row.why_not for row in shown.context["rows"]] == ["Ni har den redan."]
    assert MethodCase.objects.count() == 1


def test_form_that_is_sent_twice_adds_once_and_answers_alike(client, programme, administrator, catalogue):
    client.force_login(administrator)
    key = make_form_key(administrator.pk)
    shown, first = add(client, programme, held(), form_key=key)
    again = client.post(
        url(programme, "method_case_import_review"), {"cases": [UUID], **shown.context["hidden"], "form_key": key}
    )
    assert (first.url, again.url) == (again.url, url(programme, "method_list"))
    assert MethodCase.objects.count() == 1


def test_shared_case_stands_with_its_municipality_and_is_not_reworded(client, programme, administrator, catalogue):
    client.force_login(administrator)
    add(client, programme, held())
    added = MethodCase.objects.get()
    page = client.get(reverse("dialogues:method_detail", args=[programme.slug, added.method_id])).content.decode()
    own, others = page.split("Så har det gått i andra kommuner")
    assert ("Berättat av Grannkommunen" in own, "Berättat av Grannkommunen" in others) == (False, True)
    assert ("Så har det gått här" in own, "Ingen har berättat än" in own) == (True, True)
    assert f"/erfarenheter/{added.pk}/andra/" not in page
    rows = client.get(url(programme, "method_list")).content.decode()
    assert ("1 erfarenhet från en annan kommun" in rows, "egen erfarenhet" in rows) == (True, False)
    answer = client.post(reverse("dialogues:method_case_edit", args=[programme.slug, added.pk]), {
        "title": "Nytt", "version": added.version})  # fmt: skip
    assert "De här orden är en annan kommuns." in answer.content.decode()
    added.refresh_from_db()
    assert added.title == "Kväll"


def test_case_of_a_method_that_the_catalogue_lacks_is_left_out_and_says_so(client, programme, administrator, catalogue):
    client.force_login(administrator)
    shown, _answer = add(client, programme, with_case(method_key="", method="Bordssamtal"))
    assert "ingen metod som heter ”Bordssamtal”" in shown.content.decode()
    assert not MethodCase.objects.exists()
    Method.objects.filter(key="dialogcafe").update(name="bordssamtal", key="")
    add(client, programme, with_case(method_key="", method="Bordssamtal"))
    assert MethodCase.objects.get().method.name == "bordssamtal"


NOT_OURS = "Det här är inte en fil med erfarenheter."
NO_NAME = "Det framgår inte av filen vilken kommun den kommer från."
BAD = {
    "not JSON": (b"{", NOT_OURS),
    "not UTF-8": ("å".encode("latin-1"), NOT_OURS),
    "a list": ([], NOT_OURS),
    "deep": (b"[" * 100_000, NOT_OURS),
    "another file": ({"type": "FeatureCollection"}, NOT_OURS),
    "no day": (held(made_on="i går"), NOT_OURS),
    "more than it may hold": (held(contact="Anna"), NOT_OURS),
    "newer": (held(version=2), "Filen har en annan version"),
    "nobody's": (held(municipality=" "), NO_NAME),
    "nobody's, in two lines": (held(municipality="Grann\nkommunen"), NO_NAME),
    "newer, but true": (held(version=True), "Filen har en annan version"),
    "from before our time": (held(made_on="0001-01-01"), "Dagen då filen gjordes kan inte stämma."),
    "from the far future": (held(made_on="9999-12-31"), "Dagen då filen gjordes kan inte stämma."),
    "two senders": (b'{"municipality": "Annan", ' + json.dumps(held()).encode()[1:], NOT_OURS),
    "a title twice": (json.dumps(held()).replace('"title"', '"title": "A", "title"').encode(), NOT_OURS),
    "title in two lines": (with_case(title="Kväll\nBerättat av Borås"), "nummer 1 i filen"),
    "title by Unicode in two lines": (with_case(title="Kväll\u2028Berättat"), "nummer 1 i filen"),
    "title that turns round": (with_case(title="Kväll \u202egnivg"), "nummer 1 i filen"),
    "empty": (held(cases=[]), "Det finns inga erfarenheter"),
    "too many": (held(cases=held()["cases"] * 501), "fler än 500"),
    "double": (held(cases=held()["cases"] * 2), "står flera gånger"),
    "no title": (with_case(title=" "), "nummer 1 i filen"),
    "too long": (with_case(how="x" * 2001), "nummer 1 i filen"),
    "no text": (with_case(how=7), "nummer 1 i filen"),
    "half a letter": (with_case(how="\ud800"), "nummer 1 i filen"),
    "NUL": (with_case(how="\x00"), "nummer 1 i filen"),
    "no uuid": (with_case(uuid="1"), "nummer 1 i filen"),
    "uuid of no text": (with_case(uuid=["x"]), "nummer 1 i filen"),
    "who wrote it": (with_case(author="Anna"), "nummer 1 i filen"),
    "too large": (b" " * 2_000_001, "större än 2 MB"),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_bad_file_is_refused_in_one_sentence(client, programme, administrator, content):
    client.force_login(administrator)
    answer = send_file(client, programme, content[0])
    (said,) = answer.context["form"].errors["file"]
    assert content[1] in said
    assert not MethodCase.objects.exists()


@pytest.mark.parametrize("change", ["format", "version", "municipality", "made_on", "cases", *held()["cases"][0]])
def test_schema_and_reader_want_the_same(change):
    jsonschema.validate(held(), SCHEMA)
    assert len(read_cases(json.dumps(held())).cases) == 1
    broken = deepcopy(held())
    (broken if change in broken else broken["cases"][0]).pop(change)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, SCHEMA)
    with pytest.raises(ValidationError):
        read_cases(json.dumps(broken))


def test_schema_names_the_lengths_that_the_table_has():
    parts = SCHEMA["$defs"]["case"]["properties"]
    assert {name: parts[name]["maxLength"] for name in case_file.LONGEST} == case_file.LONGEST
    assert SCHEMA["properties"]["cases"]["maxItems"] == case_file.MAX_CASES


def test_case_with_a_telephone_number_in_a_file_is_not_chosen_beforehand(client, programme, administrator, catalogue):
    client.force_login(administrator)
    shown, answer = add(client, programme, with_case(outcome="Ring 033-35 70 00"))
    assert "Det verkar finnas ett telefonnummer" in shown.content.decode()
    assert answer.context["form"].errors.keys() == {"cases"}


def test_file_kept_by_one_is_not_read_by_another(client, programme, administrator, catalogue):
    client.force_login(administrator)
    address = send_file(client, programme, held()).url
    other = ProgrammeFactory(municipality=programme.municipality)
    assert client.get(address.replace(programme.slug, other.slug)).status_code == 302
    client.force_login(make_member(programme, role="process_leader", name="Annan"))
    assert client.get(address).status_code == 403


def test_file_goes_when_its_cases_are_added_or_nothing_is_wanted(client, programme, administrator, catalogue):
    client.force_login(administrator)
    add(client, programme, with_case(outcome="Ring 033-35 70 00"))
    # Sent without a choice: the page is shown again, and needs the file.
    assert FormDraft.objects.count() == 1
    _shown, answer = add(client, programme, held(), cases=[], add_nothing="yes")
    assert (answer.url, FormDraft.objects.count()) == (url(programme, "method_list"), 0)
    assert "Inget lades till" in client.get(answer.url).content.decode()
    add(client, programme, held())
    assert (MethodCase.objects.count(), FormDraft.objects.count()) == (1, 0)


def test_same_cases_from_a_second_tab_are_said_to_be_here(client, programme, administrator, catalogue):
    client.force_login(administrator)
    review, more = url(programme, "method_case_import_review"), UUID.replace("6f", "7f")
    two = held(cases=[held()["cases"][0] | {"uuid": uuid} for uuid in (UUID, more)])
    shown, _answer = add(client, programme, two)
    again = client.post(review, {"cases": [UUID, more], **shown.context["hidden"]}, follow=True)
    assert "Ni har dem redan." in again.content.decode()
    # Somebody else has the page open too, with a file of their own: what is chosen there is here by now.
    kept = client.get(send_file(client, programme, two).url).context["hidden"]
    again = client.post(review, {"cases": [UUID], **kept}, follow=True)
    assert "Ni har den redan." in again.content.decode()
    assert (MethodCase.objects.count(), FormDraft.objects.count()) == (2, 0)


def test_case_that_went_in_between_is_not_said_to_have_changed(client, programme, administrator, catalogue):
    client.force_login(administrator)
    kept = client.get(send_file(client, programme, held()).url).context["hidden"]
    MethodCase.objects.all().delete()
    Method.objects.all().delete()
    answer = client.post(url(programme, "method_case_import_review"), {"cases": [UUID], **kept})
    assert "Alla går inte längre att lägga till." in answer.content.decode()


def test_file_kept_by_a_less_strict_release_is_asked_for_again(client, programme, administrator):
    client.force_login(administrator)
    review = url(programme, "method_case_import_review")
    token = keep_text(administrator, review, json.dumps(held(version=0)))
    assert client.get(f"{review}?utkast={token}").url == url(programme, "method_case_import")


def test_own_texts_leave_without_what_other_readers_refuse(client, programme, administrator, case):
    Method.objects.filter(key="dialogcafe").update(name="Dialog\u202ecafé")
    MethodCase.objects.filter(pk=case.pk).update(title="Kväll\nvid \u202eån", how="Åtta\x0bbord\nKaffe")
    client.force_login(administrator)
    text = share(client, programme, case).content.decode()
    (told,) = read_cases(text).cases
    assert (told.method, told.title, told.how) == ("Dialog café", "Kväll vid ån", "Åttabord\nKaffe")
    jsonschema.validate(json.loads(text), SCHEMA)


@pytest.mark.parametrize(
    "sign", ["\n", "\t", "\x7f", "\x85", "\u2028", "\u202a", "\u202e", "\u2066", "\u200f", "\u061c"]
)
@pytest.mark.parametrize("name", ["municipality", "title", "held_on", "method", "method_key"])
def test_schema_and_reader_want_one_line(name, sign):
    bad = held(municipality=f"a{sign}b") if name == "municipality" else with_case(**{name: f"a{sign}b"})
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(bad, SCHEMA)
    with pytest.raises(ValidationError):
        read_cases(json.dumps(bad))


@pytest.mark.parametrize("name", ["GRANNKOMMUNEN", " Grann kommunen", "Grann\u200bkommunen"])
def test_own_name_is_known_however_it_is_written(programme, name):
    programme.municipality.name = "Grannkommunen"
    assert case_file.is_from(programme.municipality, read_cases(json.dumps(held(municipality=name))))
    assert not case_file.is_from(programme.municipality, read_cases(json.dumps(held(municipality="Granne"))))


@pytest.mark.parametrize("count", [1, 3])
def test_look_over_page_asks_no_more_for_more_cases(
    client, programme, administrator, catalogue, django_assert_num_queries, count
):
    for number in range(count):
        add_record(MethodCase, programme=programme, by=None, method=catalogue["dialogcafe"], title=f"Kväll {number}")
    client.force_login(administrator)
    client.get(url(programme, "method_case_share"))
    with django_assert_num_queries(13):
        client.get(url(programme, "method_case_share"))
