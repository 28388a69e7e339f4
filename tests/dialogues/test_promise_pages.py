"""Promises at work: counted, listed, written, answered, and shown where else they matter."""

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from dialogues.models import Promise
from dialogues.queries.promise_places import promise_days, promises_in_the_way
from dialogues.queries.promises import Counts, promise_counts, promises_of
from dialogues.services.promises import move_promise, withdraw_promise
from kraftsamling.overview.queries.calendar import calendar_page
from kraftsamling.overview.services.closing import all_closing_obstacles
from kraftsamling.shared.receipts import make_form_key
from programmes.queries.map_items import Audience
from tests.dialogues.promise_samples import (
    DAY,
    change_promise,
    make_dialogue,
    make_function,
    make_promise,
    shown_promises,
)
from tests.factories import make_member


@pytest.fixture
def dialogue(programme, today):
    return make_dialogue(programme)


@pytest.fixture
def promise(dialogue, programme, process_leader):
    return make_promise(dialogue, responsible=make_function(programme, process_leader))


def test_log_leads_to_the_texts_of_a_withdrawn_promise(client, dialogue, programme, process_leader):
    draft = make_promise(dialogue, is_given=False)
    withdraw_promise(draft, by=process_leader, reason="Dubblett")
    client.force_login(process_leader)
    address = reverse("dialogues:promise_redact", args=[programme.slug, draft.pk])
    log = client.get(reverse("programmes:log_list", args=[programme.slug]))
    assert address in {row.redact_url for row in log.context["rows"]}
    posted = client.post(address, {"fields_to_remove": ["what"], "reason": "Namnger en person"})
    draft.refresh_from_db()
    assert draft.what.startswith("[Borttaget")
    assert client.get(posted.url).status_code == 200


def test_what_to_do_about_a_promise_stands_before_the_facts(client, promise, programme, process_leader):
    client.force_login(process_leader)
    page = client.get(reverse("dialogues:promise_detail", args=[programme.slug, promise.pk])).content.decode()
    assert page.index("Svaret är lämnat") < page.index("Om löftet") < page.index("Funktion som ansvarar")
    assert f'href="{promise.dialogue.get_work_url()}"' in page[: page.index("</h1>")]


# Counting and listing


def test_every_given_promise_counts_once(programme, dialogue, process_leader, today):
    late, kept, not_kept, _open = (make_promise(dialogue) for _number in range(4))
    make_promise(dialogue, is_given=False)
    Promise.objects.filter(pk=late.pk).update(due_on=today[0] - DAY)
    move_promise(kept, to="kept", by=process_leader, reason="På mötet")
    move_promise(not_kept, to="not_kept", by=process_leader, reason="Pengarna tog slut")
    assert promise_counts(programme) == Counts(kept=1, open=1, late=1, not_kept=1)
    # Taking the invitation off the public site does not make a late promise disappear from the count.
    type(dialogue).objects.filter(pk=dialogue.pk).update(published_at=None, state="planned")
    assert promises_of(dialogue, Audience.PUBLIC) == []
    assert promise_counts(programme) == Counts(kept=1, open=1, late=1, not_kept=1)


def test_counter_says_all_four_and_nothing_while_nothing_is_promised(programme, dialogue):
    def say():
        with translation.override("sv"):
            return render_to_string("dialogues/_promise_counts_part.html", {"counts": promise_counts(programme)})

    assert say().strip() == ""
    make_promise(dialogue)
    assert [words for words in ("Hållna: 0", "Öppna: 1", "Försenade: 0", "Inte hållna: 0") if words not in say()] == []


def test_list_shows_what_comes_next_first_and_narrows(client, programme, dialogue, process_leader, today):
    mine = make_promise(dialogue, what="Mitt", responsible=make_function(programme, process_leader))
    late = make_promise(make_dialogue(programme), what="Sent")
    kept = make_promise(dialogue, what="Hållet")
    Promise.objects.filter(pk=late.pk).update(due_on=today[0] - DAY)
    Promise.objects.filter(pk=kept.pk).update(due_on=today[0] - 9 * DAY, state="kept", state_reason="Svar")
    client.force_login(process_leader)
    address = reverse("dialogues:promise_list", args=[programme.slug])

    def rows(query=""):
        return [row.what for row in client.get(address + query).context["page"]]

    assert rows() == ["Sent", "Mitt", "Hållet"]
    assert rows("?urval=late") == ["Sent"]
    assert rows("?urval=mine") == ["Mitt"]
    assert rows("?state=kept") == ["Hållet"]
    assert rows(f"?dialog={dialogue.pk}") == ["Mitt", "Hållet"]
    assert mine.get_work_url() in client.get(address).content.decode()


def test_pages_take_the_same_number_of_queries_however_many_there_are(client, programme, dialogue, process_leader):
    client.force_login(process_leader)
    address = reverse("dialogues:promise_list", args=[programme.slug])
    function, counted = make_function(programme, process_leader), []
    for number in (2, 9):
        for _new in range(number):
            promise = make_promise(dialogue, responsible=function)
            change_promise(promise, process_leader, what="Annat", change_reason="Så")
        with CaptureQueriesContext(connection) as listed:
            client.get(address)
        with CaptureQueriesContext(connection) as part:
            shown_promises(dialogue)
        counted.append((len(listed), len(part), function.promises.count()))
    assert [row[2] for row in counted] == [2, 11]
    assert counted[0][:2] == counted[1][:2]
    assert counted[0][1] == 2


def test_promise_stands_in_calendar_at_its_function_and_before_closing(client, promise, programme, process_leader):
    first = promise.due_on.replace(day=1)
    (item,) = promise_days(programme, first, promise.due_on)
    assert (item.first, item.url, item.kind) == (promise.due_on, promise.get_work_url(), "promise")
    assert [
        found.url for group in calendar_page(programme, first, "promise").groups for _kind, found in group.items
    ] == [item.url]
    assert promise_days(programme, promise.due_on + DAY, promise.due_on + 9 * DAY) == []
    client.force_login(process_leader)
    listed = client.get(reverse("programmes:responsibility_list", args=[programme.slug])).content.decode()
    assert "1 öppet löfte" in listed
    assert [row.is_blocking for row in promises_in_the_way(programme)] == [True]
    assert promises_in_the_way(programme)[0] in all_closing_obstacles(programme)
    move_promise(promise, to="kept", by=process_leader, reason="På mötet")
    assert promises_in_the_way(programme) == []


# Pages


def test_promise_is_written_under_its_dialogue(signed_in, programme, dialogue, process_leader):
    address = reverse("dialogues:promise_create", args=[programme.slug, dialogue.pk])
    data = {"to_whom": "Alla", "what": "Vad ni sa", "channels": "web", "form_key": make_form_key(process_leader.pk)}
    refused = signed_in.post(address, data)
    assert list(refused.context["form"].errors) == ["due_on"]
    signed_in.post(address, {**data, "due_on": "2030-06-01"})
    promise = dialogue.promises.get()
    assert (promise.what, promise.published_at) == ("Vad ni sa", None)


def test_promise_cannot_be_written_under_a_dialogue_of_another_programme(signed_in, programme, hidden_dialogue):
    address = reverse("dialogues:promise_create", args=[programme.slug, hidden_dialogue.pk])
    assert signed_in.get(address).status_code == 404


@pytest.fixture
def hidden_dialogue(municipality):
    from tests.factories import ProgrammeFactory

    return make_dialogue(ProgrammeFactory(slug="annat", code="ANNAT"))


def test_form_asks_why_only_when_the_promise_is_given(signed_in, programme, dialogue, promise, process_leader):
    draft = make_promise(dialogue, is_given=False)
    for row, is_asked in ((promise, True), (draft, False)):
        form = signed_in.get(reverse("dialogues:promise_edit", args=[programme.slug, row.pk])).context["form"]
        assert ("change_reason" in form.fields) == is_asked
        data = {name: form.initial.get(name) or "" for name in form.fields} | {"what": "Annat"}
        posted = signed_in.post(
            reverse("dialogues:promise_edit", args=[programme.slug, row.pk]),
            {**data, "form_key": make_form_key(process_leader.pk)},
        )
        assert posted.status_code == (200 if is_asked else 302)
        if is_asked:
            assert list(posted.context["form"].errors) == ["change_reason"]


def test_answer_is_noted_with_place_and_day(signed_in, programme, promise, today, process_leader):
    address = reverse("dialogues:promise_move", args=[programme.slug, promise.pk, "kept"])
    assert signed_in.get(address).context["form"].initial.get("answered_on", today[0]) == today[0]
    data = {"reason": "Brev till alla hushåll", "answered_on": (today[0] + DAY).isoformat(), "is_as_promised": "on"}
    refused = signed_in.post(address, {**data, "form_key": make_form_key(process_leader.pk)})
    assert list(refused.context["form"].errors) == ["answered_on"]
    data["answered_on"] = today[0].isoformat()
    signed_in.post(address, {**data, "form_key": make_form_key(process_leader.pk)})
    promise.refresh_from_db()
    assert (promise.state, promise.state_reason) == ("kept", "Brev till alla hushåll")
    assert signed_in.get(reverse("dialogues:promise_move", args=[programme.slug, promise.pk, "x"])).status_code == 404


@pytest.mark.parametrize(
    ("role", "changes", "gives"),
    [("process_leader", 200, 302), ("facilitator", 200, 403), ("researcher", 403, 403), ("politician", 403, 403)],
)
def test_who_may_change_and_who_may_give(client, programme, dialogue, role, changes, gives):
    draft = make_promise(dialogue, is_given=False, responsible=make_function(programme))
    client.force_login(make_member(programme, role, name=role))
    assert client.get(reverse("dialogues:promise_edit", args=[programme.slug, draft.pk])).status_code == changes
    address = reverse("dialogues:promise_set_public", args=[programme.slug, draft.pk])
    assert client.post(address, {"is_public": "yes", "version": str(draft.version)}).status_code == gives
    draft.refresh_from_db()
    assert bool(draft.published_at) == (gives == 302)


def test_days_of_which_one_is_needed_are_not_called_optional(client, dialogue, programme, process_leader):
    client.force_login(process_leader)
    page = client.get(reverse("dialogues:promise_create", args=[programme.slug, dialogue.pk])).content.decode()
    menu = client.get(reverse("programmes:responsibility_list", args=[programme.slug])).context
    part, own = (
        next(entry["label"] for entry in menu[name] if entry["is_current"]) for name in ("programme_nav", "section_nav")
    )
    assert f"Lägg först till den under ”{part}” och ”{own}”" in page
    assert page.count("(frivilligt)") == 1  # where more exactly
