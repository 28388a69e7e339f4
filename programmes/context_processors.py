"""What every page's frame shows: the municipality, and the same page in other languages."""

from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.functional import cached_property
from django.utils.http import escape_leading_slashes

from programmes.models import Municipality
from programmes.permissions import can
from programmes.queries.programmes import get_municipality
from programmes.roles import Permission


class Site:
    """The frame's facts, fetched when a template first asks."""

    product = "Kraftsamling"

    def __init__(self):
        self._municipality: Municipality | None = None
        self._is_fetched = False

    @property
    def municipality(self) -> Municipality | None:
        if not self._is_fetched:
            self._municipality, self._is_fetched = get_municipality(), True
        return self._municipality

    @property
    def name(self) -> str:
        return self.municipality.name if self.municipality else ""

    @property
    def address(self) -> str:
        """Where the site stands, for addresses that are pasted elsewhere."""
        return settings.PUBLIC_URL

    @property
    def palette(self) -> str:
        return self.municipality.palette if self.municipality else "teal"

    @property
    def logo_url(self) -> str:
        return reverse("programmes:logo") if self.municipality and self.municipality.logo else ""


class Nav:
    """What the menu of work pages offers, and which frame errors are told in; asked for only by pages with either."""

    def __init__(self, request):
        self._request = request

    @cached_property
    def can_edit_municipality(self) -> bool:
        return can(self._request.user, Permission.EDIT_MUNICIPALITY)

    @property
    def error_frame(self) -> str:
        """The frame in which an error is told: that of the work pages to whoever is signed in and works there."""
        is_at_work = self._request.path.startswith(reverse("overview:my_page"))
        return "base_work.html" if is_at_work and self._request.user.is_authenticated else "base_public.html"


def site(request):
    """Return ``frame``, ``nav``, ``alternate_urls`` and ``is_development`` for every template."""
    names = {"sv": "Svenska", "en": "English"}
    # Two slashes at the start would make another site of the address's first part.
    path = escape_leading_slashes(request.get_full_path() if request.method in ("GET", "HEAD") else request.path)
    alternates = [
        {
            "code": code,
            "name": names[code],
            "url": translate_url(path, code),
            "is_current": code == request.LANGUAGE_CODE,
        }
        for code, _label in settings.LANGUAGES
    ]
    return {
        # allauth's pages bring a "site" of their own, so the frame of the page reads "frame".
        "frame": Site(),
        "nav": Nav(request),
        "alternate_urls": alternates,
        "is_development": settings.ENVIRONMENT == "development",
    }
