"""Nothing of those who sign up, nothing internal, drafted, withdrawn or secret in what is printed, sent or fetched of a
dialogue. What stands on pages is looked through in test_leaks.py."""

import io

import pikepdf
import pytest
from django.utils.translation import override

from dialogues.models import Dialogue, Influence, Occasion, TargetGroup
from dialogues.prints.invitations import SHEETS, SLIPS, build_invitation
from dialogues.prints.mail_text import write_mail_text
from dialogues.prints.share_picture import draw_share_picture
from dialogues.queries.ics import calendar_occasions, write_calendar
from dialogues.queries.invitations import invitation_in
from dialogues.queries.registrations import link_secret
from dialogues.services.occasions import update_occasion
from kraftsamling.documents.services.pdf import render_pdf
from kraftsamling.overview.map import snapshots
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.shared import clock
from programmes.models import Programme
from programmes.queries.map_items import Audience
from programmes.services.keeping import add_record
from programmes.services.reminders import remind_everybody
from tests.dialogues.invitations import add_text, make_published, make_ready
from tests.dialogues.occasions import party
from tests.post import deliver
from tests.test_leaks import plant, text_columns

pytestmark = pytest.mark.once

SHEETS_AND_SLIPS = (*SHEETS, SLIPS)


@pytest.fixture
def dialogue(programme, process_leader) -> Dialogue:
    """A published dialogue, also in Arabic, to which people have signed up."""
    Programme.objects.filter(pk=programme.pk).update(state="under_way")
    dialogue = make_published(programme, process_leader)
    add_text(dialogue, process_leader)
    occasion = dialogue.occasions.get()
    party(occasion, 2, name="Ana", needs="Tolk", email="ana@example.org")
    party(occasion, 1, name="Ali", needs="Tolk", phone="070-174 06 05")
    return dialogue


def everything(row) -> set[str]:
    return {column.name for column in text_columns(type(row))}


def hide(row, **fields):
    """Change a row's columns as whatever hides it does; return it."""
    type(row).objects.filter(pk=row.pk).update(**fields)
    return row


def plant_all(dialogue, by) -> list[str]:
    """Plant a word in whatever of the dialogue is not for everyone, and in every text of rows that nobody may see."""
    programme, shown = dialogue.programme, dialogue.occasions.get()
    facts = {"kind": "meeting", "starts_at": shown.starts_at, "ends_at": shown.ends_at}
    occasions = [add_record(Occasion, programme=programme, by=by, dialogue=dialogue, **facts) for _number in range(3)]
    now, (draft, withdrawn, secret) = clock.now(), occasions
    hidden = [
        draft,
        hide(withdrawn, published_at=now, withdrawn_at=now, withdrawn_reason="Dubblett"),
        hide(secret, published_at=now, openness="marked", secrecy_provision="OSL 26:1", secrecy_marked_at=now),
        add_text(dialogue, by, "so", is_reviewed=False),
        make_ready(programme, by),
        *shown.registrations.all(),
        TargetGroup.objects.create(dialogue=dialogue, name="De som arbetar kvällar", is_missing=True),
    ]
    words = [word for row in hidden for word in plant(row, everything(row))]
    for point in (row.point for row in shown.registrations.all()):
        # Who left only a number still has no e-mail.
        words += plant(point, {name for name in everything(point) if getattr(point, name)})
    for row in (dialogue, shown, dialogue.promises.get(), dialogue.texts.get(language="ar")):
        words += plant(row, row.INTERNAL_TEXT_FIELDS)
    assert len(words) > 60
    return words


def made_of(dialogue) -> dict[str, str]:
    """Return what is made of the dialogue for others, by what it is."""
    found, programme = {}, dialogue.programme
    for language in ("sv", "ar"):
        for sheet in SHEETS_AND_SLIPS:
            options = {"invitation": f"{dialogue.pk}.{language}", "sheet": sheet}
            found[f"{sheet} {language}"] = build_invitation(programme, options, "sv").html
        found[f"mail {language}"] = write_mail_text(dialogue, invitation_in(dialogue, language))
    for language in ("sv", "en"):
        with override(language):
            found[f"picture {language}"] = draw_share_picture(dialogue, language)
            calendar = write_calendar(calendar_occasions(programme), name="Dialoger").decode()
            found[f"calendar {language}"] = calendar.replace("\r\n ", "")
            process_map = build_process_map(programme, audience=Audience.PUBLIC, on=clock.today())
            found[f"map {language}"] = str(snapshots.as_content(process_map))
    return found


def read_letters() -> dict[str, str]:
    """Send what waits; return the words of each letter by whom it went to, and those of its HTML."""
    letters = {}
    for letter in deliver("notices.send"):
        parts = [letter.subject, letter.body, *(part[0] for part in letter.alternatives)]
        letters[letter.to[0]] = letters.get(letter.to[0], "") + "\n".join(parts)
    return letters


def test_nothing_internal_is_printed_drawn_or_put_into_calendars(dialogue, process_leader):
    words = plant_all(dialogue, process_leader)
    words += [link_secret(row) for row in dialogue.occasions.first().registrations.all()]
    found = made_of(Dialogue.objects.get(pk=dialogue.pk))
    assert [(what, word) for what, text in found.items() for word in words if word in text] == []


def test_pdf_says_nothing_of_itself_that_the_sheet_does_not(dialogue, process_leader):
    words = plant_all(dialogue, process_leader)
    built = build_invitation(dialogue.programme, {"invitation": f"{dialogue.pk}.sv", "sheet": "a4"}, "sv")
    with pikepdf.open(io.BytesIO(render_pdf(built.html))) as pdf:
        told = [str(pdf.docinfo), str(pdf.open_metadata()), *(str(note) for note in pdf.pages[0].get("/Annots", []))]
    assert [word for word in words if word in "\n".join(told)] == []


def test_letters_tell_nobody_of_others(dialogue, process_leader):
    """Neither those who have signed up nor the process leader, who reads who is to be called on the page."""
    words = plant_all(dialogue, process_leader)
    occasion = Occasion.objects.get(pk=dialogue.occasions.first().pk)
    by_mail, by_phone = occasion.registrations.order_by("pk")
    update_occasion(occasion, changes={"address": "Torget 1"}, expected_version=occasion.version, by=process_leader)
    assert remind_everybody() == 1
    letters = read_letters()
    assert set(letters) == {by_mail.point.email, process_leader.email}
    assert [(to, word) for to, text in letters.items() for word in words if word in text] == []
    assert link_secret(by_mail) in letters[by_mail.point.email]
    others = letters[process_leader.email] + letters[by_mail.point.email].replace(link_secret(by_mail), "")
    assert (link_secret(by_mail) in others, link_secret(by_phone) in others) == (False, False)


def test_planting_works_at_all(dialogue):
    """The same words in public columns of public rows are seen, so the other tests can fail."""
    [address] = plant(dialogue.occasions.get(), {"address"})
    Influence.objects.filter(dialogue=dialogue, state="open").update(question="LACKAfraga")
    found = made_of(Dialogue.objects.get(pk=dialogue.pk))
    seen = {what for what, text in found.items() if address in text}
    assert seen >= {*(f"{sheet} sv" for sheet in SHEETS_AND_SLIPS), "mail sv", "picture sv", "calendar sv"}
    assert {what for what, text in found.items() if "LACKAfraga" in text} >= {"a4 sv", "mail sv"}
