"""The short address that everything printed or hung up leads to: it outlives every other."""

from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from programmes.models import Programme

QUIET_MODULES = 2  # of the code's quiet zone; the white frame around it gives the rest


@dataclass(frozen=True)
class ShortAddress:
    """The address in words short enough to remember, ``host`` and ``path``, and what a code leads to, ``url``."""

    host: str
    path: str
    url: str

    def draw_code(self) -> SafeString:
        """Return a QR code as SVG that still reads with a quarter of it dirty, torn or mirrored away."""
        label = _("QR code that leads to %(address)s") % {"address": self.url}
        code = segno.make(self.url, error="q", micro=False).svg_inline(omitsize=True, border=QUIET_MODULES, title=label)
        return mark_safe(code)  # noqa: S308 - a drawing of squares


def code_for(path: str) -> ShortAddress:
    """Return any address of ours as something that can be printed and scanned."""
    return ShortAddress(settings.PUBLIC_URL.partition("://")[2], path, settings.PUBLIC_URL + path)


def get_short_address(programme: Programme) -> ShortAddress:
    """Return the programme's permanent short address."""
    return address_of_code(programme.short_address.code)


def address_of_code(code: str) -> ShortAddress:
    """Return the short address with this code."""
    return code_for(reverse("short_address", args=[code]))
