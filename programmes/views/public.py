"""Finding the programme that a public page belongs to, by its present or a former address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from kraftsamling.shared.public_pages import SITE, programme_scope
from programmes.models import Programme
from programmes.queries.programmes import get_public_programme, get_renamed_slug


def find_public(
    request: HttpRequest, slug: str, name: str, **within: Any
) -> tuple[Programme | None, HttpResponse | None]:
    """Return the published programme with this address and say that the page is made of it.

    For one that has moved, return instead the answer that leads to the page ``name`` at its present address, with what
    else stands in the address (``within``). Raises Http404 when there is neither.
    """
    programme = get_public_programme(slug)
    if programme is None:
        renamed = get_renamed_slug(slug)
        if renamed is None:
            raise Http404
        return None, redirect(name, slug=renamed, permanent=True, **within)
    request.public_scopes = (SITE, programme_scope(programme.pk))
    return programme, None
