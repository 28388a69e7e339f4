"""The ladder of participation: ours, the municipality's own words, the other ladder, other languages."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from dialogues.models import Dialogue, DialogueSettings, LadderStep
from dialogues.queries.ladder import ladder_steps, level_choices, step_of
from dialogues.services.ladder import choose_ladder, word_step
from dialogues.templatetags.dialogues import degree
from dialogues.words.invitations import words_in
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import EditConflict
from kraftsamling.shared.models import ContentVersion
from tests.dialogues.plans import begin

LADDER = reverse("dialogues:ladder_edit")


def names(municipality, language: str) -> list[str]:
    return [step.name for step in ladder_steps(municipality, language)]


def word(municipality, level: str, language: str, **words):
    return LadderStep.objects.create(municipality=municipality, level=level, language=language, **words)


def test_skr_ladder_is_used_until_another_is_chosen(municipality):
    assert names(municipality, "sv") == ["Information", "Konsultation", "Dialog", "Inflytande", "Medbeslutande"]
    assert names(municipality, "en") == ["Information", "Consultation", "Dialogue", "Influence", "Co-decision"]
    DialogueSettings.objects.create(municipality=municipality, ladder="boverket")
    assert [(step.position, step.name) for step in ladder_steps(municipality, "sv")] == [
        (1, "Information"), (2, "Konsultation"), (3, "Delaktighet"), (4, "Medbeslutande"),
    ]  # fmt: skip


def test_own_words_come_first_and_an_empty_one_falls_back(municipality):
    word(municipality, "dialogue", "sv", name="Samtal", sentence="")
    step = step_of(municipality, "dialogue", "sv")
    assert (step.name, step.language) == ("Samtal", "sv")
    assert step.sentence.startswith("Du möter andra")
    assert names(municipality, "en")[2] == "Dialogue"


def test_language_without_words_gets_the_municipalitys_swedish_ones_and_else_ours(municipality):
    word(municipality, "dialogue", "sv", name="Samtal", sentence="Vi pratar")
    word(municipality, "influence", "ar", name="تأثير", sentence="نقرر معا")
    steps = {step.level: (step.name, step.language) for step in ladder_steps(municipality, "ar")}
    assert steps["dialogue"] == ("Samtal", "sv")
    assert steps["influence"] == ("تأثير", "ar")
    assert steps["information"] == (words_in("ar").levels["information"][0], "ar")


def test_step_of_the_other_ladder_keeps_its_name(municipality):
    DialogueSettings.objects.create(municipality=municipality, ladder="boverket")
    with override("sv"):
        assert step_of(municipality, "influence").name == "Inflytande"
        assert level_choices(municipality, "influence")[-1] == ("influence", "Inflytande")
        assert "influence" not in dict(level_choices(municipality))


@pytest.mark.parametrize("language", ["sv", "ar"])
def test_administrator_words_a_step(client, administrator, municipality, language):
    client.force_login(administrator)
    url = reverse("dialogues:ladder_step_edit", args=["dialogue", language])
    form = client.get(url).context["form"]
    site = ContentVersion.objects.filter(scope="site").values_list("version", flat=True).first()
    sent = {name: form[name].value() for name in ("version", "base")}
    assert client.post(url, sent | {"name": "Samtal", "sentence": "Vi pratar"}).url == LADDER
    assert step_of(municipality, "dialogue", language).sentence == "Vi pratar"
    assert ContentVersion.objects.get(scope="site").version != site
    assert AuditEntry.objects.filter(verb="ladder.word").count() == 1


def test_administrator_chooses_the_ladder(client, administrator, municipality):
    client.force_login(administrator)
    form = client.get(LADDER).context["form"]
    sent = {name: form[name].value() for name in ("version", "base")}
    assert client.post(LADDER, sent | {"ladder": "boverket"}).status_code == 302
    assert "Delaktighet" in client.get(LADDER).content.decode()
    assert len(names(municipality, "sv")) == 4


def test_two_who_word_the_same_step_do_not_overwrite_each_other(municipality):
    step = word(municipality, "dialogue", "sv", name="", sentence="")
    unsaved = LadderStep(municipality=municipality, level="dialogue", language="sv")
    word_step(step, changes={"name": "Samtal"}, expected_version=1, by=None)
    with pytest.raises(EditConflict):
        word_step(unsaved, changes={"name": "Prat"}, expected_version=1, by=None)
    chosen = choose_ladder(
        DialogueSettings(municipality=municipality), changes={"ladder": "boverket"}, expected_version=1, by=None
    )
    with pytest.raises(EditConflict):
        choose_ladder(chosen, changes={"ladder": "skr"}, expected_version=1, by=None)


@pytest.mark.parametrize("words", ["dialogue/xx", "dans/sv"])
def test_unknown_step_or_language_is_not_found(client, administrator, words):
    client.force_login(administrator)
    assert client.get(f"{LADDER}{words}/").status_code == 404


@pytest.mark.parametrize(
    ("step", "said"),
    [("Dialog", "Grad av inflytande: Dialog"), ("Inflytande", "Inflytande"), ("inflytande", "inflytande")],
)
def test_step_on_a_tag_says_what_it_is_a_step_of_once(step, said):
    assert degree(step) == said


def test_list_and_page_tell_the_degree_with_its_name(client, programme, process_leader):
    client.force_login(process_leader)
    dialogue = begin(programme, form="learning", level="dialogue")
    for address in (reverse("dialogues:dialogue_list", args=[programme.slug]), dialogue.get_work_url()):
        assert "Grad av inflytande: Dialog" in client.get(address).content.decode()
    Dialogue.objects.update(level="influence")
    assert "Grad av inflytande: Inflytande" not in client.get(dialogue.get_work_url()).content.decode()
