"""An invitation in other languages, as those who work with it see it: which there are and how far each is."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from dialogues.enums import LANGUAGES, TextStatus
from dialogues.models import Dialogue, InvitationText
from dialogues.queries.invitations import InvitationSource, lacking_parts, source_of

MISSING, OUTDATED = "missing", "outdated"
_LABELS: dict[str, LazyText] = {MISSING: _("missing"), OUTDATED: _("outdated"), **dict(TextStatus.choices)}
_TONES = {
    MISSING: "neutral", OUTDATED: "warning", TextStatus.MACHINE: "warning", TextStatus.DRAFT: "info",
    TextStatus.REVIEWED: "success",
}  # fmt: skip


@dataclass(frozen=True)
class TextRow:
    """A language: ``text`` is None where there is none yet; ``standing`` is a status, "missing" or "outdated".
    ``lacking`` names what it must say before it can be printed."""

    language: str
    name: str
    own_name: str
    text: InvitationText | None
    standing: str
    lacking: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return str(_LABELS[self.standing])

    @property
    def tone(self) -> str:
        return _TONES[self.standing]

    @property
    def has_lost_its_source(self) -> bool:
        """Whether something that it was translated from has been removed for good."""
        return self.text is not None and not self.text.source_digest

    @property
    def is_shown(self) -> bool:
        """Whether anyone may read it once the invitation is published."""
        return self.text is not None and self.text.status != TextStatus.DRAFT


def text_rows(dialogue: Dialogue) -> list[TextRow]:
    """Return every language but the one the dialogue was written in; four queries."""
    source = source_of(dialogue)
    texts = {text.language: text for text in dialogue.texts.select_related("reviewed_by")}
    return [row_of(language, texts.get(language), source) for language in languages_for(dialogue)]


def languages_for(dialogue: Dialogue) -> list[str]:
    """Return the languages that the invitation can be translated to."""
    return [language for language in LANGUAGES if language != dialogue.content_language]


def row_of(language: str, text: InvitationText | None, source: InvitationSource) -> TextRow:
    """Return how far the text in one language has come, beside its present source."""
    name, own_name = LANGUAGES[language]
    if text is None:
        return TextRow(language, str(name), own_name, None, MISSING)
    standing = text.status if text.source_digest == source.digest else OUTDATED
    return TextRow(language, str(name), own_name, text, standing, tuple(lacking_parts(text, source)))


def get_text(dialogue: Dialogue, language: str) -> InvitationText:
    """Return the text in a language, unsaved where there is none yet; raises Http404 for a language we do not have."""
    if language not in languages_for(dialogue):
        raise Http404
    found = dialogue.texts.select_related("reviewed_by").filter(language=language).first()
    return found or InvitationText(dialogue=dialogue, language=language)
