"""Public pages: the same bytes for everyone, kept in memory until their content, the date or the release changes.

A page names the scopes its content comes from ("site", "programme:7"). Services that change public content call
``bump`` in the same transaction. The key and the ETag are made of the scopes' versions, the local date, the release,
the language and the path; no cookie, no host, no query and no header plays a part.
"""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core.cache import caches
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, QueryDict
from django.utils.http import parse_etags

from kraftsamling.shared import clock
from kraftsamling.shared.models import ContentVersion

SITE = "site"
_bump_handlers: list[Callable[[tuple[str, ...]], None]] = []
CACHE_CONTROL = "public, no-cache"  # may be stored, must be asked about again: what is withdrawn disappears at once


def programme_scope(programme_id: int) -> str:
    """Return the scope of everything public in one programme."""
    return f"programme:{programme_id}"


def register_bump(handler: Callable[[tuple[str, ...]], None]) -> None:
    """Add a function that is told, in the transaction of a change, which scopes it concerns; for an app's ``ready``."""
    if handler not in _bump_handlers:
        _bump_handlers.append(handler)


def bump(*scopes: str) -> None:
    """Count up the versions of ``scopes``; call in the transaction that changes the public content."""
    for scope in scopes:
        if not ContentVersion.objects.filter(scope=scope).update(version=F("version") + 1):
            _row, created = ContentVersion.objects.get_or_create(scope=scope)
            if not created:
                ContentVersion.objects.filter(scope=scope).update(version=F("version") + 1)
    for handler in _bump_handlers:
        handler(scopes)


def get_versions(scopes: tuple[str, ...] | None = None) -> dict[str, int]:
    """Return scope -> version, for ``scopes`` or for all."""
    rows = ContentVersion.objects.all() if scopes is None else ContentVersion.objects.filter(scope__in=scopes)
    return dict(rows.values_list("scope", "version"))


@dataclass(frozen=True)
class PageState:
    """What a page was made from: its scopes, their versions with the date and the release, and how long it holds."""

    scopes: tuple[str, ...]
    described: str
    valid_until: dt.datetime | None


@dataclass(frozen=True)
class StoredPage:
    """A finished answer with all its headers."""

    state: PageState
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def to_response(self, request: HttpRequest) -> HttpResponse:
        """Return the page, or 304 when the visitor already has these bytes."""
        headers = dict(self.headers)
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if headers["ETag"] in [tag.removeprefix("W/") for tag in known] or known == ["*"]:
            del headers["Content-Type"]
            return HttpResponseNotModified(headers=headers)
        return HttpResponse(self.body, headers=headers)


def _describe_state(scopes: tuple[str, ...], versions: dict[str, int], today: dt.date) -> str:
    parts = [f"{scope}={versions.get(scope, 0)}" for scope in scopes]
    return "|".join([*parts, today.isoformat(), settings.RELEASE])


def _page_key(request: HttpRequest) -> str:
    # The path tells the language too; the scheme decides on one header.
    return hashlib.sha256(f"{request.scheme}:{request.path}".encode()).hexdigest()


def find_stored(request: HttpRequest) -> HttpResponse | None:
    """Return the stored page for this address if it still holds; one query."""
    if request.method not in ("GET", "HEAD"):
        return None
    page: StoredPage | None = caches["pages"].get(_page_key(request))
    if page is None or (page.state.valid_until and page.state.valid_until <= clock.now()):
        return None
    if _describe_state(page.state.scopes, get_versions(page.state.scopes), clock.today()) != page.state.described:
        return None
    return page.to_response(request)


def store(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Keep the finished answer of a public page, and return it (or 304).

    A visitor's broken cookie makes middleware set a new one and say that the page varies by it; both are dropped.
    """
    response.cookies.clear()
    response.headers.pop("Vary", None)
    state: PageState | None = getattr(response, "public_state", None)
    if state is None:
        return response
    page = StoredPage(state, tuple(response.items()), response.content)
    caches["pages"].set(_page_key(request), page, 86_400)
    return page.to_response(request)


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make ``view`` a public page: open to all and, when it answers 200, stored by PublicPageMiddleware.

    The view sets ``request.public_scopes`` (default: the site alone) and may set ``request.public_valid_until``. All
    versions and the date are read before the view reads anything, so what was made before a change or before midnight
    is never stored as new. The view sees no query: what social media add to links would make every visit a new page.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        today, versions = clock.today(), get_versions()
        request.META["QUERY_STRING"], request.GET = "", QueryDict()
        request.public_scopes = (SITE,)
        request.public_valid_until = None
        response = view(request, *args, **kwargs)
        response.is_public_page = True
        # Also for redirects from former addresses, which browsers else keep for ever: an address may come back.
        response["Cache-Control"] = CACHE_CONTROL
        if response.status_code != 200 or request.method not in ("GET", "HEAD"):
            return response
        scopes = tuple(request.public_scopes)
        described = _describe_state(scopes, versions, today)
        tag = hashlib.sha256(f"{described}|{request.path}".encode()).hexdigest()[:32]
        response["ETag"] = f'"{tag}"'
        response.public_state = PageState(scopes, described, request.public_valid_until)
        return response

    answer.login_required = False
    answer.is_public_page = True
    return answer
