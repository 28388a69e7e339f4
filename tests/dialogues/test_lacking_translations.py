"""A translation is printed only when it says what can be influenced, who decides and when the answer comes."""

import pytest
from django.urls import reverse

from dialogues.prints.invitations import build_invitation
from kraftsamling.shared.errors import RuleViolation
from tests.dialogues.invitations import add_text, make_published

LACKING = "vad som går att påverka"
REFUSED = "Texten går inte att skriva ut förrän det här är skrivet:"


@pytest.fixture
def dialogue(programme, process_leader):
    return make_published(programme, process_leader)


def order(dialogue) -> dict[str, str]:
    return {"invitation": f"{dialogue.pk}.ar", "sheet": "a4"}


@pytest.mark.parametrize("name", ["influence", "decided", "promise"])
def test_print_without_what_people_must_read_is_refused(dialogue, process_leader, name):
    text = add_text(dialogue, process_leader, **{name: ""})
    with pytest.raises(RuleViolation) as refused:
        build_invitation(dialogue.programme, order(dialogue), "sv")
    assert str(text._meta.get_field(name).verbose_name) in refused.value.message


def test_complete_translation_is_printed(dialogue, process_leader):
    text = add_text(dialogue, process_leader, summary="", practical="")
    assert text.title in build_invitation(dialogue.programme, order(dialogue), "sv").html


def test_pages_say_what_is_missing_and_offer_no_print(client, dialogue, process_leader):
    text = add_text(dialogue, process_leader, influence="", decided="", promise="")
    client.force_login(process_leader)
    place = ["provet", dialogue.pk]
    for name in ("text_list", "invitation_detail"):
        page = client.get(reverse(f"dialogues:{name}", args=place)).content.decode()
        assert (page.count(REFUSED), LACKING in page) == (1, True)
        assert f"invitation={dialogue.pk}.ar" not in page
    text.influence, text.decided, text.promise = "أ", "ب", "ت"
    text.save()
    page = client.get(reverse("dialogues:invitation_detail", args=place)).content.decode()
    assert (REFUSED in page, f"invitation={dialogue.pk}.ar" in page) == (False, True)
