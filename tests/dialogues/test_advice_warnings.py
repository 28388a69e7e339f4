"""Every warning of the adviser stands on the page of the advice, with its source and a way to where it is mended."""

import datetime as dt
import html
import re
from dataclasses import fields
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from dialogues.adviser import Answers, MethodFacts, advise
from dialogues.adviser.kinds import SOURCES, MethodCaution
from dialogues.adviser.rules.warnings import WARNINGS
from dialogues.models import Dialogue, Influence, Method, Occasion, TargetGroup
from dialogues.queries.advice import answers_of
from kraftsamling.shared import clock
from kraftsamling.shared.dates import ImpreciseDate
from programmes.models import Body
from programmes.services.keeping import add_record
from tests.dialogues.adviser_cases import BUDGET, CAFE, CASES, OF_BUDGET, TODAY
from tests.dialogues.plans import begin, promise

pytestmark = pytest.mark.once

STOCKHOLM = ZoneInfo("Europe/Stockholm")
NOON = dt.datetime(2035, 6, 9, 11)  # when an occasion is, that a case gives no time
COLUMNS = {"people": "expected_people", "hours": "budget_hours", "kronor": "budget_kronor"}
# The service and the table refuse what this one warns of (test_plan.py), so that no page can show it.
REFUSED = {"gate_but_more"}


def write_plan(dialogue: Dialogue, answers: Answers) -> None:
    """Let the plan give just these answers."""
    plain = {field.name for field in Dialogue._meta.concrete_fields}
    columns = {field.name: COLUMNS.get(field.name, field.name) for field in fields(Answers)}
    values = {column: getattr(answers, name) for name, column in columns.items() if column in plain}
    values |= {"state": "open"} if answers.is_invited else {}
    values |= {"ends_on": ImpreciseDate(answers.over_on)} if answers.over_on else {}
    Dialogue.objects.filter(pk=dialogue.pk).update(**values)
    for kind in answers.groups | answers.missing or ([""] if answers.is_removal_lacking else []):
        TargetGroup.objects.create(
            dialogue=dialogue, name="En grupp", kind=kind, removal="" if answers.is_removal_lacking else "Vi går dit",
            is_missing=kind in answers.missing or answers.is_removal_lacking,
        )  # fmt: skip
    write_decisions(dialogue, answers)
    for each in answers.occasions:
        begins, ends = (moment.replace(tzinfo=STOCKHOLM) for moment in (each.begins or NOON, each.ends or NOON))
        add_record(
            Occasion, programme=dialogue.programme, by=None, dialogue=dialogue, starts_at=begins, ends_at=ends,
            kind=each.kind, title=each.name, is_all_day=each.is_all_day, is_impartial=each.is_impartial,
            neutrality="Skolan" if each.is_neutrality_noted else "", step_free=each.step_free,
            interpreter=each.interpreter, childcare=each.childcare,
        )  # fmt: skip
    for day in answers.promised_on:
        promise(dialogue, day)
    dialogue.methods.set([add_method(dialogue, facts) for facts in answers.methods])


def write_decisions(dialogue: Dialogue, answers: Answers) -> None:
    for state in answers.influences:
        Influence.objects.create(dialogue=dialogue, question="Var?", state=state)
    for day in answers.decided_on:
        Influence.objects.create(dialogue=dialogue, question="Hur?", state="open", decided_on=ImpreciseDate(day))
    if answers.is_decided_elsewhere:
        board = add_record(Body, programme=dialogue.programme, by=None, kind="board", name="Nämnden")
        Influence.objects.create(dialogue=dialogue, question="Om?", state="open", decided_by=board)


def add_method(dialogue: Dialogue, facts: MethodFacts) -> Method:
    values = {field.name: getattr(facts, field.name) for field in fields(MethodFacts) if field.name != "pk"}
    listed = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in values.items()}
    municipality = dialogue.programme.municipality
    return Method.objects.update_or_create(municipality=municipality, name=facts.name, defaults=listed)[0]


def answers_with(rule, *, is_held: bool = True) -> Answers:
    """Return answers of which the rule warns, or others that it is silent about."""
    method = BUDGET if rule.key in OF_BUDGET else CAFE
    more = {"methods": (method,)} if isinstance(rule, MethodCaution) else {}
    case = CASES[rule.key]
    holding, other = case if isinstance(case, tuple) else (case, {})
    return Answers(**more | (holding if is_held else other))


def warnings_on(client, programme, answers: Answers) -> list[str]:
    """Return what stands in the warnings of a dialogue with such a plan, in words, with where each leads."""
    dialogue = begin(programme)
    write_plan(dialogue, answers)
    page = client.get(reverse("dialogues:advice", args=[programme.slug, dialogue.pk])).content.decode()
    found = re.search(r'<div class="ds-alert k-notice" data-color="warning">.*?</div>', page, re.DOTALL)
    listed = re.findall(r"<li>(.*?)</li>", found[0], re.DOTALL) if found else []
    addresses = [re.search(r'href="([^"#]*)', each)[1] for each in listed]
    assert {client.get(address).status_code for address in addresses} <= {200}
    return [html.unescape(each) for each in listed]


@pytest.mark.parametrize("rule", [rule for rule in WARNINGS if rule.key not in REFUSED], ids=lambda rule: rule.key)
def test_warning_stands_on_the_page_while_its_answers_do(client, programme, process_leader, rule, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    client.force_login(process_leader)
    holding, other = (answers_with(rule, is_held=is_held) for is_held in (True, False))
    shown = warnings_on(client, programme, holding)
    said = next(
        each.text for each in advise(answers_of(Dialogue.objects.latest("pk"))).warnings if each.key == rule.key
    )
    (found,) = [each for each in shown if said in each]
    assert f"({SOURCES[rule.source]})" in found
    assert not any(said in each for each in warnings_on(client, programme, other))
