"""The catalogue of methods: what is shipped, finding, rewording, own cases."""

import pytest
from django.urls import reverse

from dialogues.enums import Cost, Form, Group, Level, Purpose, Span
from dialogues.method_proposals import METHOD_PROPOSALS
from dialogues.models import Method, MethodCase
from dialogues.services.methods import propose_methods, update_method
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared import clock
from kraftsamling.shared.errors import EditConflict, RuleViolation
from programmes.services.keeping import add_record
from programmes.services.programmes import create_programme
from tests.factories import ProgrammeFactory, make_member

# The handbook's own list.
TWELVE = {
    "Dialogcafé", "Open space", "Pop-up-dialog", "Fokusgrupp", "Diskussionsforum på internet",
    "Informationsmöte/stormöte", "Walk and talk", "Workshop", "Framtidsverkstad", "Chatt", "Digital workshop",
    "Informationsutskick",
}  # fmt: skip
FURTHER = ("World Café", "walkshop", "utvecklingspromenad", "Hearing", "Enkät", "intervju", "Rådslag")


@pytest.fixture
def catalogue(programme):
    propose_methods(programme.municipality, by=None)
    return {method.key: method for method in Method.objects.all()}


def address(name: str, *args) -> str:
    return reverse(f"dialogues:{name}", args=["provet", *args])


def test_thirty_six_methods_are_shipped_with_all_fields():
    assert len(METHOD_PROPOSALS) == len({each.key for each in METHOD_PROPOSALS}) == 36
    for proposal in METHOD_PROPOSALS:
        values = proposal.values()
        assert [name for name, value in values.items() if value in ("", [], ()) or value == ""] == [], proposal.key
        Method(municipality_id=1, **values).clean_fields(exclude=["municipality"])


def test_shipped_choices_are_those_of_the_adviser():
    for proposal in METHOD_PROPOSALS:
        values = proposal.values()
        assert set(values["purposes"]) <= set(Purpose.values), proposal.key
        assert set(values["levels"]) <= set(Level.values), proposal.key
        assert set(values["forms"]) <= set(Form.values), proposal.key
        assert set(values["groups"]) <= set(Group.values), proposal.key
        assert values["span"] in Span.values
        assert values["cost"] in Cost.values


def test_handbooks_methods_are_there_by_its_names():
    assert TWELVE - {each.name for each in METHOD_PROPOSALS} == set()
    names = " ".join(f"{each.name}, {each.synonyms}" for each in METHOD_PROPOSALS)
    assert [name for name in FURTHER if name.casefold() not in names.casefold()] == []


# What the table in sweden.md 7.3 says of size, and of who leads; where it names no number, or no leader, it stands not.
SIZES = {
    "informationsmote": (30, 300), "oppet-hus": (20, 300), "pop-up-dialog": (20, 200), "chatt": (5, 50),
    "fokusgrupp": (5, 15), "enkat": (50, None), "medborgarpanel": (50, 1000), "diskussionsforum": (20, 500),
    "kartdialog": (20, 1000), "walk-and-talk": (2, 30), "open-space": (20, 300), "workshop": (8, 40),
    "samtalsworkshop": (8, 16), "digital-workshop": (6, 30), "radslag": (20, 1000), "hearing": (20, 200),
    "medborgarbudget": (100, 10_000), "medborgarrad": (12, 100), "charrette": (50, 300), "modellplanering": (20, 30),
    "fotorost": (5, 25), "medskapande-dialogserie": (8, 30), "platsstandard": (1, 30), "ungdomsrad": (8, 20),
    "samrad-med-rad": (6, 20),
}  # fmt: skip
LED = {"open-space", "workshop", "platsstandard", "charrette", "medskapande-dialogserie"}


def test_facts_of_the_shipped_methods_are_those_of_the_source():
    found = {method.key: method for method in METHOD_PROPOSALS}
    assert {key: found[key].people for key in SIZES} == SIZES
    assert {key for key in LED if not found[key].needs_facilitator} == set()
    assert found["medborgarbudget"].span == "months"
    assert [method.key for method in METHOD_PROPOSALS if "Place Standard" in method.synonyms] == []


def test_each_purpose_step_form_and_group_has_methods():
    def held(name):
        return {str(value) for each in METHOD_PROPOSALS for value in getattr(each, name)}

    assert held("purposes") == set(Purpose.values)
    assert held("levels") == set(Level.values) - {Level.PARTICIPATION}  # a step of the other ladder
    assert held("forms") == set(Form.values)
    assert held("groups") == set(Group.values)


def test_new_programme_finds_the_catalogue(municipality):
    create_programme(by=None, municipality=municipality, name="Ny", area_name="Nya området")
    assert Method.objects.count() == 36


def test_shipping_again_leaves_what_was_reworded(catalogue, municipality):
    cafe = catalogue["dialogcafe"]
    update_method(
        cafe, changes={"name": "Kafékväll", "people_min": 8, "people_max": None, "is_retired": True},
        expected_version=1, by=None,
    )  # fmt: skip
    assert propose_methods(municipality, by=None) == 0
    cafe.refresh_from_db()
    assert (cafe.name, cafe.is_retired) == ("Kafékväll", True)
    assert AuditEntry.objects.filter(verb="method.propose").count() == 1


def test_own_method_keeps_its_name(municipality):
    own = Method.objects.create(municipality=municipality, name="Workshop", line="Vår", span="days", cost="low")
    assert propose_methods(municipality, by=None) == 35
    assert Method.objects.get(name="Workshop").pk == own.pk


def test_two_who_reword_at_once_see_each_other(catalogue):
    cafe = catalogue["dialogcafe"]
    changes = {"line": "Vi dricker kaffe", "people_min": 8, "people_max": None}
    update_method(cafe, changes=changes, expected_version=1, by=None)
    with pytest.raises(EditConflict):
        update_method(cafe, changes=changes, expected_version=1, by=None)


@pytest.mark.parametrize(("changes", "field"), [({"people_max": 3}, "people_max"), ({"name": "Workshop"}, "name")])
def test_impossible_method_is_refused_at_its_field(catalogue, changes, field):
    changes = {"people_min": 8, "people_max": None, **changes}
    with pytest.raises(RuleViolation) as refused:
        update_method(catalogue["dialogcafe"], changes=changes, expected_version=1, by=None)
    assert refused.value.field == field


FOUND_FIRST = [
    ("syfte=tell&form=information&antal=2000&tid=weeks", "Informationsutskick"),
    ("syfte=decide&grad=co_decision&antal=500&tid=years&budget=high", "Medborgarbudget"),
    ("syfte=learn&form=learning&grad=dialogue&antal=40&tid=weeks", "Dialogcafé"),
    ("syfte=gather&grupp=children&tid=days", "Pop-up-dialog"),
    ("syfte=weigh&form=discussion&antal=2&tid=days", "Walk and talk"),
]


@pytest.mark.parametrize(("asked", "name"), FOUND_FIRST)
def test_finder_puts_what_suits_first_and_says_why(client, process_leader, catalogue, asked, name):
    client.force_login(process_leader)
    page = client.get(f"{address('method_list')}?{asked}")
    first = page.context["found"][0]
    assert first.method.name == name
    assert first.speaks_for[0].text in page.content.decode()


def test_finder_says_what_speaks_against(client, process_leader, catalogue):
    client.force_login(process_leader)
    page = client.get(f"{address('method_list')}?syfte=create&antal=5000&budget=low&tid=days")
    text = page.content.decode()
    assert "Ni räknar med ungefär 5\u00a0000 personer åt gången, fler än den är gjord för." in text
    assert "Den kostar mer än ni har." in text
    assert "Den tar fler veckor än ni har." in text


def test_nothing_asked_for_shows_all_by_name(client, process_leader, catalogue):
    client.force_login(process_leader)
    page = client.get(address("method_list"))
    names = [row.method.name for row in page.context["found"]]
    assert (len(names), names[0], names[-1]) == (36, "Charrette", "Öppet hus")
    assert "Talar emot" not in page.content.decode()


def test_strange_question_to_the_finder_is_explained(client, process_leader, catalogue):
    client.force_login(process_leader)
    page = client.get(f"{address('method_list')}?antal=många&syfte=dansa")
    assert page.status_code == 200
    assert set(page.context["filter_form"].errors) == {"antal", "syfte"}


def test_method_page_shows_everything_about_it(client, process_leader, catalogue):
    client.force_login(process_leader)
    cafe = catalogue["dialogcafe"]
    text = client.get(address("method_detail", cafe.pk)).content.decode()
    shown = [
        cafe.name, cafe.synonyms, cafe.line, cafe.time_event, cafe.time_preparation, cafe.staff, cafe.needs,
        cafe.strengths, cafe.weaknesses, cafe.personal_data, cafe.accessibility, "10 till 300 personer",
        *cafe.before.splitlines(), *cafe.during.splitlines(), *cafe.after.splitlines(),
        *cafe.note_template.splitlines(),
    ]  # fmt: skip
    assert [words for words in shown if words not in text] == []


def test_administrator_rewords_a_method_and_retires_it(client, administrator, catalogue):
    client.force_login(administrator)
    url = address("method_edit", catalogue["dialogcafe"].pk)
    form = client.get(url).context["form"]
    sent = {field.name: field.value() for field in form if field.value() not in (None, False)}
    answer = client.post(url, sent | {"line": "Kaffe och samtal", "is_retired": "on", "groups": ["busy"]})
    assert answer.status_code == 302
    cafe = Method.objects.get(key="dialogcafe")
    assert (cafe.line, cafe.is_retired, cafe.groups) == ("Kaffe och samtal", True, ["busy"])
    assert "Dialogcafé" not in [row.method.name for row in client.get(address("method_list")).context["found"]]


def test_two_who_change_the_purposes_see_both_in_words(client, administrator, catalogue):
    client.force_login(administrator)
    cafe = catalogue["dialogcafe"]
    url = address("method_edit", cafe.pk)
    form = client.get(url).context["form"]
    sent = {field.name: field.value() for field in form if field.value() not in (None, False)}
    update_method(
        cafe, changes={"purposes": ["tell"], "people_min": 10, "people_max": 300}, expected_version=1, by=None
    )
    answer = client.post(url, sent | {"purposes": ["decide"]})
    assert [conflict["name"] for conflict in answer.context["form"].conflicts] == ["purposes"]
    assert answer.context["form"].conflicts[0]["theirs"] == Purpose.TELL.label
    kept = client.post(url, sent | {"line": "Nytt"})
    assert kept.context["form"]["purposes"].value() == ["tell"]


def test_civil_servant_tells_how_it_went(client, programme, catalogue):
    client.force_login(make_member(programme, role="civil_servant", name="Tjänstepersonen"))
    method = catalogue["dialogcafe"]
    page = client.get(address("method_case_create", method.pk))
    assert "Nämn inga personer" in page.content.decode()
    answer = client.post(address("method_case_create", method.pk), {"title": "Kväll i skolan", "how": "Åtta bord"})
    case = MethodCase.objects.get()
    assert answer.url == case.get_work_url()
    assert "Åtta bord" in client.get(address("method_detail", method.pk)).content.decode()
    assert client.get(address("method_list")).content.decode().count("1 egen erfarenhet") == 1


def test_cases_of_other_programmes_are_read_with_their_names_but_changed_at_home(client, programme, catalogue):
    client.force_login(make_member(programme, role="civil_servant", name="Tjänstepersonen"))
    method, municipality = catalogue["dialogcafe"], programme.municipality
    public = ProgrammeFactory(municipality=municipality, name="Norrby", published_at=clock.now())
    for other, how in ((public, "Åtta bord"), (ProgrammeFactory(municipality=municipality), "Gick inte")):
        add_record(MethodCase, programme=other, by=None, method=method, title="Kväll", how=how)
    secret = add_record(MethodCase, programme=public, by=None, method=method, title="Dold", how="Hemligt")
    MethodCase.objects.filter(pk=secret.pk).update(openness="may_be")
    text = client.get(address("method_detail", method.pk)).content.decode()
    assert [word in text for word in ("Åtta bord", "Norrby", "Gick inte", "Hemligt")] == [True, True, False, False]
    assert "/erfarenheter/1/andra/" not in text
    assert client.get(address("method_list")).content.decode().count("1 egen erfarenhet") == 1


def test_empty_catalogue_offers_what_is_shipped(client, process_leader):
    client.force_login(process_leader)
    assert "36 beskrivna metoder" in client.get(address("method_list")).content.decode()
    client.post(address("method_propose"))
    assert Method.objects.count() == 36
    assert "beskrivna metoder som saknas" not in client.get(address("method_list")).content.decode()
