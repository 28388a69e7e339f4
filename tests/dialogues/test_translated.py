"""The page in a language that our pages are not in tells the same as the Swedish one, in fixed words and dates."""

import datetime as dt

import pytest

from dialogues.enums import FORMAL_LINKS, LANGUAGES, Facility, Form, Level, OccasionKind, PromiseStanding
from dialogues.models import Dialogue, LadderStep, Occasion, Promise
from dialogues.queries.translated import facts_in, say_day_in, say_language_in, say_when_in
from dialogues.services.dialogues import move_dialogue, update_plan
from dialogues.services.occasions import move_occasion, update_occasion
from dialogues.services.promises import move_promise, update_promise
from dialogues.words.invitations import words_in
from kraftsamling.shared import clock
from tests.dialogues.invitations import add_text, make_information, make_published
from tests.dialogues.occasions import add_evening, at, party
from tests.dialogues.plans import REVIEW
from tests.dialogues.test_texts import read

pytestmark = pytest.mark.once

ARABIC = words_in("ar")


@pytest.fixture
def dialogue(programme, process_leader):
    dialogue = make_published(programme, process_leader)
    add_text(dialogue, process_leader)
    return dialogue


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_all_that_our_rows_can_hold(language):
    words = words_in(language)
    assert (set(words.forms), set(words.levels)) == (set(Form.values), set(Level.values))
    assert (set(words.standings), set(words.facilities)) == (set(PromiseStanding.values), set(Facility.values))
    assert set(words.kinds) == set(OccasionKind.values) - {OccasionKind.OTHER}
    for table in (words.forms, words.kinds, words.standings, words.facts, words.facilities):
        assert all(table.values())
    assert all(name and sentence for name, sentence in words.levels.values())
    assert all("{day}" in phrase for phrase in (words.until, words.by, words.room, words.sign_up_by, words.printed))
    assert all("{count}" in phrase for phrase in (words.places, words.more))
    assert all(name in words.hours for name in ("{day}", "{begins}", "{ends}"))


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("ar", "الاثنين، 9 مارس 2026"), ("so", "Isniin, Maarso 9, 2026"), ("fi", "maanantai 9. maaliskuuta 2026"),
        ("sr", "ponedeljak, 9. mart 2026."), ("pl", "poniedziałek, 9 marca 2026"),
        ("uk", "понеділок, 9 березня 2026\u202fр."), ("sv-x-lattlast", "måndag 9 mars 2026"),
        ("ti", "ሰኑይ፣ 9 መጋቢት 2026"), ("ckb", "دووشەممە، 9ی ئازاری 2026"), ("kmr", "duşem, 9ê adara 2026an"),
        ("prs", "دوشنبه 9 مارچ 2026"), ("rmy", "9.3.2026"), ("th", "วันจันทร์ที่ 9 มีนาคม ค.ศ. 2026"),
    ],
)  # fmt: skip
def test_days_are_written_as_in_the_language(language, written):
    assert say_day_in(dt.date(2026, 3, 9), language) == written


def test_when_is_in_stockholm_and_says_the_hours_that_hold():
    evening = Occasion(starts_at=at(dt.date(2026, 3, 9), 18), ends_at=at(dt.date(2026, 3, 9), 20))
    assert say_when_in(evening, "ar", ARABIC) == "الاثنين، 9 مارس 2026، من 18:00 إلى 20:00"
    assert say_when_in(evening, "pl", words_in("pl")).endswith("2026, 18:00–20:00")
    weeks = Occasion(starts_at=at(dt.date(2026, 3, 9), 0), ends_at=at(dt.date(2026, 3, 12), 20), is_all_day=True)
    assert say_when_in(weeks, "pl", words_in("pl")) == "poniedziałek, 9 marca 2026 – czwartek, 12 marca 2026"
    weeks.is_all_day = False
    assert say_when_in(weeks, "pl", words_in("pl")).endswith("2026 00:00 – czwartek, 12 marca 2026 20:00")


def test_what_is_there_is_told_in_the_language_and_what_people_wrote_as_they_wrote_it():
    occasion = Occasion(kind="meeting", step_free="yes", interpreter="on_request", interpreter_languages="arabiska",
                        cost="Gratis", support_how="Ring oss", support_until=dt.date(2026, 3, 2))  # fmt: skip
    facts = {fact.label: (fact.words, fact.original) for fact in facts_in(occasion, "ar", ARABIC)}
    assert facts[ARABIC.facts["step_free"]] == ("نعم", "")
    assert facts[ARABIC.facts["interpreter"]] == (f"{ARABIC.facilities['on_request']} (العربية)", "")
    assert facts[ARABIC.facts["cost"]] == (ARABIC.free, "")
    assert facts[ARABIC.facts["support_how"]] == (ARABIC.by.format(day="الاثنين، 2 مارس 2026"), "Ring oss")


def test_what_nobody_knows_yet_is_told_in_one_line():
    occasion = Occasion(kind="meeting", step_free="yes", toilet="no")
    facts = {fact.label: fact.words for fact in facts_in(occasion, "ar", ARABIC)}
    names = ("hearing_loop", "quiet_space", "childcare", "sign_language", "interpreter")
    assert facts == {
        ARABIC.facts["step_free"]: ARABIC.facilities["yes"],
        ARABIC.facts["toilet"]: ARABIC.facilities["no"],
        ARABIC.facilities["unknown"]: " · ".join(ARABIC.facts[name] for name in names),
    }


@pytest.mark.parametrize(
    ("written", "said", "kept"),
    [
        ("Arabiska och somaliska", " (العربية, الصومالية)", ""), ("somaliska, finska.", " (الصومالية, الفنلندية)", ""),
        ("arabiska, om vi får tag i någon", "", "arabiska, om vi får tag i någon"), ("", "", ""),
    ],
)  # fmt: skip
def test_languages_of_the_interpreter_are_named_in_the_language_where_all_are_known(written, said, kept):
    occasion = Occasion(kind="survey", sign_language="no", interpreter="yes", interpreter_languages=written)
    *_others, fact = facts_in(occasion, "ar", ARABIC)
    assert (fact.words, fact.original) == (ARABIC.facilities["yes"] + said, kept)


def test_cost_that_is_something_stands_as_it_was_written():
    (fact,) = [fact for fact in facts_in(Occasion(kind="survey", cost="20 kr"), "ar", ARABIC) if fact.original]
    assert (fact.label, fact.words, fact.original) == (ARABIC.facts["cost"], "", "20 kr")


@pytest.mark.parametrize(
    ("language", "name"), [("ar", "السويدية"), ("fi", "ruotsi"), ("prs", "سویدنی"), ("rmy", "svenska")]
)
def test_language_of_the_original_is_named_in_the_language_of_the_page(language, name):
    assert say_language_in("sv", language) == name


def glance_of(client, dialogue) -> str:
    return read(client, dialogue, "ar").partition("k-glance")[2].partition("</dl>")[0]


def test_top_of_the_page_says_when_whether_one_signs_up_and_by_when_one_hears(client, dialogue):
    occasion, day = dialogue.occasions.get(), dialogue.promises.get().due_on
    for words in (say_when_in(occasion, "ar", ARABIC), "Storgatan 4", f"{ARABIC.sign_up} <bdi>(السويدية)</bdi>",
                  ARABIC.by.format(day=say_day_in(day, "ar"))):  # fmt: skip
        assert words in glance_of(client, dialogue)
    party(occasion, people=20)
    assert ARABIC.full in glance_of(client, dialogue)
    dialogue.occasions.update(needs_registration=False)
    assert ARABIC.just_come in glance_of(client, dialogue)
    add_evening(dialogue, day=clock.today() + dt.timedelta(days=40))
    assert ARABIC.more_here.format(count=1) in glance_of(client, dialogue)
    Dialogue.objects.filter(pk=dialogue.pk).update(state="cancelled", state_reason="Regn")
    assert glance_of(client, dialogue) == ""


def test_day_until_which_something_held_is_told_apart_from_a_day_at_the_latest():
    for language in LANGUAGES:
        assert words_in(language).until != words_in(language).by
    assert words_in("sv").by == "Senast {day}"
    assert words_in("en").by == "By {day}"


def test_full_evening_is_told_with_the_first_one_where_there_is_room(client, dialogue):
    party(dialogue.occasions.get(), people=20)
    days = [clock.today() + dt.timedelta(days=days) for days in (40, 41, 42)]
    full, free, _later = [add_evening(dialogue, day=day, capacity=2) for day in days]
    party(full, people=2)
    glance = glance_of(client, dialogue)
    assert ARABIC.room.format(day=say_when_in(free, "ar", ARABIC)) in glance
    assert say_when_in(full, "ar", ARABIC) not in glance


def test_occasion_without_a_name_is_told_by_its_kind_with_its_places_and_last_day(client, dialogue):
    day = clock.today() + dt.timedelta(days=9)
    dialogue.occasions.update(registration_until=day, plan_b="I aulan om det regnar")
    rows = read(client, dialogue, "ar").partition('<h2 id="occasions"')[2]
    for words in (
        f"<p>{ARABIC.kinds['meeting']}</p>",
        ARABIC.sign_up_by.format(day=say_day_in(day, "ar")),
        ARABIC.places.format(count=20),
        ARABIC.facts["plan_b"],
        '<bdi lang="sv">I aulan om det regnar</bdi>',
    ):
        assert words in rows
    dialogue.occasions.update(title="Kvällen om torget")
    assert f"<p>{ARABIC.kinds['meeting']}</p>" not in read(client, dialogue, "ar")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"online_url": "https://exempel.se/mote"}, True),
        ({"kind": "online", "online_url": "https://exempel.se/mote", "title": "Kväll hemma"}, True),
        ({"kind": "online", "title": "Kväll hemma"}, False),
    ],
)
def test_way_to_a_meeting_online_is_told_in_the_language(client, dialogue, changes, told):
    dialogue.occasions.update(address="", **changes)
    page = read(client, dialogue, "ar")
    assert page.count(f'<a href="https://exempel.se/mote">{ARABIC.online}') == (2 if told else 0)
    assert (ARABIC.online in page, "På nätet" in page) == (True, False)


def test_what_is_there_is_said_in_thai_to_be_there():
    thai = words_in("th")
    facts = {
        fact.label: fact.words for fact in facts_in(Occasion(kind="meeting", toilet="yes", step_free="no"), "th", thai)
    }
    assert (facts[thai.facts["toilet"]], facts[thai.facts["step_free"]]) == ("มี", "ไม่มี")
    # "No steps: there are none" would say the opposite of what it means.
    assert not thai.facts["step_free"].startswith("ไม่มี")


def test_what_is_ahead_comes_before_what_has_been(client, dialogue):
    past = add_evening(dialogue, day=clock.today() - dt.timedelta(days=3))
    page = read(client, dialogue, "ar").partition('<h2 id="occasions"')[2]
    ahead = say_when_in(dialogue.occasions.last(), "ar", ARABIC)
    assert page.index(ahead) < page.index(say_when_in(past, "ar", ARABIC)) < page.index(f">{ARABIC.over}<")


def test_of_many_occasions_the_next_stands_unfolded(client, dialogue):
    add_evening(dialogue, day=clock.today() + dt.timedelta(days=40), cost="20 kr")
    first, later = read(client, dialogue, "ar").partition('<h2 id="occasions"')[2].split("<h3>")[1:]
    assert ("<details>" in first, ARABIC.calendar in first) == (False, True)
    assert later.index(ARABIC.sign_up) < later.index(f"<details><summary>{ARABIC.read_more}") < later.index("20 kr")


@pytest.mark.parametrize("state", ["compiling", "closed", "open"])
def test_page_of_what_is_past_says_what_could_be_influenced(client, dialogue, state):
    Dialogue.objects.filter(pk=dialogue.pk).update(state=state, state_reason="Regn")
    begins = at(clock.today() - dt.timedelta(days=3), 18)
    dialogue.occasions.update(starts_at=begins, ends_at=begins + dt.timedelta(hours=2))
    page = read(client, dialogue, "ar")
    assert f"<h2>{ARABIC.influenced}</h2>" in page
    for words in (ARABIC.influence, ARABIC.invited, ARABIC.levels["dialogue"][1], ARABIC.forms["learning"]):
        assert words not in page
    if state == "open":
        assert ARABIC.over in glance_of(client, dialogue)


def test_page_says_form_level_and_facts_in_its_words_and_marks_what_is_swedish(client, dialogue):
    page = read(client, dialogue, "ar")
    for said in (*ARABIC.levels["dialogue"], ARABIC.forms["learning"], ARABIC.facts["step_free"], ARABIC.sign_up):
        assert said in page
    assert '<bdi lang="sv">Vad vi gör med det ni sa</bdi> <bdi class="k-meta">(السويدية)</bdi>' in page
    assert '<bdi lang="sv">Storgatan 4</bdi>' in page
    assert ARABIC.unreviewed in page


def test_information_invites_nobody_to_influence(client, programme, process_leader):
    told = make_information(programme, process_leader)
    add_text(told, process_leader)
    article = read(client, told, "ar").partition("<article")[2].partition("</article>")[0]
    assert f'<p class="k-eyebrow">{ARABIC.levels["information"][0]}</p>' in article
    assert (ARABIC.information in article, ARABIC.invited in article) == (True, False)
    assert f"<h2>{ARABIC.influence}</h2>" not in article


def test_own_words_of_a_municipality_are_not_replaced_by_ours(client, dialogue, programme):
    LadderStep.objects.create(municipality=programme.municipality, level="dialogue", language="sv", sentence="Vi hörs.")
    page = read(client, dialogue, "ar")
    assert '<p lang="sv"><bdi>Vi hörs.</bdi></p>' in page
    assert ARABIC.levels["dialogue"][1] not in page


def test_changed_level_is_told_with_what_was_promised_before(client, dialogue, process_leader):
    update_plan(dialogue, changes={"level": "consultation", "form": "consultation"}, reason="Nämnden ändrade sig",
                expected_version=dialogue.version, by=process_leader)  # fmt: skip
    page = read(client, dialogue, "ar")
    assert ARABIC.levels["consultation"][1] in page.partition(ARABIC.before)[0]
    before = page.partition(ARABIC.before)[2]
    assert ARABIC.until.format(day=say_day_in(clock.today(), "ar")) in before
    assert (ARABIC.levels["dialogue"][0] in before, ARABIC.forms["learning"] in before) == (True, True)
    assert '<bdi lang="sv">Nämnden ändrade sig</bdi>' in before


def test_standing_of_a_promise_and_that_it_was_changed_are_told(client, dialogue, process_leader):
    promise = Promise.objects.get(dialogue=dialogue)
    day = promise.due_on
    assert ARABIC.standings["open"] in read(client, dialogue, "ar")
    update_promise(promise, changes={"due_on": day + dt.timedelta(days=9), "change_reason": "Sjukdom"},
                   expected_version=promise.version, by=process_leader)  # fmt: skip
    page = read(client, dialogue, "ar")
    assert ARABIC.promise_changed in page
    assert f'href="{dialogue.get_absolute_url()}#lofte-{promise.pk}" lang="sv"' in page
    assert ARABIC.by.format(day=say_day_in(day + dt.timedelta(days=9), "ar")) in page
    Promise.objects.filter(pk=promise.pk).update(due_on=clock.today() - dt.timedelta(days=2))
    assert ARABIC.standings["late"] in read(client, dialogue, "ar")


@pytest.mark.parametrize(("outcome", "said"), [("kept", ARABIC.standings["kept"]), ("not_kept", ARABIC.no_answer)])
def test_outcome_of_a_promise_is_told_with_the_words_about_it(client, dialogue, process_leader, outcome, said):
    move_promise(Promise.objects.get(dialogue=dialogue), to=outcome, by=process_leader, reason="Brevet gick ut")
    page = read(client, dialogue, "ar")
    assert said in page
    assert '<bdi lang="sv">Brevet gick ut</bdi>' in page


def test_cancelled_occasion_and_cancelled_dialogue_say_so(client, dialogue, process_leader):
    move_occasion(
        Occasion.objects.get(dialogue=dialogue), to="cancelled", by=process_leader, reason="Lokalen är stängd"
    )
    page = read(client, dialogue, "ar")
    assert f">{ARABIC.cancelled}<" in page
    assert "Lokalen är stängd" in page.split("</dl>")[0]
    assert '<bdi lang="sv">Lokalen är stängd</bdi>' in page
    assert ARABIC.sign_up not in page
    move_dialogue(dialogue, to="cancelled", by=process_leader, reason="Bygget är inställt")
    page = read(client, dialogue, "ar")
    assert f"<h2>{ARABIC.dialogue_cancelled}</h2>" in page
    for words in (ARABIC.invited, ARABIC.influence, ARABIC.influenced, ARABIC.decided):
        assert words not in page


@pytest.mark.parametrize("link", sorted(FORMAL_LINKS))
def test_fixed_texts_on_law_are_translated_by_nobody_and_the_page_says_so(client, programme, process_leader, link):
    near = make_published(programme, process_leader, **{**REVIEW, "formal_link": link, "formal_act": "Lagen"})
    add_text(near, process_leader, is_machine=True)
    article, _end, after = read(client, near, "ar").partition("</article>")
    assert ARABIC.law in article
    assert '<section class="k-section k-panel" aria-labelledby="formal">' in after
    assert "Det här samtalet är inte" in after


def test_box_at_the_top_says_what_can_be_influenced_and_leads_to_all_of_it(client, dialogue):
    page = read(client, dialogue, "ar")
    box = page.partition('k-glance">')[2].partition("</dl>")[0]
    assert f"<dt>{ARABIC.influence}</dt>" in box
    assert dialogue.texts.get().influence.splitlines()[0] in box
    assert ('href="#influence"' in box, 'id="influence"' in page) == (True, True)


def test_box_says_nothing_of_influence_where_there_is_none_or_it_is_over(client, programme, process_leader, dialogue):
    told = make_information(programme, process_leader)
    add_text(told, process_leader)
    Dialogue.objects.filter(pk=dialogue.pk).update(state="closed")
    for one in (told, dialogue):
        box = read(client, one, "ar").partition('k-glance">')[2].partition("</dl>")[0]
        assert f"<dt>{ARABIC.influence}</dt>" not in box


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_what_it_was_before_it_moved(language):
    words = words_in(language)
    assert ("{when}" in words.new_time, "{where}" in words.new_place) == (True, True)


def test_page_says_when_and_where_people_were_told_that_it_is(client, dialogue):
    occasion, other = dialogue.occasions.get(), add_evening(dialogue, day=clock.today() + dt.timedelta(days=40))
    earlier = [say_when_in(row, "ar", ARABIC) for row in (occasion, other)]
    for row in (occasion, other):
        changes = {"starts_at": row.starts_at + dt.timedelta(days=1), "ends_at": row.ends_at + dt.timedelta(days=1)}
        update_occasion(row, changes=changes | {"address": "Biblioteket"}, expected_version=row.version, by=None)
    page = read(client, dialogue, "ar")
    # Of each at the top, and in the list.
    assert [page.count(ARABIC.new_time.format(when=when)) for when in earlier] == [2, 2]
    assert page.count(ARABIC.new_place.format(where="\u2066Storgatan 4\u2069")) == 4
