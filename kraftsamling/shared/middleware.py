"""Middleware that knows nothing of users: the language of an address, and public pages that are already made."""

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, PermissionDenied
from django.http import Http404
from django.utils import translation

from kraftsamling.shared.public_pages import find_stored, store
from kraftsamling.shared.receipts import find_earlier_answer


class PathLanguageMiddleware:
    """The language is the address's prefix, Swedish without; never a cookie, never a header."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response


class OneEncodingMiddleware:
    """Refuses what says that it is written in another encoding than the UTF-8 of our own pages.

    Django would read a form in whatever encoding of Python's its sender names. With "punycode" two megabytes take an
    hour and three such forms every web process; with others come letters that cannot be stored, or an error page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.encoding and request.encoding.lower() not in ("utf-8", "utf8"):
            # Nothing that still reads the request, such as the error page, is to take the sender's word.
            request.encoding = settings.DEFAULT_CHARSET
            raise BadRequest("The request is not written in UTF-8.")
        return self.get_response(request)


class KeepingMiddleware:
    """What does not say itself how it may be kept is kept by nobody but its reader's browser, which asks anew.

    Without it a proxy on the way may by its own rules keep a page with somebody's name in it, or go on telling that a
    page does not exist after it was published.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class ReceiptMiddleware:
    """Answers a form that was sent twice as it was answered first, where the page it came from is gone since.

    Who withdraws a note with a double click would otherwise read that there is no such page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return find_earlier_answer(request) if isinstance(exception, Http404 | PermissionDenied) else None


class PublicPageMiddleware:
    """Answers with a stored public page before anything else is touched; stores finished ones with all their headers.

    It stands outermost, so that a warm page costs one query and no session, language or sign-in.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            return self.get_response(request)
        try:
            request.get_host()
        except DisallowedHost:
            return self.get_response(request)
        response = find_stored(request) or self.get_response(request)
        return store(request, response) if getattr(response, "is_public_page", False) else response
