"""Whatever is refused is refused in one clear sentence, at the right question, and what was typed stays."""

import ast
import datetime as dt
import html
import re
import uuid
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from dialogues.models import Contribution, Dialogue, Influence, Method, MethodCase, Occasion, Promise, TargetGroup
from dialogues.queries.registrations import link_secret
from dialogues.services.contributions import add_contribution, add_theme
from dialogues.services.occasions import move_occasion
from dialogues.services.promises import move_promise
from kraftsamling.shared import clock
from kraftsamling.shared.receipts import make_form_key
from programmes.services.keeping import add_record
from tests.dialogues.invitations import add_text, make_published, make_ready
from tests.dialogues.occasions import ORIGIN, party
from tests.dialogues.plans import typed

pytestmark = pytest.mark.once

PAST, COMING = clock.today() - dt.timedelta(days=9), clock.today() + dt.timedelta(days=9)
# What no page leads to: a button that is not there, a choice that is not offered, a document that is made later.
NOT_MET = {
    "Publish it from the page", "Choose one of your own municipality's", "What the document is about",
    "One can no longer sign up", "%(why)s There is nothing to invite people to.", "The text in this language",
    "Nothing would be left to read", "Choose something that belongs to this dialogue", "The code belongs to another",
    "It has a code already",
}  # fmt: skip


def refusals() -> set[tuple[str, ...]]:
    """Return every sentence of a RuleViolation in the app, with its plural if it has one."""
    found = set()
    for path in Path("dialogues").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "RuleViolation":
                inner = [each for each in ast.walk(node.args[0]) if getattr(each, "func", None) and
                         getattr(each.func, "id", "") in ("_", "ngettext")]  # fmt: skip
                texts = [tuple(arg.value for arg in each.args if isinstance(arg, ast.Constant)) for each in inner]
                found |= {words for words in texts if words}
    return found


def change(model, **values):
    return lambda rows: model.objects.filter(dialogue=rows.dialogue).update(**values)


def change_dialogue(**values):
    return lambda rows: Dialogue.objects.filter(pk=rows.dialogue.pk).update(**values)


def sign_up(people):
    return lambda rows: setattr(rows, "registration", party(rows.occasion, people))


def cancel(rows):
    move_occasion(rows.occasion, to="cancelled", by=None, reason="Sjuk")
    change_dialogue(state="cancelled")(rows)


def cancel_an_evening_of_somebody(rows):
    party(rows.occasion, phone="0701234567")
    move_occasion(rows.occasion, to="cancelled", by=None, reason="Sjuk")


def keep_promise(rows):
    move_promise(rows.promise, to="kept", by=None, reason="På mötet")


def change_after_translation(rows):
    rows.text = add_text(rows.dialogue, None, is_reviewed=False)
    change_dialogue(title="Ett annat namn")(rows)


def begin_occasion(rows):
    sign_up(1)(rows)
    change(Occasion, starts_at=clock.now() - dt.timedelta(hours=1))(rows)


def cancel_after_sign_up(rows):
    sign_up(1)(rows)
    move_occasion(rows.occasion, to="cancelled", by=None, reason="Sjuk")


def name_a_method(rows):
    municipality = rows.dialogue.programme.municipality
    values = {"line": "x", "span": "days", "cost": "low"}
    rows.method = Method.objects.get_or_create(municipality=municipality, name="Egen", defaults=values)[0]


def share_a_case(rows):
    name_a_method(rows)
    rows.shared = add_record(MethodCase, programme=rows.dialogue.programme, by=None, method=rows.method, title="Kväll",
                             shared_by="Grannkommunen", shared_uuid=uuid.uuid4())  # fmt: skip


def note(text="Det är mörkt vid bänken", **fields):
    """Let somebody have said something; with ``state`` it has been read."""

    def prepare(rows):
        rows.contribution = add_contribution(dialogue=rows.dialogue, text=text, by=None)
        Contribution.objects.filter(pk=rows.contribution.pk).update(**fields)

    return prepare


PUBLIC = {"state": "published", "published_at": clock.now(), "public_text": "Det är mörkt vid bänken"}
METHOD = {"name": "Ny", "line": "x", "purposes": "learn", "levels": "dialogue", "forms": "learning", "groups": "young",
          "span": "days", "cost": "low", "people_min": "1"}  # fmt: skip
NOTHING = change_dialogue()
# (how the sentence begins, at which question or "" above the page, address, what is sent, what has happened before)
PLANNED = [
    ("You have answered that it", "", ("advice_choose", "dialogue"), {"question": "level", "value": "dialogue"},
     change_dialogue(is_matter_open="no", form="", level="")),
    ("The last day lies", "formal_until", ("dialogue_edit", "dialogue", "formell-koppling"),
     {"formal_link": "plan_review", "formal_from": "2035-05-02", "formal_until": "2035-05-01"},
     change_dialogue(formal_link="plan_review")),
    ("What may be secret", "", ("dialogue_publish", "dialogue"), {},
     change_dialogue(openness="marked", secrecy_provision="OSL 26 kap. 1 §", secrecy_marked_at=clock.now(),
                     registry_number="KS 1")),
    ("The invitation cannot be published yet", "", ("dialogue_publish", "dialogue"), {}, change_dialogue(question="")),
    ("The information cannot be published yet", "", ("dialogue_publish", "dialogue"), {},
     change_dialogue(question="", is_matter_open="no", form="information", level="information")),
    ("Publish the invitation first", "", ("occasion_set_public", "occasion"), {"is_public": "yes"}, NOTHING),
    ("The promise is published together", "", ("promise_set_public", "promise"), {"is_public": "yes"}, NOTHING),
    ("The promise has not been given", "", ("promise_move", "promise", "kept"),
     {"reason": "Brev", "is_as_promised": True}, NOTHING),
    ("Name the day by which", "due_on", ("promise_edit", "promise"), {"due_on": ""}, NOTHING),
    ("When you cannot name", "next_message_on", ("promise_edit", "promise"), {"due_on": "", "condition": "Beslut"},
     NOTHING),
    ("These are another municipality's words", "", ("method_case_edit", "shared"), {"title": "Nytt"}, share_a_case),
    ("This group stands in the plan", "name", ("target_group_create", "dialogue"), {"name": "UNGA"},
     lambda rows: TargetGroup.objects.create(dialogue=rows.dialogue, name="Unga")),
    ("There is already a method", "name", ("method_create",), METHOD | {"name": "Egen"}, name_a_method),
    ("A personal identity number", "public_text", ("contribution_publish", "contribution"),
     {"public_text": "Jag är 811218-9876", "reason": "Vill det själv"}, note()),
    ("Say why it is not shown", "reason", ("contribution_publish", "contribution"),
     {"public_text": "Det är mörkt", "reason": ""}, note()),
    ("There may be something about a person", "reason", ("contribution_publish", "contribution"),
     {"public_text": "Ring 070-123 45 67", "reason": ""}, note("Ring 070-123 45 67")),
    ("Say which organisation", "speaks_for", ("contribution_edit", "contribution"), {"kind": "table"}, note()),
    ("Everyone can read this", "matter", ("contribution_edit", "contribution"), {"matter": "idea"}, note(**PUBLIC)),
    ("The dialogue has a theme", "name", ("theme_create", "dialogue"), {"name": "LJUS"},
     lambda rows: add_theme(dialogue=rows.dialogue, name="Ljus", by=None)),
    ("This is fewer than", "people_max", ("method_create",), METHOD | {"people_min": "9", "people_max": "3"}, NOTHING),
]  # fmt: skip
PUBLISHED = [
    ("The invitation is published", "plan_name", ("dialogue_edit", "dialogue", "formell-koppling"),
     {"formal_link": "plan_review"}, NOTHING),
    ("People have been told of this procedure", "formal_link", ("dialogue_edit", "dialogue", "formell-koppling"),
     {"formal_link": "none"}, change_dialogue(formal_link="plan_review")),
    ("People can read that it is cancelled", "", ("dialogue_move", "dialogue", "planned"), {"reason": "Fel"},
     change_dialogue(state="cancelled", published_at=clock.now() - dt.timedelta(days=2))),
    ("People have been promised an answer since", "", ("dialogue_move", "dialogue", "planned"), {"reason": "Fel"},
     change_dialogue(published_at=clock.now() - dt.timedelta(days=2))),
    ("%d promise is still open", "", ("dialogue_move", "dialogue", "closed"), {}, change_dialogue(state="compiling")),
    ("People have been invited to it", "", ("dialogue_withdraw", "dialogue"), {"reason": "Fel"}, NOTHING),
    ("People have been invited to something else. Change", "is_matter_open", ("dialogue_edit", "dialogue", "fragor"),
     {"is_matter_open": "no"}, NOTHING),
    ("People have been invited to something else. Say", "reason", ("dialogue_edit", "dialogue", "form"),
     {"level": "consultation"}, NOTHING),
    ("People have been told this. Choose", "level", ("dialogue_edit", "dialogue", "form"), {"level": ""}, NOTHING),
    ("Nothing can be influenced", "level", ("dialogue_edit", "dialogue", "form"),
     {"form": "consultation", "level": "consultation", "reason": "Mer"}, lambda rows: (
         change_dialogue(form="information", level="information")(rows), change(Influence, state="fixed")(rows))),
    ("People have been told this. Say", "change_reason", ("influence_edit", "influence"), {"limits": "Nio"}, NOTHING),
    ("Then nothing can be", "state", ("influence_edit", "influence"), {"state": "fixed", "change_reason": "Nytt"},
     NOTHING),
    ("Write both when", "ends", ("occasion_edit", "occasion"), {"ends": ""}, NOTHING),
    ("The last day lies", "last_day", ("occasion_edit", "occasion"), {"last_day": str(PAST)}, NOTHING),
    ("It would end before", "ends", ("occasion_edit", "occasion"), {"ends": "17:00"}, NOTHING),
    ("%(count)d people already", "capacity", ("occasion_edit", "occasion"), {"capacity": "2"}, sign_up(5)),
    ("People have signed up already", "needs_registration", ("occasion_edit", "occasion"),
     {"needs_registration": False}, sign_up(1)),
    ("The occasion cannot be published yet", "", ("occasion_set_public", "occasion"), {"is_public": "yes"},
     change(Occasion, published_at=None, address="", place=None)),
    ("The occasion is published. Missing", "address", ("occasion_edit", "occasion"), {"address": "", "place": ""},
     NOTHING),
    ("It has not begun yet", "", ("occasion_move", "occasion", "held"), {}, NOTHING),
    ("The dialogue is cancelled. Plan", "", ("occasion_move", "occasion", "planned"), {"reason": "Ändå"}, cancel),
    ("The dialogue is cancelled, and", "", ("occasion_move", "occasion", "planned"), {"reason": "Ändå"},
     lambda rows: (cancel(rows), change_dialogue(published_at=clock.now() - dt.timedelta(days=2))(rows))),
    ("People have signed up. Cancel", "", ("occasion_set_public", "occasion"), {"is_public": "no"}, sign_up(1)),
    ("The dialogue is closed", "", ("promise_create", "dialogue"),
     {"to_whom": "Alla", "what": "Mer", "channels": "web", "due_on": str(COMING)}, change_dialogue(state="closed")),
    ("What became of", "", ("promise_edit", "promise"), {"what": "Annat", "change_reason": "Fel"}, keep_promise),
    ("This has been promised", "change_reason", ("promise_edit", "promise"), {"what": "Annat"}, NOTHING),
    ("Somebody must answer", "responsible", ("promise_edit", "promise"), {"responsible": ""}, NOTHING),
    ("Choose a day that has", "due_on", ("promise_edit", "promise"), {"due_on": str(PAST), "change_reason": "Fel"},
     NOTHING),
    ("What has been promised cannot be taken", "", ("promise_set_public", "promise"), {"is_public": "no"}, NOTHING),
    ("Say first which function", "", ("promise_set_public", "promise"), {"is_public": "yes"},
     change(Promise, published_at=None, responsible=None)),
    ("The day of the promise", "", ("promise_set_public", "promise"), {"is_public": "yes"},
     change(Promise, published_at=None, due_on=PAST)),
    ("The answer must have", "answered_on", ("promise_move", "promise", "kept"),
     {"reason": "Brev", "answered_on": str(COMING), "is_as_promised": True}, NOTHING),
    ("On that day nothing", "answered_on", ("promise_move", "promise", "kept"),
     {"reason": "Brev", "answered_on": str(PAST), "is_as_promised": True}, NOTHING),
    ("What has been promised cannot be with", "", ("promise_withdraw", "promise"), {"reason": "Fel"}, NOTHING),
    ("Not everyone who has signed up", "", ("occasion_withdraw", "occasion"), {"reason": "Fel"},
     cancel_an_evening_of_somebody),
    ("There is only %(count)d place", "people", ("registration_sign_up", "occasion"), {"people": "21"}, NOTHING),
    ("There is room for %(count)d person", "people", ("registration_open", "registration"), {"people": "25"},
     sign_up(3)),
    ("It has begun or is over, so nothing", "", ("registration_open", "registration"), {"people": "2"},
     begin_occasion),
    ("It is cancelled, so nothing", "", ("registration_open", "registration"), {"people": "2"}, cancel_after_sign_up),
    ("It is cancelled, so nobody", "", ("participant_add", "occasion"), {"people": "2"}, cancel_after_sign_up),
    ("The original has changed", "", ("text_review", "dialogue", "ar"), {"version": "1"}, change_after_translation),
]  # fmt: skip


def address_of(rows, name: str, row: str = "", *more: str) -> str:
    programme = rows.dialogue.programme
    if name == "registration_open":
        return reverse(f"dialogues:{name}", args=[link_secret(rows.registration)])
    if name == "registration_sign_up":
        return reverse(f"dialogues:{name}", args=[programme.slug, rows.dialogue.slug, rows.occasion.pk])
    return reverse(f"dialogues:{name}", args=[programme.slug, *([getattr(rows, row).pk] if row else []), *more])


def send(client, user, rows, where, sent):
    """Send the form of the page with these changes, or press the button, from a page that is up to date."""
    address = address_of(rows, *where)
    shown = client.get(address)
    data = typed(shown.context["form"]) if shown.status_code == 200 else {}
    row = getattr(rows, where[1]) if len(where) > 1 else None
    if row and not data:
        row.refresh_from_db()
        data = {"version": row.version}
    key = make_form_key(None if where[0].startswith("registration") else user.pk)
    return client.post(address, {**data, **sent, "form_key": key}, follow=True, headers=ORIGIN)


def as_pattern(begins: str) -> re.Pattern:
    """Return the Swedish sentence that begins so in English, whatever it names."""
    words = next(words for words in refusals() if words[0].startswith(begins))
    said = {ngettext(*words, number) for number in (1, 2)} if len(words) == 2 else {gettext(*words)}
    return re.compile("|".join(re.sub(r"%(\\\(\w+\\\))?[ds]", ".+", re.escape(each)) for each in said))


@pytest.mark.parametrize(
    ("make", "begins", "field", "where", "sent", "prepare"),
    [(make, *case) for make, cases in ((make_ready, PLANNED), (make_published, PUBLISHED)) for case in cases],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_refusal_is_said_at_its_place_and_loses_nothing(
    client, programme, administrator, make, begins, field, where, sent, prepare
):
    dialogue = make(programme, administrator)
    rows = SimpleNamespace(
        dialogue=dialogue, promise=dialogue.promises.get(), occasion=dialogue.occasions.get(),
        influence=Influence.objects.get(dialogue=dialogue, state="open"),
    )  # fmt: skip
    prepare(rows)
    client.force_login(administrator)
    answer = send(client, administrator, rows, where, sent)
    page, pattern = html.unescape(answer.content.decode()), as_pattern(begins)
    assert (answer.status_code, bool(pattern.search(page))) == (200, True)
    if field:
        form = answer.context["form"]
        assert {name: len(said) for name, said in form.errors.items()} == {field: 1}
        assert pattern.fullmatch(form.errors[field][0])
        kept = {name: form[name].value() for name in sent if name in form.fields}
        assert kept
        assert all(value in (sent[name], [sent[name]]) for name, value in kept.items())


def test_every_refusal_is_met_here():
    met = partial(str.startswith)
    begun = [case[0] for case in (*PLANNED, *PUBLISHED)] + sorted(NOT_MET)
    assert [words[0] for words in refusals() if not any(met(words[0], each) for each in begun)] == []
