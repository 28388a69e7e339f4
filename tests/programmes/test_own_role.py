"""Somebody who signs in for the first time is told what this is, what is decided and what they may do."""

from django.urls import reverse

from programmes.queries.roles import PERMISSION_SENTENCES
from programmes.roles import Permission
from tests.factories import make_member


def test_newcomer_is_told_the_role_and_where_decisions_stand(client, programme):
    client.force_login(make_member(programme, "politician"))
    assert "Din roll: Politiker" in client.get(reverse("overview:my_page")).content.decode()
    page = client.get(reverse("programmes:programme_detail", args=[programme.slug])).content.decode()
    assert "Sitter i den politiska ledningsgruppen" in page
    assert "beställa affischer och andra dokument" in page
    assert reverse("programmes:decision_list", args=[programme.slug]) in page
    assert reverse("overview:glance", args=[programme.slug]) in page


def test_every_right_is_told_in_words():
    untold = set(Permission) - set(PERMISSION_SENTENCES)
    assert untold == set(), "write a sentence in PERMISSION_SENTENCES of programmes/queries/roles.py"
