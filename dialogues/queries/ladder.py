"""The ladder of participation as the municipality words it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404
from django.utils.translation import get_language

from dialogues.enums import LADDERS, LANGUAGES, Ladder, Level
from dialogues.models import DialogueSettings, LadderStep
from dialogues.words.invitations import words_in
from programmes.models import Municipality


@dataclass(frozen=True)
class Step:
    """A step in words. ``position`` counts from 1, the lowest; ``language`` is that of the words."""

    level: str
    name: str
    sentence: str
    position: int
    language: str


def settings_of(municipality: Municipality) -> DialogueSettings:
    """Return the municipality's settings for dialogues, unsaved if it has chosen nothing."""
    stored = DialogueSettings.objects.filter(municipality=municipality).first()
    return stored or DialogueSettings(municipality=municipality, ladder=Ladder.SKR)


def ladder_of(municipality: Municipality) -> tuple[Level, ...]:
    """Return the steps of the ladder in use, from the lowest."""
    return LADDERS[settings_of(municipality).ladder]


def ladder_steps(municipality: Municipality, language: str | None = None) -> list[Step]:
    """Return the steps of the ladder in use, from the lowest, worded in ``language`` (None: the active one).

    The municipality's own words come first, in Swedish where it has none in ``language``; then ours. Two queries.
    """
    language = language or get_language()
    own = _own_steps(municipality, language)
    return [_word(level, place, language, own) for place, level in enumerate(ladder_of(municipality), start=1)]


def step_of(municipality: Municipality, level: str, language: str | None = None) -> Step:
    """Return one step in words, as ``ladder_steps`` does; also one that the ladder in use does not have (position 0).

    A dialogue keeps the step it promised though the municipality goes over to the other ladder.
    """
    found = {step.level: step for step in ladder_steps(municipality, language)}
    language = language or get_language()
    return found.get(level) or _word(Level(level), 0, language, _own_steps(municipality, language))


def step_by_language(municipality: Municipality, level: str) -> dict[str, Step]:
    """Return one step in the words of each of LANGUAGES; one query. Where it stands on the ladder is not told."""
    rows = LadderStep.objects.filter(municipality=municipality, level=level).exclude(name="", sentence="")
    own = {(row.level, row.language): row for row in rows}
    return {language: _word(Level(level), 0, language, own) for language in LANGUAGES}


def level_choices(municipality: Municipality, chosen: str = "") -> list[tuple[str, str]]:
    """Return the choices of a form that asks for the step; ``chosen`` stays a choice though the ladder lacks it."""
    steps = ladder_steps(municipality)
    if chosen and chosen not in {step.level for step in steps}:
        steps.append(step_of(municipality, chosen))
    return [(step.level, step.name) for step in steps]


def _own_steps(municipality: Municipality, language: str) -> dict[tuple[str, str], LadderStep]:
    rows = LadderStep.objects.filter(municipality=municipality, language__in={language, settings.LANGUAGE_CODE})
    return {(row.level, row.language): row for row in rows.exclude(name="", sentence="")}


def _word(level: Level, position: int, language: str, own: dict[tuple[str, str], LadderStep]) -> Step:
    # What the municipality promises in words of its own is not told in others of ours, which might promise more.
    is_other = language not in dict(settings.LANGUAGES)
    if is_other and (level, language) not in own and (level, settings.LANGUAGE_CODE) in own:
        language = settings.LANGUAGE_CODE
    row = own.get((level, language)) or LadderStep()
    name, sentence = words_in(language).levels[level]
    return Step(level, row.name or name, row.sentence or sentence, position, language)


def get_step(municipality: Municipality, level: str, language: str) -> LadderStep:
    """Return the municipality's own words for a step, or an unsaved row without words.

    Raises Http404 for a step that no ladder has, or a language that no invitation is written in.
    """
    if level not in Level.values or language not in LANGUAGES:
        raise Http404
    stored = LadderStep.objects.filter(municipality=municipality, level=level, language=language).first()
    return stored or LadderStep(municipality=municipality, level=Level(level), language=language)


def shipped_words(level: str, language: str) -> dict[str, str]:
    """Return our own name and sentence for a step, as they are shown where the municipality has none."""
    step = _word(Level(level), 0, language, {})
    return {"name": step.name, "sentence": step.sentence}


def own_languages(municipality: Municipality) -> set[tuple[str, str]]:
    """Return (step, language) of what the municipality has worded itself."""
    rows = LadderStep.objects.filter(municipality=municipality).exclude(name="", sentence="")
    return set(rows.values_list("level", "language"))
