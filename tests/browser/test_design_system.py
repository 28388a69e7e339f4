"""All components in a real browser: accessible in every dress, and helped, not carried, by the script."""

import pytest
from playwright.sync_api import expect

from tests.factories import ProgrammeFactory

GALLERY = "/galleri/"


@pytest.fixture(autouse=True)
def _development(settings):
    settings.ENVIRONMENT = "development"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_gallery_is_accessible(visitor_at, size, scheme):
    visitor_at(size, color_scheme=scheme).open(GALLERY).check()


def test_gallery_is_accessible_with_forced_colours(visitor_at):
    visitor_at("desktop", forced_colors="active").open(GALLERY).check()


def test_colours_change_at_once_for_those_who_want_no_movement(visitor):
    """A movement made very short, instead of none, changes inherited colours one level of the page after another."""
    page = visitor.open("/").page
    page.emulate_media(color_scheme="dark")
    colours = page.evaluate("['body', 'main', 'h1'].map(e => getComputedStyle(document.querySelector(e)).color)")
    page.reload()
    assert colours == [page.evaluate("getComputedStyle(document.body).color")] * 3


def test_gallery_fits_a_window_enlarged_four_times(visitor_at):
    visitor = visitor_at("phone")
    visitor.page.set_viewport_size({"width": 320, "height": 256})
    page = visitor.open(GALLERY).check().page
    long = "utträde, ordinarie verksamhet tar över"
    page.evaluate(f"document.querySelectorAll('.ds-tag').forEach(tag => {{ tag.textContent = '{long}'; }})")
    visitor.check_width()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawing_follows_the_reader_s_own_colours_whatever_the_scheme(visitor_at, scheme):
    """The shop window chooses a scheme by the clock; the colours that the reader forces weigh more."""
    ProgrammeFactory(slug="provet", published=True)
    for forced, ink in (("active", "CanvasText"), ("none", "#")):
        page = visitor_at("desktop", forced_colors=forced, color_scheme=scheme).open("/provet/skyltfonster/").page
        page.wait_for_selector("main[data-running]")
        assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--pm-ink')").startswith(ink)


def test_message_that_comes_with_its_page_is_said(visitor):
    """It is put in anew, where the screen reader listens; what was there from the start is not said."""
    page = visitor.open(GALLERY).page
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('afterbegin', '<p role=status><b>Sparat.</b></p>')"
    )
    first = page.query_selector("main [role=status] b")
    page.wait_for_function("first => !first.isConnected", arg=first)
    assert page.inner_text("main [role=status]") == "Sparat."


def test_characters_left_are_written_as_swedes_write_thousands(visitor):
    page = visitor.open(GALLERY).page
    field = page.locator("main textarea[data-counted]").first
    counter = page.locator(f"#{field.get_attribute('id')}_limit")
    counter.evaluate("counter => { counter.dataset.limit = '1501'; }")
    field.fill("a")
    expect(counter).to_have_text("1 500 tecken kvar")


def test_page_with_errors_starts_at_the_summary(visitor):
    page = visitor.open(GALLERY).page
    assert page.title().startswith("Fel: ")
    assert page.evaluate("document.activeElement.matches('[data-error-summary]')")
    page.click("a[href='#id_broken-openness_field']")
    assert page.evaluate("document.activeElement.id") == "id_broken-openness_0"


def test_counter_warns_and_nothing_is_cut(visitor):
    page = visitor.open(GALLERY).page
    assert page.is_hidden("#id_name_limit")
    page.fill("#id_name", "å" * 90)
    assert page.inner_text("#id_name_limit") == "10 tecken för mycket"
    assert page.input_value("#id_name") == "å" * 90


def test_second_click_sends_nothing(visitor):
    page, sent = visitor.open(GALLERY).page, []
    page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
    page.route("**/*", lambda route: None if route.request.method == "POST" else route.continue_())
    button = page.locator("form.k-form button[type=submit]").first
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    for _click in range(2):
        page.mouse.click(box["x"] + 20, box["y"] + 20)
        page.wait_for_timeout(300)
    assert sent == ["POST"]


def test_keyboard_reaches_the_content_at_once(visitor):
    page = visitor.open("/").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_controls_are_large_enough_for_fingers(visitor_at):
    page = visitor_at("phone", has_touch=True, is_mobile=True).open(GALLERY).page
    small = page.evaluate(
        """() => [...document.querySelectorAll('a, button, select, textarea, summary, input:not([type=hidden])')]
        .filter(e => !e.closest('p') && !e.matches('.ds-skip-link, [type=radio], [type=checkbox]'))
        .filter(e => e.getBoundingClientRect().height > 0 && e.getBoundingClientRect().height < 44)
        .map(e => e.outerHTML)"""
    )
    assert small == []


def test_gallery_needs_no_script(visitor_at):
    page = visitor_at("phone", javascript=False).open(GALLERY).page
    assert page.locator("#id_mission").is_visible()
    assert page.inner_text("#id_mission_limit") == "Högst 400 tecken"
