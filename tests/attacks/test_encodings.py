"""Forms are read in UTF-8 only, whatever their sender calls the letters, and from no address that is none."""

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

BODY = b'--x\r\nContent-Disposition: form-data; name="description"\r\n\r\nhj\r\n--x--\r\n'


def send(address: str, content_type: str, body: bytes = BODY):
    return Client().generic("POST", address, body, content_type=content_type, headers={"origin": "http://testserver"})


@pytest.mark.parametrize("encoding", ["punycode", "utf-7", "unicode_escape", "zlib", "idna", "latin-1", "utf-16"])
def test_form_in_another_encoding_is_refused_unread(municipality, encoding):
    answer = send(reverse("programmes:accessibility_report"), f"multipart/form-data; boundary=x; charset={encoding}")
    assert answer.status_code == 400


def test_other_encoding_of_an_address_is_refused_too(municipality):
    """A query is read in the same encoding as the form."""
    address = reverse("programmes:accessibility_report")
    assert Client().get(f"{address}?a=b", headers={"content-type": "text/plain; charset=utf-7"}).status_code == 400


@pytest.mark.parametrize("named", ["", "; charset=utf-8", "; charset=UTF-8", "; charset=utf8", "; charset=no-such"])
def test_form_in_our_own_encoding_is_read(municipality, named):
    answer = send(reverse("programmes:accessibility_report"), f"multipart/form-data; boundary=x{named}")
    assert answer.status_code == 200
    assert answer.context["form"]["description"].value() == "hj"


@pytest.mark.parametrize("origin", ["http://[", "http://[x]", "http://a]"])
def test_origin_that_is_no_address_is_refused_like_a_foreign_one(municipality, origin):
    address = reverse("programmes:accessibility_report")
    assert Client().post(address, {"description": "hj"}, headers={"origin": origin}).status_code == 403
