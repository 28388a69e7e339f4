"""Whoever writes in a plan loses no word of it, whatever plan a colleague makes of it meanwhile."""

import pytest
from django.forms import NumberInput, Textarea
from django.urls import reverse

from dialogues.models import Dialogue
from dialogues.services.dialogues import update_plan
from dialogues.words.plan_sections import FULL, INFORMATION, SHORT
from kraftsamling.shared.models import FormDraft
from tests.dialogues.plans import begin, typed

TO_INFORMATION = {"is_matter_open": "no"}
TO_FULL, TO_SHORT = {"size": "full"}, {"size": "short"}


def page(dialogue: Dialogue, section: str) -> str:
    return reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, section])


def save(dialogue: Dialogue, changes: dict[str, str]) -> None:
    dialogue.refresh_from_db()
    update_plan(dialogue, changes=changes, expected_version=dialogue.version, by=None)


@pytest.mark.parametrize(
    ("sections", "first", "then"),
    [
        (FULL, TO_FULL, TO_INFORMATION), (FULL, TO_FULL, TO_SHORT), (SHORT, TO_SHORT, TO_INFORMATION),
        (SHORT, TO_SHORT, TO_FULL), (INFORMATION, TO_INFORMATION, {"is_matter_open": "yes", "size": "full"}),
    ],
    ids=["full to information", "full to short", "short to information", "short to full", "information to full"],
)  # fmt: skip
def test_every_answer_is_saved_though_a_colleague_made_another_plan_of_it(signed_in, programme, sections, first, then):
    for section in sections:
        dialogue = begin(programme, purpose="create", advice_reason="Vi provar")
        save(dialogue, first)
        form = signed_in.get(page(dialogue, section.key)).context["form"]
        asked = {name: field.widget for name, field in form.fields.items() if not hasattr(field, "for_links")}
        written = {name: f"Svar på {name}" for name, widget in asked.items() if isinstance(widget, Textarea)}
        written |= {name: 7 for name, widget in asked.items() if type(widget) is NumberInput}
        save(dialogue, then)
        merged = signed_in.post(page(dialogue, section.key), typed(form) | written)
        assert merged.context["form"].was_merged, section.key
        assert signed_in.post(page(dialogue, section.key), typed(merged.context["form"])).status_code == 302
        dialogue.refresh_from_db()
        assert {name: getattr(dialogue, name) for name in written} == written
        assert {name: getattr(dialogue, name) for name in then} == then


def test_choice_of_a_form_is_shown_beside_the_information_it_became(signed_in, programme):
    dialogue = begin(programme, purpose="create", advice_reason="Vi provar")
    mine = typed(signed_in.get(page(dialogue, "form")).context["form"])
    save(dialogue, TO_INFORMATION)
    mine |= {"form": "learning", "level": "dialogue", "advice_reason": "Det har gått bra förut"}
    both = signed_in.post(page(dialogue, "form"), mine).context["form"]
    assert {each["name"] for each in both.conflicts} == {"form", "level"}
    chosen = typed(both) | {"form": "information", "level": "information"}
    assert signed_in.post(page(dialogue, "form"), chosen).status_code == 302
    dialogue.refresh_from_db()
    assert (dialogue.form, dialogue.advice_reason) == ("information", "Det har gått bra förut")


def test_text_that_was_kept_when_the_sign_in_expired_is_shown(signed_in, programme, process_leader):
    dialogue = begin(programme, size="full")
    address = page(dialogue, "varfor")
    mine = typed(signed_in.get(address).context["form"]) | {"why_invite": "Bänken"}
    draft = FormDraft.objects.create(owner=process_leader, path=address, fields={n: [v] for n, v in mine.items()})
    save(dialogue, TO_INFORMATION)
    assert "Bänken" in signed_in.get(f"{address}?utkast={draft.token}").content.decode()
    assert signed_in.get(address).status_code == 302
