"""How much those who read an invitation can influence, in the words that stand on whatever it is sent as (G-2, G-3)."""

from dataclasses import dataclass

from dialogues.enums import LANGUAGES
from dialogues.models import Dialogue
from dialogues.queries.ladder import Step, step_by_language
from dialogues.words.invitations import words_in


@dataclass(frozen=True)
class Degree:
    """``called`` is what it is: an invitation, or information. ``name`` is the step of the ladder, ``sentences`` what
    the step and the form of conversation mean; of information, that nothing of it can be changed."""

    called: str
    name: str
    sentences: str


def degrees_of(dialogue: Dialogue) -> dict[str, Degree]:
    """Return it in each of LANGUAGES; one query."""
    steps = step_by_language(dialogue.programme.municipality, dialogue.level) if dialogue.level else {}
    return {language: _degree(dialogue, language, steps.get(language)) for language in LANGUAGES}


def _degree(dialogue: Dialogue, language: str, step: Step | None) -> Degree:
    words = words_in(language)
    if dialogue.is_information:
        return Degree(words.levels["information"][0], "", words.information)
    # Where form and step are the same, one of them says it all.
    is_said_once = dialogue.form == dialogue.level and step is not None and step.language == language
    form = "" if is_said_once else words.forms.get(dialogue.form, "")
    # What the municipality words itself is not told in words of ours.
    if step is None or step.language != language:
        return Degree(words.invited, "", form)
    return Degree(words.invited, step.name, f"{step.sentence} {form}".strip())
