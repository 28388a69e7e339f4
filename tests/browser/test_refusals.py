"""What is refused in a browser: one clear sentence at its place, and what was typed still stands there."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from dialogues.models import Influence
from tests.dialogues.invitations import make_published, make_ready
from tests.dialogues.test_refusals import PLANNED, PUBLISHED, address_of, as_pattern
from tests.factories import ProgrammeFactory, make_municipal

# What is done by a button on the page of the row, with nothing to fill in.
BUTTONS = {"advice_choose", "dialogue_publish", "occasion_set_public", "promise_set_public", "text_review"}
# No page offers it: only whoever has had one open for long meets these, as in tests/dialogues/test_refusals.py.
NOT_OFFERED = {
    "What may be secret", "The invitation cannot be published yet", "The information cannot be published yet",
    "Publish the invitation first",
    "The promise is published together", "What has been promised cannot be taken",
    "It has begun or is over, so nothing", "It is cancelled, so nothing",
    "The original has changed", "It has not begun yet", "People have signed up. Cancel", "You have answered that it",
}  # fmt: skip


def find_form(visitor, rows, where, sent):
    """Go to where this is done; return the form, or None when the page does not offer it."""
    address = address_of(rows, *where)
    if where[0] in BUTTONS or not sent:
        is_text = where[0] == "text_review"
        visitor.open(address_of(rows, "text_edit", *where[1:]) if is_text else getattr(rows, where[1]).get_work_url())
        forms = visitor.page.locator(f'form[action="{address}"]')
    else:
        visitor.open(address)
        forms = visitor.page.locator("main form").filter(has=visitor.page.locator(f'[name="{next(iter(sent))}"]'))
    return forms.first if forms.count() else None


def fill(form, sent) -> None:
    for name, value in sent.items():
        field = form.locator(f'[name="{name}"]')
        kind = field.first.get_attribute("type") or field.first.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            chosen = field.and_(form.locator(f'[value="{value}"]')) if isinstance(value, str) else field
            chosen.set_checked(value is not False)
        elif kind == "select-one":
            field.select_option(value)
        elif kind not in ("submit", "hidden"):
            field.fill(value)


def what_stands(form, name: str) -> str | bool:
    field = form.locator(f'[name="{name}"]')
    if field.count() > 1:
        return field.and_(form.locator(":checked")).get_attribute("value")
    return field.is_checked() if field.get_attribute("type") == "checkbox" else field.input_value()


@pytest.mark.parametrize(("half", "size", "javascript"), [(0, "desktop", True), (1, "phone", False)])
def test_refusal_is_read_where_it_belongs(visitor_at, transactional_db, half, size, javascript):
    programme = ProgrammeFactory(name="Kraftsamling Provet", slug="provet", code="PROVET", published=True)
    user = make_municipal(name="Administratören", email="administrator@example.org")
    visitor = visitor_at(size, javascript=javascript).arrive_as(user)
    cases = [(make, case) for make, cases in ((make_ready, PLANNED), (make_published, PUBLISHED)) for case in cases]
    not_offered = set()
    for make, (begins, field, where, sent, prepare) in cases[half::2]:
        dialogue = make(programme, user)
        rows = SimpleNamespace(
            dialogue=dialogue, promise=dialogue.promises.get(), occasion=dialogue.occasions.get(),
            influence=Influence.objects.get(dialogue=dialogue, state="open"),
        )  # fmt: skip
        prepare(rows)
        form = find_form(visitor, rows, where, sent)
        if form is None:
            not_offered.add(begins)
            continue
        fill(form, sent)
        form.locator("button:not([type=button])").first.click()
        if field:
            expect(visitor.page.locator(f"#id_{field}_error")).to_have_text(as_pattern(begins))
            marked = form.locator("[aria-invalid=true]").evaluate_all("fields => fields.map(field => field.name)")
            assert set(marked) == {field}, begins
            typed = {name: what_stands(form, name) for name in sent}
            assert typed == sent, begins
        else:
            expect(visitor.page.locator("main").get_by_text(as_pattern(begins)).first).to_be_visible()
        visitor.check_width()
    assert not_offered == NOT_OFFERED & {case[0] for _make, case in cases[half::2]}
