"""Languages an invitation can be written in, and how far each text is trusted (sweden.md F-3, F-4)."""

from django.db import models
from django.utils.functional import Promise as LazyText
from django.utils.translation import pgettext_lazy


class TextStatus(models.TextChoices):
    """Missing and outdated are derived; these are stored."""

    MACHINE = "machine", pgettext_lazy("translation", "machine translated, not reviewed")
    DRAFT = "draft", pgettext_lazy("translation", "written, not reviewed")
    REVIEWED = "reviewed", pgettext_lazy("translation", "reviewed")


# Language code, its name in Swedish terms for staff (translated), and its own name, by which readers find it. Of the
# varieties of Romani it is Kelderash (rmy, Vlax Romani): other varieties are other languages, with files of their own.
LANGUAGES: dict[str, tuple[str, str]] = {
    "sv": (pgettext_lazy("language", "Swedish"), "Svenska"),
    "sv-x-lattlast": (pgettext_lazy("language", "Easy Swedish"), "Lättläst svenska"),
    "en": (pgettext_lazy("language", "English"), "English"),
    "ar": (pgettext_lazy("language", "Arabic"), "العربية"),
    "so": (pgettext_lazy("language", "Somali"), "Soomaali"),
    "fi": (pgettext_lazy("language", "Finnish"), "Suomi"),
    "ti": (pgettext_lazy("language", "Tigrinya"), "ትግርኛ"),
    "ckb": (pgettext_lazy("language", "Sorani (Central Kurdish)"), "کوردی (سۆرانی)"),
    "kmr": (pgettext_lazy("language", "Kurmanji (Northern Kurdish)"), "Kurdî (Kurmancî)"),
    "fa": (pgettext_lazy("language", "Persian"), "فارسی"),
    "prs": (pgettext_lazy("language", "Dari"), "دری"),
    "tr": (pgettext_lazy("language", "Turkish"), "Türkçe"),
    "bs": (pgettext_lazy("language", "Bosnian"), "Bosanski"),
    "hr": (pgettext_lazy("language", "Croatian"), "Hrvatski"),
    "sr": (pgettext_lazy("language", "Serbian"), "Srpski"),
    "pl": (pgettext_lazy("language", "Polish"), "Polski"),
    "es": (pgettext_lazy("language", "Spanish"), "Español"),
    "uk": (pgettext_lazy("language", "Ukrainian"), "Українська"),
    "ru": (pgettext_lazy("language", "Russian"), "Русский"),
    "sq": (pgettext_lazy("language", "Albanian"), "Shqip"),
    "rmy": (pgettext_lazy("language", "Romani (Kelderash)"), "Romani šib (kelderash)"),
    "th": (pgettext_lazy("language", "Thai"), "ไทย"),
}

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "prs"})


def language_choices() -> list[tuple[str, LazyText]]:
    """Return (code, name) of each language: a function, so that another language needs no migration."""
    return [(code, name) for code, (name, _own) in LANGUAGES.items()]


def is_right_to_left(language: str) -> bool:
    """Return whether text in this language runs from right to left."""
    return language in _RIGHT_TO_LEFT
