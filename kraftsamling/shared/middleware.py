"""Middleware that knows nothing of users: the language of an address, and public pages that are already made."""

from django.conf import settings
from django.utils import translation

from kraftsamling.shared.public_pages import find_stored


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


class PublicPageMiddleware:
    """Answers with a stored public page before sessions, sign-in and views are touched."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.get_host()  # raises DisallowedHost, as the middleware further in would
        return find_stored(request) or self.get_response(request)
