"""One's own page at a browser: what one has told, however long, keeps within the window."""

import pytest

from dialogues.services.registrations import sign_up
from tests.dialogues.invitations import make_published
from tests.dialogues.occasions import own_page


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_own_page_with_a_long_address_fits_the_window(visitor_at, programme, process_leader, size):
    occasion = make_published(programme, process_leader).occasions.get()
    registration = sign_up(occasion=occasion, people=2, name="Ana", email=f"{'a' * 60}@{'b' * 40}.example.org")
    visitor = visitor_at(size, javascript=False)
    visitor.open(own_page(registration))
    visitor.check()
