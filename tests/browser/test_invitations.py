"""Publishing an invitation at a browser, and reading it in Arabic, at both widths."""

import pytest
from django.urls import reverse

from dialogues.models import Dialogue
from dialogues.words.invitations import words_in
from tests.dialogues.invitations import ARABIC, add_text, make_published, make_ready


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_from_what_is_missing_to_a_page_that_everyone_reads(visitor_at, programme, process_leader, size, javascript):
    dialogue = make_ready(programme, process_leader, question="")
    visitor = visitor_at(size, javascript=javascript)
    visitor.arrive_as(process_leader)
    check = f"/arbete/{programme.slug}/dialoger/{dialogue.pk}/kontroll/"
    visitor.open(check)
    visitor.page.get_by_role("link", name="Skriv frågan ni ställer").click()
    visitor.page.fill("[name=question]", "Vad saknas på vårt torg?")
    visitor.page.locator("main form.k-form button[type=submit]").first.click()
    visitor.page.wait_for_load_state()
    visitor.open(check)
    visitor.check()
    visitor.page.get_by_role("button", name="Publicera inbjudan").click()
    visitor.page.wait_for_url("**/inbjudan/")
    visitor.check()
    assert Dialogue.objects.get(pk=dialogue.pk).is_public
    visitor.page.locator(f'main a[href="{dialogue.get_absolute_url()}"]').first.click()
    visitor.page.get_by_role("heading", level=1, name=dialogue.title).wait_for()
    visitor.check()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_invitation_in_arabic_is_found_and_runs_from_right_to_left(
    visitor_at, programme, process_leader, size, javascript
):
    dialogue = make_published(programme, process_leader)
    add_text(dialogue, process_leader, is_machine=True)
    visitor = visitor_at(size, javascript=javascript)
    visitor.open(dialogue.get_absolute_url())
    visitor.page.get_by_role("link", name="العربية").click()
    heading = visitor.page.get_by_role("heading", level=1, name=ARABIC["title"])
    heading.wait_for()
    article = visitor.page.locator("article")
    assert (article.get_attribute("lang"), article.get_attribute("dir")) == ("ar", "rtl")
    for one in (heading, article.get_by_role("heading", name=words_in("ar").practical)):
        # The words begin at the right edge of the column.
        assert abs(right_edge(one) - right_edge(article)) < 2
    visitor.check()
    # At the top of the page, and beside the occasion.
    article.get_by_role("link", name=words_in("ar").sign_up).first.click()
    visitor.page.wait_for_url("**/anmalan/**")


def test_invitation_fits_a_phone_whose_reader_has_doubled_the_size_of_text(visitor_at, programme, process_leader):
    dialogue = make_published(programme, process_leader)
    add_text(dialogue, process_leader)
    # As wide as a phone is when every letter takes twice the room.
    visitor = visitor_at("phone", viewport={"width": 195, "height": 422})
    page = dialogue.get_absolute_url()
    sign_up = reverse(
        "dialogues:registration_sign_up", args=[programme.slug, dialogue.slug, dialogue.occasions.get().pk]
    )
    for address in (page, f"{page}ar/", sign_up, reverse("dialogues:dialogue_public_list", args=[programme.slug])):
        visitor.open(address).check_width()


def right_edge(locator) -> float:
    """Where the words in it begin on the right, in pixels."""
    return locator.evaluate(
        "node => { const range = document.createRange(); range.selectNodeContents(node);"
        " return range.getBoundingClientRect().right }"
    )
