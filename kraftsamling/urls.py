"""All addresses. Swedish without prefix, other languages with theirs; words in addresses are Swedish (design.md 4)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kraftsamling.overview import urls as overview_urls

urlpatterns = [
    *overview_urls.unprefixed,
    *i18n_patterns(
        path("konto/", include("kraftsamling.accounts.urls")),
        path("arbete/", include("kraftsamling.overview.urls_work")),
        path("arbete/", include("programmes.urls_work")),
        path("arbete/", include("kraftsamling.documents.urls_work")),
        path("", include("programmes.urls")),
        path("", include("kraftsamling.documents.urls")),
        path("", include("kraftsamling.overview.urls")),
        prefix_default_language=False,
    ),
]
