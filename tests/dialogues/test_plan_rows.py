"""The rows of a plan: its questions and the groups to be reached, and the guidance beside what is asked."""

import pytest
from django.db import models
from django.urls import reverse

from dialogues.forms.occasions import OccasionForm
from dialogues.forms.parts import InfluenceCreateForm, TargetGroupCreateForm
from dialogues.forms.plan import form_of
from dialogues.guidance import GUIDES
from dialogues.models import Dialogue, Influence, TargetGroup
from dialogues.services.parts import add_part
from dialogues.words.plan_sections import FULL, SHORT
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import RuleViolation
from kraftsamling.shared.receipts import make_form_key
from programmes.models import Body
from programmes.services.keeping import add_record
from tests.dialogues.plans import (
    begin,
    part_address,
    send_part,
    typed,
)
from tests.factories import ProgrammeFactory


@pytest.fixture
def dialogue(programme):
    return begin(programme)


def test_rows_stand_on_the_page_of_their_part(signed_in, dialogue):
    add_part(Influence, dialogue=dialogue, by=None, question="Var ska bänken stå?", state="open")
    html = signed_in.get(part_address(dialogue, "paverkan")).content.decode()
    assert "Var ska bänken stå?" in html
    assert "Spara och lägg till en fråga" in html
    assert "Spara och lägg till en grupp" in signed_in.get(part_address(dialogue, "vilka")).content.decode()


@pytest.mark.parametrize(
    ("kind", "model", "good", "text"),
    [
        ("influence", Influence, {"question": "Var ska bänken stå?", "state": "open"}, "question"),
        ("target_group", TargetGroup, {"name": "Nattskiftet", "is_missing": "on", "hindrance": "Tiden"}, "name"),
    ],
)
def test_row_is_added_changed_withdrawn_and_redacted(signed_in, dialogue, kind, model, good, text):
    signed_in.post(reverse(f"dialogues:{kind}_create", args=["provet", dialogue.pk]), good)
    row = model.objects.get()
    assert getattr(row, text) in signed_in.get(dialogue.get_work_url()).content.decode()
    edit = reverse(f"dialogues:{kind}_edit", args=["provet", row.pk])
    data = typed(signed_in.get(edit).context["form"])
    data = {name: value for name, value in data.items() if value is not False} | {text: "Ändrat"}
    assert signed_in.post(edit, data).status_code == 302
    row.refresh_from_db()
    assert (getattr(row, text), row.version) == ("Ändrat", 2)
    redact = reverse(f"dialogues:{kind}_redact", args=["provet", row.pk])
    signed_in.post(redact, {"fields_to_remove": [text], "reason": "Namnger någon"})
    signed_in.post(reverse(f"dialogues:{kind}_withdraw", args=["provet", row.pk]), {"reason": "Dubblett"})
    row.refresh_from_db()
    assert getattr(row, text).startswith("[Borttaget")
    assert row.withdrawn_at
    assert signed_in.get(edit).status_code == 404
    assert signed_in.get(redact).status_code == 200
    verbs = AuditEntry.objects.filter(target_type=model._meta.label_lower, target_id=row.pk).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == ["part.add", "part.update", "part.redact", "part.withdraw"]


def test_missing_group_needs_its_hindrance(signed_in, dialogue):
    address = reverse("dialogues:target_group_create", args=["provet", dialogue.pk])
    response = signed_in.post(address, {"name": "Nattskiftet", "is_missing": "on"})
    assert list(response.context["form"].errors) == ["hindrance"]


def test_nobody_plans_to_reach_none_of_a_group(signed_in, dialogue):
    address = reverse("dialogues:target_group_create", args=["provet", dialogue.pk])
    response = signed_in.post(address, {"name": "Nattskiftet", "planned": "0"})
    assert list(response.context["form"].errors) == ["planned"]
    assert signed_in.post(address, {"name": "Nattskiftet", "planned": "1"}).status_code == 302


def test_group_stands_once_in_a_plan_whatever_its_letters(signed_in, dialogue, process_leader):
    address = reverse("dialogues:target_group_create", args=["provet", dialogue.pk])
    sent = {"name": "Äldre män", "form_key": make_form_key(process_leader.pk)}
    assert [signed_in.post(address, sent).status_code for _turn in range(2)] == [302, 302]
    assert list(signed_in.post(address, {"name": "ÄLDRE MÄN"}).context["form"].errors) == ["name"]
    signed_in.post(address, {"name": "Unga"})
    young, older = (TargetGroup.objects.get(name=name) for name in ("Unga", "Äldre män"))
    for group, status in ((young, 200), (older, 302)):
        edit = reverse("dialogues:target_group_edit", args=["provet", group.pk])
        data = typed(signed_in.get(edit).context["form"]) | {"name": "äldre män"}
        assert signed_in.post(edit, data).status_code == status


def test_one_decider_is_named_not_two(signed_in, dialogue):
    board = add_record(Body, programme=dialogue.programme, by=None, name="Nämnden", kind="board")
    address = reverse("dialogues:influence_create", args=["provet", dialogue.pk])
    sent = {"question": "Var?", "state": "open", "decided_by": board.pk, "decided_by_other": "Fastighetschefen"}
    form = signed_in.post(address, sent).context["form"]
    assert form.errors == {"decided_by_other": ["Välj en grupp eller skriv vem det annars är, inte båda."]}
    row = add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open", decided_by=board)
    edit = reverse("dialogues:influence_edit", args=["provet", row.pk])
    data = typed(signed_in.get(edit).context["form"])
    assert list(signed_in.post(edit, data | {"decided_by_other": "Chefen"}).context["form"].errors) == [
        "decided_by_other"
    ]
    assert signed_in.post(edit, data | {"decided_by": "", "decided_by_other": "Chefen"}).status_code == 302


def test_deciding_group_of_another_programme_is_refused(dialogue):
    other = add_record(Body, programme=ProgrammeFactory(), by=None, name="Annan", kind="board")
    with pytest.raises(RuleViolation) as violation:
        add_part(Influence, dialogue=dialogue, by=None, question="Var?", state="open", decided_by=other)
    assert violation.value.field == "decided_by"


def test_forms_are_made_once_for_the_same_questions(programme):
    section = SHORT[0]
    assert form_of(section, begin(programme)) is form_of(section, begin(programme))


def test_every_question_has_its_guidance():
    asked = [f"dialogue.{name}" for section in FULL for name in section.fields]
    asked += [f"influence.{name}" for name in InfluenceCreateForm._meta.fields]
    asked += [f"target_group.{name}" for name in TargetGroupCreateForm._meta.fields]
    asked += [f"occasion.{name}" for name in OccasionForm.base_fields if name not in ("version", "base")]
    assert [key for key in asked if key not in GUIDES] == []


def test_written_answers_show_an_example_or_what_is_good():
    written = [name for section in FULL for name in section.fields if isinstance(_column(name), models.TextField)]
    assert [name for name in written if not (_guide(name).example or _guide(name).criterion)] == []


def _column(name: str) -> models.Field:
    return Dialogue._meta.get_field(name)


def _guide(name: str):
    return GUIDES[f"dialogue.{name}"]


@pytest.mark.parametrize(("part", "field", "leads_to"), [
    ("paverkan", "preconditions", "influence_create"), ("vilka", "reach_how", "target_group_create"),
])  # fmt: skip
def test_row_is_added_after_the_part_is_saved(signed_in, dialogue, part, field, leads_to):
    answer = send_part(signed_in, dialogue, part, **{field: "Det vi hann skriva"}, add="1")
    assert answer.url == reverse(f"dialogues:{leads_to}", args=[dialogue.programme.slug, dialogue.pk])
    dialogue.refresh_from_db()
    assert getattr(dialogue, field) == "Det vi hann skriva"


@pytest.mark.parametrize(
    ("kind", "heading"),
    [("influence", "En fråga som går, eller inte går, att påverka"), ("target_group", "En grupp att nå")],
)
def test_first_row_is_not_called_one_more(signed_in, dialogue, kind, heading):
    html = signed_in.get(reverse(f"dialogues:{kind}_create", args=["provet", dialogue.pk])).content.decode()
    assert f">{heading}</h1>" in html
