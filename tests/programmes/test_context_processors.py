import pytest
from django.test import RequestFactory

from programmes.context_processors import site


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("path", ["//evil.example/", "///evil.example/"])
def test_language_menu_stays_on_the_site(method, path):
    request = getattr(RequestFactory(), method)("/")
    request.path = request.path_info = path
    request.LANGUAGE_CODE = "sv"
    links = [alternate["url"] for alternate in site(request)["alternate_urls"]]
    assert not [link for link in links if link.startswith("//")]
