"""Every page there is, looked at on a phone, in a wide window and at 400 per cent. One that nobody looks at fails."""

from collections import defaultdict

import pytest
from django.test import Client
from django.urls import reverse

from tests.access_matrix import ROWS
from tests.addresses import arguments
from tests.browser.conftest import SIZES

FILES = {
    "health", "overview:shop_window_worker", "overview:map_share_picture", "overview:map_svg", "overview:map_png",
    "documents:public_document", "documents:document_download", "documents:file_download",
    "dialogues:occasion_ics", "dialogues:dialogue_calendar", "dialogues:dialogue_share_picture",
}  # fmt: skip
PAGES = [name for name, row in ROWS.items() if "2" in (row["anonymous"], row["administrator"]) and name not in FILES]
# Pages that the house does not show without more ado, and the walk that looks at them.
WALKED = {
    "overview:gallery": "test_design_system",
    "programmes:place_import_review": "test_places",
    "dialogues:registration_open": "test_sign_up",
    "dialogues:registration_contact": "test_sign_up",
    "dialogues:method_case_import_review": "test_case_sharing",
    "programmes:invitation_accept": "test_sign_in",
    "notices:mail_stop": "test_sign_in",
    "account_set_password": "test_sign_in",
    "mfa_authenticate": "test_sign_in",
    "mfa_reauthenticate": "test_sign_in",
    "mfa_reauthenticate_webauthn": "test_sign_in",
    "mfa_activate_totp": "test_sign_in",
    "mfa_deactivate_totp": "test_sign_in",
    "mfa_view_recovery_codes": "test_sign_in",
    "mfa_generate_recovery_codes": "test_sign_in",
    "mfa_add_webauthn": "test_sign_in",
    "mfa_edit_webauthn": "test_sign_in",
    "mfa_remove_webauthn": "test_sign_in",
}
# Addresses that lead on to a page, or give a file that the house lacks.
LEADING_ON = {"short_address", "programmes:invitation_open", "mfa_login_webauthn"}
FILES_NOT_THERE = {"programmes:logo", "documents:public_file", "mfa_download_recovery_codes"}


def look_at(visitor, address: str) -> list[str]:
    """Open the page and return what is wrong with it: axe on a phone, the width in every kind of window."""
    visitor.open(address).check()
    for size in ("desktop", "enlarged"):
        visitor.page.set_viewport_size(SIZES[size])
        visitor.check_width()
    visitor.page.set_viewport_size(SIZES["phone"])
    if visitor.page.url != visitor.site + address or visitor.page.evaluate("document.contentType") != "text/html":
        visitor.problems.append(f"shows {visitor.page.url} instead of a page of its own")
    problems = [problem.replace(visitor.page.url, "the page") for problem in visitor.problems]
    visitor.problems.clear()
    return problems


@pytest.mark.parametrize("half", [0, 1])
def test_every_page_is_accessible_and_fits_the_window(visitor_at, house, half):
    outside, inside = visitor_at("phone"), visitor_at("phone")
    inside.arrive_as(house.people["administrator"])
    found = defaultdict(list)
    for name in PAGES[half::2]:
        visitor = outside if ROWS[name]["anonymous"] == "2" else inside
        for problem in look_at(visitor, reverse(name, kwargs=arguments(house, name))):
            found[problem].append(name)
    if found:
        pytest.fail("\n\n".join(f"{problem}\n    {', '.join(names)}" for problem, names in found.items()))


def test_address_that_is_no_page_takes_nothing_but_changes(house):
    """So that a page which the house happens not to show is not passed over in silence."""
    client = Client()
    client.force_login(house.people["administrator"])
    known = {*PAGES, *FILES, *WALKED, *LEADING_ON, *FILES_NOT_THERE}
    answers = {
        name: client.get(reverse(name, kwargs=arguments(house, name))).status_code for name in ROWS.keys() - known
    }
    assert {name for name, answer in answers.items() if answer != 405} == set()
