import ast
import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from kraftsamling.accounts.enums import SignInChange
from kraftsamling.audit.models import AuditEntry
from kraftsamling.audit.services import record
from kraftsamling.audit.verbs import VERBS, describe_verb
from programmes.enums import ProgrammeState
from programmes.queries.log import filter_entries, log_page
from programmes.roles import RoleKey
from programmes.services.map_notes import add_map_note, update_map_note
from programmes.services.roles import revoke_role
from tests.factories import ProgrammeFactory, make_member

ROOT = Path(__file__).resolve().parents[2]
# Verbs made of a state or kind: what stands before the brace, and every word that can follow.
MADE_VERBS = {"programme.to_": ProgrammeState.values, "account.": SignInChange.values}


def _literals(node: ast.AST) -> list[str]:
    """Return the strings an expression may come to; an f-string as what stands before its first brace."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _literals(node.body) + _literals(node.orelse)
    if isinstance(node, ast.JoinedStr):
        start = node.values[0].value
        return [f"{start}{word}" for word in MADE_VERBS[start]]
    return []


def _recorded_verbs(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    verbs: set[str] = set()
    named = {
        target.id: node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("audit.record", "record"):
            argument = node.args[0]
            verbs |= set(_literals(named.get(argument.id, argument) if isinstance(argument, ast.Name) else argument))
    for node in named.values():
        if isinstance(node, ast.Dict):
            verbs |= {word for value in node.values for word in _literals(value) if word in VERBS}
    return verbs


def _service_modules() -> list[Path]:
    paths = [path for app in settings.OUR_APPS for path in (ROOT / app.replace(".", "/")).rglob("*.py")]
    return [path for path in paths if "services" in path.relative_to(ROOT).with_suffix("").parts]


def test_every_verb_a_service_records_has_words():
    recorded = {verb for path in _service_modules() for verb in _recorded_verbs(path)}
    assert len(recorded) > 30
    assert recorded - VERBS.keys() == set(), "add the words to kraftsamling/audit/verbs.py"


def test_unknown_verb_is_an_error():
    with pytest.raises(KeyError):
        describe_verb("programme.explode")


@pytest.fixture
def note(programme, process_leader):
    note = add_map_note(programme=programme, by=process_leader, title="En bänk", kind="milestone", state="done")
    return update_map_note(note=note, changes={"title": "Två bänkar"}, expected_version=1, by=process_leader)


def _log(client, programme, **query):
    return client.get(reverse("programmes:log_list", args=[programme.slug]), query)


def test_log_says_who_did_what_to_which_record(client, programme, process_leader, note):
    client.force_login(process_leader)
    row = _log(client, programme).context["rows"][0]
    assert (row.who, row.sentence, row.target, row.number, row.fields) == (
        "Processledaren", "Ändrade en anteckning på processkartan", "Två bänkar", note.number, "titel",
    )  # fmt: skip


def test_log_names_the_role_and_its_holder(client, programme, process_leader):
    client.force_login(process_leader)
    row = _log(client, programme).context["rows"][0]
    assert (row.who, row.sentence, row.target) == ("Systemet", "Gav en roll", "Processledare: Processledaren")


def test_log_filters_by_what_and_who_in_the_address(client, programme, process_leader, note):
    client.force_login(process_leader)
    sentences = [row.sentence for row in _log(client, programme, verb="map_note.add").context["rows"]]
    mine = {row.who for row in _log(client, programme, person=process_leader.pk).context["rows"]}
    assert (sentences, mine) == (["Skrev en anteckning till processkartan"], {"Processledaren"})


@pytest.mark.django_db
def test_log_offers_what_reads_the_same_as_one_choice(house, client):
    client.force_login(house.people["process_leader"])
    choices = (
        client.get(reverse("programmes:log_list", args=[house.programme.slug])).context["form"].fields["verb"].choices
    )
    words = [said for _verbs, said in choices]
    assert len(words) == len(set(words))
    assert "Lade till: något" in words
    for verb in ("part.add", "record.add"):
        record(verb, house.programme, by=None)
    assert filter_entries(AuditEntry.objects.filter(actor=None), verb="part.add,record.add").count() == 2


def test_log_filter_by_day_counts_days_in_sweden(programme):
    entry = record("programme.update", programme, by=None, programme_id=programme.pk)
    # Half past midnight in Sweden is still the day before in UTC.
    AuditEntry._base_manager.filter(pk=entry.pk)._update(
        [(AuditEntry._meta.get_field("at"), None, dt.datetime(2026, 3, 8, 23, 30, tzinfo=dt.UTC))]
    )
    day, before = dt.date(2026, 3, 9), dt.date(2026, 3, 8)
    entries = AuditEntry.objects.all()
    assert list(filter_entries(entries, first=day, last=day)) == [entry]
    assert list(filter_entries(entries, first=before, last=before)) == []


def test_log_days_in_wrong_order_are_told_and_narrow_nothing(client, programme, process_leader):
    client.force_login(process_leader)
    page = _log(client, programme, first="2026-03-09", last="2026-03-01")
    assert list(page.context["form"].errors) == ["last"]
    assert len(page.context["rows"]) == 1


@pytest.mark.parametrize(
    "query",
    [
        *[{"verb": "nonsens"}, {"person": "abc"}, {"first": "igår"}, {"sida": "999"}],
        *[{"first": "0001-01-01"}, {"last": "0001-01-01"}, {"first": "9999-12-31"}, {"last": "9999-12-31"}],
    ],
)
def test_log_bad_address_still_answers(client, programme, process_leader, query):
    client.force_login(process_leader)
    assert _log(client, programme, **query).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_log_costs_the_same_for_any_number(programme, process_leader, count, django_assert_num_queries):
    for number in range(count):
        add_map_note(programme=programme, by=process_leader, title=f"Nr {number}", kind="story", state="done")
    entries = AuditEntry.objects.filter(verb="map_note.add").select_related("actor")
    with django_assert_num_queries(3):
        page = log_page(entries, None, programme=programme, may_redact=True)
    assert len(page.object_list) == count


def test_reason_of_what_has_no_page_is_removed_with_its_copies(client, programme, process_leader):
    """Why a role ended may be about somebody's health."""
    gone, why = make_member(programme, RoleKey.PARTNER), "Sjukskriven sedan i våras"
    revoke_role(assignment=gone.role_assignments.get(), by=process_leader, reason=why)
    record("account.close", gone, by=process_leader, programme_id=programme.pk, reason=why)
    client.force_login(process_leader)
    row = next(row for row in _log(client, programme).context["rows"] if row.reason == why)
    assert client.post(row.reason_url, {"reason": "Om hälsa"})["Location"] == reverse(
        "programmes:log_list", args=[programme.slug]
    )
    assert why not in _log(client, programme).content.decode()
    assert client.get(row.reason_url).status_code == 404
    newest = AuditEntry.objects.first()
    assert (newest.verb, newest.reason) == ("reason.remove", "Om hälsa")


def test_log_of_the_municipality_removes_copies_in_programmes_too(client, programme, process_leader, administrator):
    gone, why = make_member(programme, RoleKey.PARTNER), "Sjukskriven sedan i våras"
    revoke_role(assignment=gone.role_assignments.get(), by=administrator, reason=why)
    entry = record("account.close", gone, by=administrator, reason=why)
    client.force_login(administrator)
    client.post(reverse("programmes:municipality_log_reason", args=[entry.pk]), {"reason": "Om hälsa"})
    assert not AuditEntry.objects.filter(reason=why).exists()


def test_reason_in_another_programme_stays(client, programme, process_leader):
    other = make_member(ProgrammeFactory(), RoleKey.PARTNER).role_assignments.get()
    revoke_role(assignment=other, by=process_leader, reason="Klart")
    mine = make_member(programme, RoleKey.PARTNER).role_assignments.get()
    revoke_role(assignment=mine, by=process_leader, reason="Klart")
    client.force_login(process_leader)
    row = next(row for row in _log(client, programme).context["rows"] if row.reason == "Klart")
    assert "i den här kraftsamlingen" in client.get(row.reason_url).context["text"]
    client.post(row.reason_url, {"reason": "Fel"})
    assert AuditEntry.objects.get(reason="Klart").programme_id == other.programme_id


def test_log_htmx_gets_the_part_only(client, programme, process_leader, note):
    client.force_login(process_leader)
    address = reverse("programmes:log_list", args=[programme.slug])
    part = client.get(address, headers={"hx-request": "true"}).content.decode()
    assert "<html" not in part
    assert part.strip() in client.get(address).content.decode()


def test_log_is_for_those_who_may_see_it(client, programme, administrator):
    answers = []
    for role in (RoleKey.RESEARCHER, RoleKey.PARTNER):
        client.force_login(make_member(programme, role))
        answers.append(_log(client, programme).status_code)
    client.force_login(administrator)
    assert [*answers, client.get(reverse("programmes:municipality_log")).status_code] == [200, 403, 200]


def test_municipality_log_leaves_out_programmes(client, programme, process_leader, note, administrator):
    client.force_login(administrator)
    rows = client.get(reverse("programmes:municipality_log")).context["rows"]
    assert [row.target for row in rows] == ["Administratör: Administratören"]


def test_log_names_the_field_of_a_question_that_was_carried_over(client, programme, process_leader):
    record("programme.update", programme, by=process_leader, programme_id=programme.pk, fields=["carried_from"])
    client.force_login(process_leader)
    page = client.get(reverse("programmes:log_list", args=[programme.slug])).content.decode()
    assert "fråga från en tidigare dialog" in page
    assert "carried from" not in page
