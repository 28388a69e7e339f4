"""Permanent public addresses: the same in every language, since they end up in other people's papers."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def public_address(name: str, uuid: UUID) -> str:
    """Return the whole address of a public document or file; ``name`` is its URL name."""
    with translation.override(settings.LANGUAGE_CODE):
        return settings.PUBLIC_URL + reverse(name, args=[uuid])
