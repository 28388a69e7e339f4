"""One piece of guidance."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Guide:
    """``about`` names the page or question to those who edit the wording; the rest is shown to those who work."""

    about: str | Promise
    hint: str | Promise = ""
    example: str | Promise = ""
    criterion: str | Promise = ""
