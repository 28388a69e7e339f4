"""A dialogue that lacks nothing, for the tests of invitations; in Swedish, and in Arabic where a test wants it."""

import datetime as dt

from django.core.cache import caches
from django.urls import reverse

from dialogues.models import Dialogue, Influence, InvitationText, Occasion, Promise
from dialogues.queries.invitations import source_of
from dialogues.services.publishing import publish_dialogue
from dialogues.services.texts import review_text, save_text
from kraftsamling.shared import clock
from programmes.models import Responsibility
from programmes.services.keeping import add_record
from tests.dialogues.occasions import at
from tests.factories import OrganisationFactory

ARABIC = {
    "title": "ماذا تحتاج الساحة؟",
    "question": "ما الذي ينقص ساحتنا لكي تشعر بأنها لك؟",
    "summary": "نريد أن نعرف رأيك قبل أن نبدأ في تجديد الساحة.",
    "influence": "يمكنك التأثير في مكان المقاعد.\nميزانية التجديد محددة.",
    "decided": "يقرر المجلس في شهر يونيو.",
    "promise": "سنكتب إلى كل من شارك قبل ١ أغسطس.",
    "practical": "الخميس ٢٣ أبريل، الساعة ١٨، شارع ستورغاتان ٤",
}


def make_ready(programme, by, **fields) -> Dialogue:
    """Add a dialogue that can be published: an evening three weeks ahead, a promise, two questions."""
    number = Dialogue.objects.count() + 1
    inviters = [OrganisationFactory(municipality=programme.municipality, name=f"Föreningen Torget {number}"),
                OrganisationFactory(municipality=programme.municipality, name=f"Bostadsbolaget {number}")]  # fmt: skip
    values = {
        "title": "Vad behövs på torget?", "slug": f"torget-{number}", "question": "Vad saknas på vårt torg?",
        "summary": "Torget byggs om. Vi vill veta vad du saknar innan vi ritar.",
        "is_matter_open": "yes", "matter_reason": "Inget är ritat.", "are_deciders_open": "yes",
        "deciders_reason": "Nämnden har bett om det.", "form": "learning", "level": "dialogue",
        "decision_timing": "before", "formal_link": "none", "inviters": inviters, **fields,
    }  # fmt: skip
    dialogue = add_record(Dialogue, programme=programme, by=by, **values)
    Influence.objects.create(dialogue=dialogue, question="Var ska bänkarna stå?", state="open",
                             decided_by_other="Tekniska nämnden")  # fmt: skip
    Influence.objects.create(dialogue=dialogue, question="Hur mycket får det kosta?", state="fixed",
                             limits="Två miljoner kronor.")  # fmt: skip
    function, _made = Responsibility.objects.get_or_create(programme=programme, function="Områdesutvecklare")
    day = clock.today() + dt.timedelta(days=21)
    add_record(
        Promise, programme=programme, by=by, dialogue=dialogue, to_whom="Alla som var med",
        what="Vad vi gör med det ni sa", channels=["letter"], due_on=day + dt.timedelta(days=60), responsible=function,
    )  # fmt: skip
    add_record(
        Occasion, programme=programme, by=by, dialogue=dialogue, kind="meeting", starts_at=at(day, 18),
        ends_at=at(day, 20), address="Storgatan 4", step_free="yes", needs_registration=True, capacity=20,
    )  # fmt: skip
    return dialogue


def make_published(programme, by, **fields) -> Dialogue:
    """Add a dialogue and publish it."""
    return publish_dialogue(make_ready(programme, by, **fields), by=by)


def make_information(programme, by) -> Dialogue:
    """Add what is told rather than asked, and publish it."""
    told = make_ready(programme, by, form="information", level="information", is_matter_open="no")
    told.influences.update(state="fixed", limits="Nämnden har valt.", decided_by_other="Tekniska nämnden")
    return publish_dialogue(told, by=by)


def add_text(dialogue, by, language="ar", *, is_machine=False, is_reviewed=True, **texts) -> InvitationText:
    """Add the invitation in another language, made from it as it reads now."""
    text = save_text(
        InvitationText(dialogue=dialogue, language=language), changes={**ARABIC, "translator": "", **texts},
        is_machine=is_machine, digest=source_of(dialogue).digest, expected_version=1, by=by,
    )  # fmt: skip
    return review_text(text, by=by) if is_reviewed and not is_machine else text


def read(client, address: str) -> str:
    """Return a public page as it is made anew."""
    caches["pages"].clear()
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def list_url(programme) -> str:
    return reverse("dialogues:dialogue_public_list", args=[programme.slug])
