"""Publishing a programme, through the page that people use."""

import re

import pytest

from tests.factories import ProgrammeFactory, make_member

PAGE = "/arbete/opublicerat/publicera/"


@pytest.fixture
def unpublished(municipality):
    return ProgrammeFactory(slug="opublicerat")


def _shown_fields(page) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.content.decode()))


def test_second_of_two_who_publish_does_not_take_it_back(client, unpublished):
    client.force_login(make_member(unpublished))
    mine, colleagues = _shown_fields(client.get(PAGE)), _shown_fields(client.get(PAGE))
    assert client.post(PAGE, colleagues).status_code == 302
    answer = client.post(PAGE, mine)
    unpublished.refresh_from_db()
    assert unpublished.published_at is not None
    assert "Någon annan ändrade" in answer.content.decode()


def test_published_programme_is_taken_back_by_the_same_page(client, unpublished):
    client.force_login(make_member(unpublished))
    for _time in range(2):
        client.post(PAGE, _shown_fields(client.get(PAGE)))
    unpublished.refresh_from_db()
    assert unpublished.published_at is None
