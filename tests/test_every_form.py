"""No input to any form gives an error page; bad input gives a sentence at the field and keeps what was typed."""

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kraftsamling.shared.receipts import make_form_key
from tests.access_matrix import ROWS
from tests.addresses import arguments, named_patterns

# Addresses that take a form, found by what the administrator is shown.
STRANGE = [
    "", " ", "0", "-1", "99999999999999999999", "2026-02-31", "x" * 10_000, "\x00", "a\x00b", "😀" * 40,
    "‮rtl‬ مرحبا", "<script>alert(1)</script>", "{{ 7|add:7 }}", "'; DROP TABLE x; --", "\r\nBcc: a@b.c", "../../etc",
    "\ud800", "None", "true", "[]",
]  # fmt: skip
SKIPPED = (
    "documents:public",
    "mfa_",
    "account_",
)  # files; and allauth's own forms, tested upstream; ours stand in tests/accounts


def form_addresses() -> list[str]:
    return [
        name for name in named_patterns()
        if not name.startswith(SKIPPED) and ROWS[name]["administrator"] in "2" and "download" not in name
    ]  # fmt: skip


def shown_form(client: Client, address: str):
    """Return the form that the page shows, None if it shows none."""
    response = client.get(address)
    context = response.context
    if context is None:
        return None
    return context.get("form")


def text_values():
    return st.one_of(st.sampled_from(STRANGE), st.text(max_size=60))


def subject_of(name: str) -> str:
    """Return what the address is about: its app and the first word of its name."""
    return name.partition("_")[0]


@pytest.mark.parametrize("subject", sorted({subject_of(name) for name in form_addresses()}))
def test_no_input_gives_an_error_page(house, subject):
    client = Client()
    for name in form_addresses():
        if subject_of(name) == subject:
            with transaction.atomic():
                send_anything(client, house.people["administrator"], reverse(name, kwargs=arguments(house, name)))
                transaction.set_rollback(True)


def send_anything(client: Client, user, address: str) -> None:
    """Send many inputs to the form at the address, if it shows one."""
    client.force_login(user)
    form = shown_form(client, address)
    if form is None:
        return

    @settings(
        max_examples=django_settings.FORM_EXAMPLES, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.fixed_dictionaries({}, optional={field: text_values() for field in form.fields}))
    def send(data):
        clean = {key: value.encode("utf-8", "replace").decode() for key, value in data.items()}
        response = client.post(
            address, {**clean, "form_key": make_form_key(user.pk)}, headers={"origin": "http://testserver"}
        )
        assert response.status_code < 500
        client.force_login(user)

    send()


BAD_NOTES = [
    ({"title": ""}, "title", "fylla i"),
    ({"title": "x" * 10_000}, "title", "högst 80"),
    ({"happens_on": "snart"}, "happens_on", "Skriv datumet som"),
    ({"title": "a\x00b"}, "title", "tecken"),
    ({"kind": "påhittat"}, "kind", ""),
    ({"phase": "999999"}, "phase", ""),
    ({"map_weight": "9"}, "map_weight", ""),
]


@pytest.mark.parametrize(("changes", "field", "words"), BAD_NOTES)
def test_bad_note_is_explained_at_the_field_and_keeps_the_rest(
    client, programme, process_leader, changes, field, words
):
    client.force_login(process_leader)
    good = {"title": "Bänk", "kind": "measure", "state": "done", "happens_on": "mars 2026", "map_weight": "3"}
    data = {**good, "text": "Behåll det här 😀 ‮och det‬", **changes}
    response = client.post(reverse("programmes:map_note_create", args=[programme.slug]), data)
    assert response.status_code == 200
    errors = response.context["form"].errors
    assert list(errors) == [field]
    assert words in errors[field][0]
    assert "Behåll det här 😀" in response.content.decode()


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("arbete", "behöver webbplatsen själv"),
        ("en", "behöver webbplatsen själv"),
        ("provet", "upptagen"),
        ("Å Ä", "bokstäver"),
    ],
)
def test_unusable_address_is_explained(client, administrator, programme, slug, words):
    client.force_login(administrator)
    response = client.post(reverse("programmes:programme_create"), {"name": "Ny", "area_name": "Ny", "slug": slug})
    assert response.status_code == 200
    assert words in response.context["form"].errors["slug"][0]


def test_dates_in_wrong_order_are_explained(client, programme, process_leader):
    client.force_login(process_leader)
    phase = programme.phases.first()
    response = client.post(
        reverse("programmes:phase_edit", args=[programme.slug, phase.pk]),
        {"starts_on": "2026", "ends_on": "2025", "aim": "", "version": "1", "base": ""},
    )
    assert response.context["form"].errors == {"ends_on": ["Fasen skulle sluta innan den börjar."]}


def test_overlapping_phases_are_a_hint(client, programme, process_leader):
    client.force_login(process_leader)
    for phase, (start, end) in zip(programme.phases.all(), [("2024", "2025"), ("2024", "2026")], strict=False):
        data = {"starts_on": start, "ends_on": end, "aim": "", "version": "1", "base": ""}
        address = reverse("programmes:phase_edit", args=[programme.slug, phase.pk])
        assert client.post(address, data).status_code == 302
    page = client.get(reverse("programmes:programme_planning", args=[programme.slug]))
    assert "överlappar varandra" in page.content.decode()


def test_unknown_language_prefix_is_not_found(client, programme):
    assert client.get("/de/provet/").status_code == 404
    assert client.get("/xx/").status_code == 404


def test_html_is_shown_as_text(client, programme, process_leader):
    client.force_login(process_leader)
    data = {"title": "<b>Fet</b>", "kind": "story", "state": "done", "map_weight": "3", "is_public": "on",
            "text": "<script>alert(1)</script>"}  # fmt: skip
    client.post(reverse("programmes:map_note_create", args=[programme.slug]), data)
    for address in (reverse("overview:process_map", args=[programme.slug]), f"/arbete/{programme.slug}/karta/"):
        body = client.get(address).content.decode()
        assert "<script>alert" not in body
        assert "<b>Fet" not in body
        assert "&lt;b&gt;Fet" in body


def test_form_of_several_megabytes_is_refused_in_plain_swedish(client, programme, process_leader):
    client.force_login(process_leader)
    response = client.post(reverse("programmes:map_note_create", args=[programme.slug]), {"text": "x" * 3_000_000})
    assert response.status_code == 400
    assert "Vi kunde inte läsa det som skickades" in response.content.decode()
