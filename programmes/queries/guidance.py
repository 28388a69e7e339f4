"""Guidance as it is shown: the municipality's own wording where there is one, else the shipped one."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import get_language, override

from programmes.guidance import GUIDES, TEN_LESSONS, Guide, group_of
from programmes.models import GuidanceText, GuidanceTextVersion, Municipality

PARTS = ("hint", "example", "criterion")


def guidance_for(*starts: str) -> dict[str, Guide]:
    """Return the guides in the active language whose key begins with one of ``starts``; one query.

    Raises nothing for a key without guidance: it is simply not there.
    """
    wanted = {key: guide for key, guide in GUIDES.items() if key.startswith(starts)}
    own = {text.key: text for text in GuidanceText.objects.filter(language=get_language(), key__in=list(wanted))}
    return {key: _with_own(guide, own.get(key)) for key, guide in wanted.items()}


def _with_own(guide: Guide, own: GuidanceText | None) -> Guide:
    if own is None:
        return guide
    return Guide(guide.about, *(getattr(own, part) or getattr(guide, part) for part in PARTS))


def get_guidance_text(municipality: Municipality, key: str, language: str) -> GuidanceText:
    """Return the municipality's own wording, or an unsaved one without words.

    Raises Http404 for a key or language that does not exist.
    """
    if key not in GUIDES or language not in dict(settings.LANGUAGES):
        raise Http404
    stored = GuidanceText.objects.filter(municipality=municipality, key=key, language=language).first()
    return stored or GuidanceText(municipality=municipality, key=key, language=language)


def shipped_words(key: str, language: str) -> dict[str, str]:
    """Return part -> our own wording of it in ``language``; "" where there is none."""
    with override(language):
        return {part: str(getattr(GUIDES[key], part)) for part in PARTS}


def guidance_versions(text: GuidanceText) -> QuerySet[GuidanceTextVersion]:
    """Return the earlier wordings of the municipality, newest first."""
    return GuidanceTextVersion.objects.filter(record=text.pk).select_related("replaced_by").order_by("-version")


@dataclass(frozen=True)
class GuidanceRow:
    """A piece of guidance in the list; ``own`` are the codes of the languages that have a wording of the municipality.

    ``guide`` is worded in the active language.
    """

    key: str
    guide: Guide
    is_lesson: bool
    languages: list[dict]


@dataclass(frozen=True)
class GuidanceGroup:
    key: str
    title: str
    rows: list[GuidanceRow] = field(default_factory=list)


def guidance_groups(municipality: Municipality, *, words: str = "", only_own: bool = False) -> list[GuidanceGroup]:
    """Return all guidance by the page it belongs to, in one query.

    ``words`` keeps what holds all of them in the active language, ``only_own`` what the municipality has worded.
    """
    own = {(text.key, text.language): text for text in GuidanceText.objects.filter(municipality=municipality)}
    groups: dict[str, GuidanceGroup] = {}
    for key, shipped in GUIDES.items():
        languages = [
            {"code": code, "name": name, "is_own": _has_words(own.get((key, code)))}
            for code, name in settings.LANGUAGES
        ]
        guide = _with_own(shipped, own.get((key, get_language())))
        if only_own and not any(language["is_own"] for language in languages):
            continue
        if not _holds(guide, words):
            continue
        group = group_of(key)
        row = GuidanceRow(key, guide, key in TEN_LESSONS.values(), languages)
        groups.setdefault(group, GuidanceGroup(group, str(GUIDES[group].about))).rows.append(row)
    return [groups[key] for key in GUIDES if key in groups]


def _has_words(text: GuidanceText | None) -> bool:
    return text is not None and any(getattr(text, part) for part in PARTS)


def _holds(guide: Guide, words: str) -> bool:
    text = " ".join(str(part) for part in (guide.about, guide.hint, guide.example, guide.criterion)).casefold()
    return all(word in text for word in words.casefold().split())
