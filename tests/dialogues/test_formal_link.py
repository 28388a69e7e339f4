"""The link to a procedure in law: what must be told of it, when it is said, and that everyone reads it."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from dialogues.enums import FormalLink
from dialogues.models import Dialogue
from dialogues.prints.mail_text import write_mail_text
from dialogues.prints.plan_document import PLAN_DOCUMENT
from dialogues.queries.invitations import invitation_in
from dialogues.queries.readiness import missing_for_publishing, second_thoughts
from dialogues.services.dialogues import update_plan
from dialogues.words.formal_texts import broken_addresses, formal_notice, formal_text
from dialogues.words.plan_sections import ALL_FORMAL, FORMAL_QUESTIONS, lacking_formal
from kraftsamling.shared.errors import RuleViolation
from tests.dialogues.invitations import make_published, make_ready
from tests.dialogues.plans import REVIEW, begin, typed

TIMES = {"formal_from", "formal_until"}


@pytest.mark.parametrize("link", [link for link in FormalLink if formal_text(link)])
def test_top_of_the_page_says_that_it_is_not_the_formal_procedure_and_leads_to_what_that_means(
    client, programme, process_leader, link
):
    dialogue = make_published(programme, process_leader)
    Dialogue.objects.filter(pk=dialogue.pk).update(**{**REVIEW, "formal_link": link})
    glance = client.get(dialogue.get_absolute_url()).content.decode().split("</dl>")[0]
    assert (str(formal_text(link).short) in glance, '<a href="#formal">' in glance) == (True, True)


def page(dialogue: Dialogue) -> str:
    return reverse("dialogues:dialogue_edit", args=["provet", dialogue.pk, "formell-koppling"])


def send(client, dialogue: Dialogue, **changes):
    form = client.get(page(dialogue)).context["form"]
    return client.post(page(dialogue), typed(form) | {name: str(value) for name, value in changes.items()})


def gaps(dialogue: Dialogue) -> set[str]:
    return {gap.key for gap in missing_for_publishing(Dialogue.objects.get(pk=dialogue.pk))}


@pytest.mark.parametrize("link", FORMAL_QUESTIONS)
def test_each_question_says_which_links_ask_it_and_choosing_one_leads_to_them(signed_in, programme, link):
    dialogue = begin(programme)
    fields = signed_in.get(page(dialogue)).context["form"].fields
    assert {name for name in ALL_FORMAL if link in fields[name].for_links.split()} == set(FORMAL_QUESTIONS[link])
    response = send(signed_in, dialogue, formal_link=link)
    assert response.url == page(dialogue)
    assert "Berätta nu" in signed_in.get(response.url).content.decode()


@pytest.mark.parametrize("link", ["", *FormalLink.values])
def test_questions_of_other_links_are_hidden_by_the_style_of_the_chosen_one(link):
    styles = (settings.BASE_DIR / "static/css/work.css").read_text()
    chosen = f'.k-form:has([name="formal_link"][value="{link}"]:checked)'
    others = f':not([data-for-links~="{link}"], .k-field--invalid)' if link in FORMAL_QUESTIONS else ":not(.k-field"
    assert re.search(re.escape(chosen) + r"\s+\[data-for-links\]" + re.escape(others), styles)


def test_new_dialogue_has_not_answered_whether_there_is_a_procedure_in_law(signed_in, programme, process_leader):
    dialogue = begin(programme)
    form = signed_in.get(page(dialogue)).context["form"]
    assert (form["formal_link"].value(), form.fields["formal_link"].choices[0]) == ("", ("", "Inte besvarat än"))
    ready = make_ready(programme, process_leader, formal_link="")
    told = {gap.key: gap.text for gap in missing_for_publishing(ready)}
    assert told == {"formal": "Svara på om det finns en lagreglerad process om samma sak"}
    Dialogue.objects.filter(pk=ready.pk).update(formal_link="none")
    assert gaps(ready) == set()


def test_answer_is_not_taken_back_once_people_are_invited(signed_in, programme, process_leader):
    dialogue = make_published(programme, process_leader)
    assert list(send(signed_in, dialogue, formal_link="").context["form"].errors) == ["formal_link"]


def test_time_of_a_procedure_that_is_not_chosen_hinders_nobody(signed_in, programme):
    dialogue = begin(programme)
    turned = {"formal_from": "2027-04-10", "formal_until": "2027-04-01"}
    assert send(signed_in, dialogue, formal_link="none", **turned).status_code == 302
    assert Dialogue.objects.get(pk=dialogue.pk).formal_until is None


def test_half_an_answer_is_kept_and_told_as_missing(signed_in, programme):
    dialogue = begin(programme, formal_link="plan_review")
    assert send(signed_in, dialogue, plan_name="Detaljplan för torget").status_code == 302
    html = signed_in.get(dialogue.get_work_url()).content.decode()
    assert "Detaljplan för torget" in html
    assert "Område som planen omfattar" in html
    assert "k-optional" not in signed_in.get(page(dialogue)).content.decode()


@pytest.mark.parametrize("name", [name for name in REVIEW if name != "formal_link"])
def test_review_cannot_be_published_without_any_point_of_its_notice(programme, process_leader, name):
    empty = None if name in TIMES else " "
    dialogue = make_ready(programme, process_leader, **REVIEW | {name: empty})
    assert gaps(dialogue) == {"formal"}
    Dialogue.objects.filter(pk=dialogue.pk).update(**{name: REVIEW[name]})
    assert gaps(dialogue) == set()


@pytest.mark.parametrize(
    ("link", "may_be_empty"),
    [
        ("before_plan", {"plan_name", "plan_number", *TIMES}),
        ("plan_consultation", {"plan_deviation"}),
        ("comprehensive_plan", set()),
        ("other_act", TIMES),
    ],
)
def test_each_link_needs_its_own(programme, link, may_be_empty):
    assert set(FORMAL_QUESTIONS[link]) - set(lacking_formal(begin(programme, formal_link=link))) == may_be_empty


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"formal_from": "2027-01-04", "formal_until": "2027-01-08"}, "minst två veckor"),
        ({"formal_from": "2027-01-04", "formal_until": "2027-01-17"}, ""),
        ({"formal_link": "comprehensive_plan", "formal_from": "2027-04-01", "formal_until": "2027-05-30"},
         "minst två månader"),
        ({"formal_link": "comprehensive_plan", "formal_from": "2027-04-01", "formal_until": "2027-05-31"}, ""),
        ({"formal_link": "plan_consultation", "formal_from": "2027-04-01", "formal_until": "2027-04-02"}, ""),
    ],
)  # fmt: skip
def test_short_time_is_told_on_saving_in_the_form_and_before_publishing(signed_in, programme, changes, words):
    dialogue = begin(programme, **REVIEW)
    answer = signed_in.get(send(signed_in, dialogue, **changes).url)
    form = signed_in.get(page(dialogue))
    thoughts = {gap.key: gap.why for gap in second_thoughts(Dialogue.objects.get(pk=dialogue.pk))}
    told = [" ".join(map(str, answer.context["messages"])), form.context["hint"], thoughts.get("formal_time", "")]
    assert all(words in text for text in told) if words else "minst två" not in "".join(told)
    assert bool(words) == bool(form.context["hint"])


def test_time_in_the_wrong_order_is_refused(signed_in, programme):
    dialogue = begin(programme, **REVIEW)
    response = send(signed_in, dialogue, formal_from="2027-04-10", formal_until="2027-04-01")
    assert list(response.context["form"].errors) == ["formal_until"]
    with pytest.raises(RuleViolation):
        update_plan(dialogue, changes={"formal_until": dt.date(2026, 1, 1)}, expected_version=dialogue.version, by=None)


def test_everyone_reads_the_notice_on_page_mail_and_plan(client, programme, process_leader):
    dialogue = make_published(programme, process_leader, **REVIEW)
    outline = PLAN_DOCUMENT.build(programme, {"dialogue": dialogue.slug}, "sv").outline
    told = [
        client.get(dialogue.get_absolute_url()).content.decode(),
        write_mail_text(dialogue, invitation_in(dialogue, "sv")),
        repr(outline),
    ]
    for text in told:
        for name in ("plan_name", "plan_number", "plan_area", "plan_deviation", "plan_where", "official_channel"):
            assert REVIEW[name] in text
        assert "4 januari 2027 till 25 januari 2027" in text
        assert "kan du förlora rätten att överklaga" in text


@pytest.mark.parametrize("link", ["before_plan", "plan_consultation", "comprehensive_plan"])
def test_fixed_texts_promise_no_answer_and_no_review_that_the_act_does_not_promise(link):
    text = formal_text(link)
    for language, answered, comes in (("sv", "bemöter", "kommer granskningen"), ("en", "answered", "then a review")):
        with override(language):
            words = f"{text.send_there} {text.at_stake}"
            assert (answered in words, comes in words) == (False, False)
            assert ("oftast" in words or "sually" in words) == (link != "comprehensive_plan")


def test_plan_is_named_with_its_number_and_no_brackets_within_brackets(programme):
    dialogue = begin(programme, **REVIEW | {"plan_name": "Detaljplan för torget (kvarter 4)"})
    assert ("Planen", "Detaljplan för torget (kvarter 4), SBN 2026-00012") in formal_notice(dialogue)


def test_notice_says_nothing_of_another_link(programme):
    dialogue = begin(programme, **REVIEW | {"formal_link": "other_act", "formal_act": "Skollagen, samråd"})
    assert [point for point, _text in formal_notice(dialogue)] == [
        "Lagen",
        "Tid för formella synpunkter",
        "Formella synpunkter skickas till",
    ]
    dialogue.formal_link = "none"
    assert formal_notice(dialogue) == []


def test_published_dialogue_is_told_of_a_link_in_one_step_and_in_full(signed_in, programme, process_leader):
    dialogue = make_published(programme, process_leader)
    response = send(signed_in, dialogue, formal_link="plan_review", plan_name="Detaljplan för torget")
    assert list(response.context["form"].errors) == ["plan_number"]
    assert send(signed_in, dialogue, **REVIEW).status_code == 302
    assert Dialogue.objects.get(pk=dialogue.pk).plan_area == REVIEW["plan_area"]


@pytest.mark.parametrize("link", ["none", "plan_consultation"])
def test_procedure_that_people_have_been_told_of_is_not_taken_away(signed_in, programme, process_leader, link):
    dialogue = make_published(programme, process_leader, **REVIEW)
    response = send(signed_in, dialogue, formal_link=link)
    assert list(response.context["form"].errors) == ["formal_link"]
    assert "Fortsätt i en ny dialog" in response.content.decode()
    assert Dialogue.objects.get(pk=dialogue.pk).formal_link == "plan_review"


def test_nothing_that_people_must_know_of_a_procedure_is_emptied(programme, process_leader):
    dialogue = make_published(programme, process_leader, **REVIEW)
    with pytest.raises(RuleViolation) as refused:
        update_plan(dialogue, changes={"official_channel": ""}, expected_version=dialogue.version, by=None)
    assert refused.value.field == "official_channel"


@pytest.mark.parametrize(
    "broken",
    ["plan@provkoping", "plan@@provkoping.se", "https://provkoping", "www.prov koping.se", "http:/example.org"],
)
def test_address_that_nothing_would_reach_is_refused(signed_in, programme, broken):
    dialogue = begin(programme, formal_link="plan_review")
    answer = send(signed_in, dialogue, official_channel=f"Planavdelningen, {broken}. Skriv diarienumret.")
    assert "är inte en hel e-postadress eller webbadress" in answer.content.decode()
    whole = "Planavdelningen, 501 80 Provköping, plan@provkoping.se, www.provkoping.se/plan (skriv diarienumret)."
    assert send(signed_in, dialogue, official_channel=whole).status_code == 302


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("“plan@boras.se”", []), ("'plan@boras.se'", []), ("[plan@boras.se]", []), ("*plan@boras.se*!", []),
        ("E-post:plan@boras.se", []), ("mailto:plan@boras.se?subject=Synpunkt", []), ("@boras", []),
        ("Instagram:@boras", []), ("plan@boras.se;bygg@boras.se,www.boras.se", []), ("HTTPS://boras.se/sök?y=[a]", []),
        ("WWW.boras.se", []), ("registrator@borås.se", []), ("www.gävle.se", []), ("Webb:", []),
        ("“plan@boras”", ["plan@boras"]), ("E-post:plan@boras", ["E-post:plan@boras"]), ("plan @b.se", ["@b.se"]),
        ("plan@ boras.se", ["plan@"]), ("mailto:plan@boras?subject=x", ["mailto:plan@boras?subject=x"]),
        ("Http://x", ["Http://x"]), ("WWW.boras!", ["WWW.boras"]), ("plan@boras.se/x", ["plan@boras.se/x"]),
    ],
)  # fmt: skip
def test_whole_address_is_known_whatever_stands_around_it(text, broken):
    assert broken_addresses(text) == broken


def test_official_address_is_read_once_more_before_publishing(signed_in, programme, process_leader):
    ready = make_ready(programme, process_leader, **REVIEW)
    html = signed_in.get(reverse("dialogues:dialogue_check", args=["provet", ready.pk])).content.decode()
    assert f"Stämmer adressen? {REVIEW['official_channel']} {REVIEW['official_url']}" in html
    Dialogue.objects.filter(pk=ready.pk).update(formal_link="none")
    ready.refresh_from_db()
    assert "official_address" not in {gap.key for gap in second_thoughts(ready)}
