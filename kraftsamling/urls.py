"""All addresses. Swedish without prefix, other languages with theirs; words in addresses are Swedish (design.md 4)."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from kraftsamling.overview.urls import unprefixed

# The overview comes last: a programme's own address matches any word.
urlpatterns = [
    *unprefixed,
    *i18n_patterns(
        path("konto/", include("kraftsamling.accounts.urls")),
        path("konto/", include("kraftsamling.notices.urls")),
        path("", include("programmes.urls")),
        path("", include("dialogues.urls")),
        path("", include("kraftsamling.documents.urls")),
        path("", include("kraftsamling.overview.urls")),
        prefix_default_language=False,
    ),
]
