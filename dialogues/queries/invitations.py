"""What an invitation says: in the language it was written in, made of the plan, and in others as it is translated."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.functional import Promise as LazyText
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from dialogues.enums import (
    LANGUAGES,
    DialogueState,
    OccasionState,
    PromiseState,
    TextStatus,
    is_right_to_left,
)
from dialogues.models import Dialogue, Influence, InvitationText, Occasion, Promise
from dialogues.queries.dialogues import visible_influences
from dialogues.queries.influence_words import decided_lines, decider_of, influence_line, place_of
from dialogues.queries.occasion_words import where_words
from dialogues.queries.periods import period_of
from dialogues.queries.promises import say_channels, say_unanswered, say_when, unanswered
from dialogues.queries.told_occasions import tell_occasions
from dialogues.words.plan_sections import INFORMATION_LABELS
from dialogues.words.sentences import end_sentence
from kraftsamling.shared import clock
from kraftsamling.shared.enums import Openness, RecordState
from kraftsamling.shared.models import RecordQuerySet
from programmes.models import Programme

TEXT_FIELDS = ("title", "question", "summary", "influence", "decided", "promise", "practical")
_INFORMATION_TEXTS: dict[str, LazyText] = {
    "question": INFORMATION_LABELS["question"],
    "influence": gettext_lazy("what is decided"),
    "decided": gettext_lazy("who has decided it"),
    "promise": gettext_lazy("when and how people hear more"),
}


@dataclass(frozen=True)
class Invitation:
    """An invitation in one language. The texts are paragraphs and lines, divided by line breaks; all may be empty."""

    language: str
    title: str
    question: str
    summary: str
    influence: str = ""
    decided: str = ""
    promise: str = ""
    practical: str = ""
    is_machine: bool = False
    is_outdated: bool = False

    @property
    def direction(self) -> str:
        return "rtl" if is_right_to_left(self.language) else "ltr"


@dataclass(frozen=True)
class InvitationSource:
    """What is said in the language a dialogue was written in, and what translations are made from.

    ``cancelled`` are the occasions that people were told of and that do not take place, ``unanswered`` the promises
    that will not be kept where there are no others.
    """

    dialogue: Dialogue
    influences: tuple[Influence, ...]
    promises: tuple[Promise, ...]
    occasions: tuple[Occasion, ...]
    cancelled: tuple[Occasion, ...] = ()
    unanswered: tuple[Promise, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """TEXT_FIELDS in words."""
        with override(self.dialogue.content_language):
            return {
                "title": self.dialogue.title,
                "question": self.dialogue.question,
                "summary": self.dialogue.summary,
                "influence": "\n".join(map(influence_line, self.influences)),
                "decided": "\n".join(decided_lines(self.influences)),
                "promise": "\n".join([*map(promise_line, self.promises), *self.unanswered_lines]),
                "practical": _when_and_where(self),
            }

    @property
    def unanswered_lines(self) -> list[str]:
        """That what was promised does not come, and why, in lines of the active language."""
        is_information = self.dialogue.is_information
        return [say_unanswered(promise, is_information=is_information) for promise in self.unanswered]

    @property
    def coming(self) -> list[Occasion]:
        """The occasions that are ahead or go on: nobody is invited to what is over."""
        return _coming(self.occasions)

    @property
    def called_off(self) -> list[Occasion]:
        """What would have been ahead: whoever has seen an earlier print must read that it is cancelled."""
        return _coming(self.cancelled)

    @property
    def digest(self) -> str:
        """A fingerprint of the facts, the same in whichever language it is asked for: another wording of ours around
        them makes no translation outdated."""
        with override(self.dialogue.content_language):
            facts = self._facts()
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()

    def _facts(self) -> list[list]:
        return [
            [self.dialogue.title, self.dialogue.question, self.dialogue.summary],
            [
                [row.question, place_of(row), row.state, row.limits, decider_of(row), str(row.decided_on)]
                for row in self.influences
            ],
            [
                [row.to_whom, row.what, row.channels, row.channel_note, str(row.due_on), row.condition,
                 str(row.next_message_on)]
                for row in self.promises
            ],
            [
                [row.kind, row.title, row.starts_at.isoformat(), row.ends_at.isoformat(), row.is_all_day,
                 where_words(row)]
                for row in self.occasions
            ],
        ]  # fmt: skip


def source_of(dialogue: Dialogue) -> InvitationSource:
    """Return what everyone reads of it; three queries.

    Of a dialogue that is not published this is what everyone will read when it is, so that translations can be ready
    then. What is added to a published one is in it when it is published itself.
    """
    promises, occasions = (_told(rows.all(), dialogue) for rows in (dialogue.promises, dialogue.occasions))
    told, given = list(occasions.select_related("place")), list(promises.order_by("pk"))
    return InvitationSource(
        dialogue=dialogue,
        influences=tuple(visible_influences(dialogue)),
        promises=tuple(one for one in given if one.state != PromiseState.NOT_KEPT),
        occasions=tuple(one for one in told if one.state != OccasionState.CANCELLED),
        cancelled=tuple(one for one in told if one.state == OccasionState.CANCELLED and one.published_at),
        unanswered=unanswered(given),
    )


def _told(rows: RecordQuerySet, dialogue: Dialogue) -> RecordQuerySet:
    return rows.public() if dialogue.is_public else _to_be_published(rows)


def _to_be_published(rows: RecordQuerySet) -> RecordQuerySet:
    return rows.current().filter(openness=Openness.OPEN).exclude(record_state=RecordState.DRAFT)


def awaiting_parts(dialogue: Dialogue) -> list[str]:
    """Return what has been added to a published dialogue and is not published yet, in words; two queries.

    Nothing of it is in ``source_of``, so no translation tells of it before everyone may know.
    """
    if not dialogue.is_public:
        return []
    promises, occasions = (
        _to_be_published(rows.filter(published_at__isnull=True)) for rows in (dialogue.promises, dialogue.occasions)
    )
    return [
        *map(promise_line, promises.filter(state=PromiseState.OPEN)),
        *map(occasion_line, occasions.filter(state=OccasionState.PLANNED).select_related("place")),
    ]


def promise_line(promise: Promise) -> str:
    """Return a promise in one line of the active language: what, by when, how and to whom; to be read away from us."""
    how = say_channels(promise.channels, promise.channel_note, is_elsewhere=True)
    return _("%(to_whom)s will be told: %(what)s %(when)s, %(how)s.") % {
        "to_whom": promise.to_whom.rstrip("."), "what": end_sentence(promise.what.strip()),
        "when": say_when(promise).rstrip("."), "how": how.rstrip("."),
    }  # fmt: skip


def _when_and_where(source: InvitationSource) -> str:
    """Return what is still to come, a block of lines for each; the time of the dialogue where no day is set."""
    if source.occasions and not source.coming:
        return _("All the occasions are over.")
    if not source.occasions:
        return capfirst(str(period_of(source.dialogue, ()) or ""))
    told = tell_occasions(source.coming, source.dialogue.content_language, now=clock.now(), is_letter=True)
    return "\n\n".join("\n".join(one.lines) for one in told)


def occasion_line(occasion: Occasion) -> str:
    """Return an occasion in one line of the active language: what, when, where, and how one signs up."""
    (told,) = tell_occasions([occasion], get_language())
    return told.line


def occasion_facts(occasion: Occasion) -> str:
    """Return the same in the active language as facts with dots between."""
    (told,) = tell_occasions([occasion], get_language())
    return " · ".join(told.lines)


def there_facts(occasion: Occasion) -> str:
    """Return in the active language what is there for those who come and whom to ask, as facts with dots between."""
    (told,) = tell_occasions([occasion], get_language())
    return " · ".join(filter(None, (told.there, told.support)))


def _coming(occasions: Iterable[Occasion]) -> list[Occasion]:
    now = clock.now()
    return [one for one in occasions if one.ends_at >= now]


def why_over(dialogue: Dialogue, occasions: Sequence[Occasion]) -> str:
    """Return, in a sentence, why nobody can be invited to a published dialogue any more; empty while people can come.

    ``occasions`` are those that everyone may see and that are not called off.
    """
    match dialogue.state:
        case DialogueState.CANCELLED:
            return _("The dialogue is cancelled.")
        case DialogueState.CLOSED:
            return _("The dialogue is closed.")
        case DialogueState.COMPILING:
            return _("All has been told.") if dialogue.tells_only else _("The conversations are over.")
    if occasions:
        return "" if _coming(occasions) else _("All the occasions are over.")
    period = period_of(dialogue, ())
    return _("The time of the dialogue is over.") if period and period.last < clock.today() else ""


def warn_of_no_answer(dialogue: Dialogue, promises: Iterable[Promise], occasions: Sequence[Occasion]) -> str:
    """Return, in words, that people are still invited to a dialogue that promises nobody an answer any more, and what
    to do: other things where an answer has been given than where none comes. Empty when they are not.

    ``promises`` and ``occasions`` are those that everyone may see, without occasions that are called off.
    """
    states = {one.state for one in promises}
    if not dialogue.is_public or PromiseState.OPEN in states or why_over(dialogue, occasions):
        return ""
    if PromiseState.KEPT in states:
        if dialogue.is_information:
            return _("What was promised has been told. Make a new promise if there is more to tell; otherwise note "
                     "that all has been told.")  # fmt: skip
        return _("The promised answer has been given, but people are still invited. Make a new promise, so that they "
                 "know when they get an answer.")  # fmt: skip
    if dialogue.is_information:
        return _("Nothing is promised any more to those who want to hear more. Make a new promise, or cancel the "
                 "information.")  # fmt: skip
    return _("The dialogue has no promise of an answer left. Make a new one, or cancel the dialogue.")


def shown_texts(dialogue: Dialogue) -> list[InvitationText]:
    """Return the translations that anyone may read, in the order of LANGUAGES: those reviewed, and machine ones."""
    found = {text.language: text for text in dialogue.texts.public()}
    return [found[language] for language in LANGUAGES if language in found and language != dialogue.content_language]


def as_invitation(text: InvitationText, source: InvitationSource) -> Invitation:
    """Return a translation as it is read beside the present ``source``."""
    return Invitation(
        language=text.language,
        **{name: getattr(text, name) for name in TEXT_FIELDS},
        is_machine=text.status == TextStatus.MACHINE,
        is_outdated=text.source_digest != source.digest,
    )


def text_label(name: str, dialogue: Dialogue) -> str:
    """Return what one of TEXT_FIELDS is called; of what is only told it asks nothing, and nothing can be influenced."""
    label = _INFORMATION_TEXTS.get(name) if dialogue.tells_only else None
    return str(label or InvitationText._meta.get_field(name).verbose_name)


def lacking_parts(text: Invitation | InvitationText, source: InvitationSource) -> list[str]:
    """Return the names of what people must read and a translation does not say: what can be influenced, who decides,
    and when the answer comes. Nothing of it is printed before it is written."""
    needed = ("influence", "decided", *(("promise",) if source.promises else ()))
    texts = source.texts
    lacking = [name for name in needed if texts[name].strip() and not getattr(text, name).strip()]
    return [text_label(name, source.dialogue) for name in lacking]


def invitation_in(dialogue: Dialogue, language: str, source: InvitationSource | None = None) -> Invitation | None:
    """Return the invitation as anyone may read it in a language; None if it is not there or not yet fit to be read.

    Whoever has looked up the ``source`` gives it.
    """
    if language == dialogue.content_language:
        return Invitation(language=language, **(source or source_of(dialogue)).texts)
    text = dialogue.texts.public().filter(language=language).first()
    return as_invitation(text, source or source_of(dialogue)) if text else None


def invitations_of(source: InvitationSource) -> list[Invitation]:
    """Return the invitation in every language in which anyone may read it, its own first; one query."""
    own = Invitation(language=source.dialogue.content_language, **source.texts)
    return [own, *(as_invitation(text, source) for text in shown_texts(source.dialogue))]


def printable(programme: Programme, *, is_joinable: bool = True) -> list[tuple[Dialogue, str]]:
    """Return the programme's published dialogues that people can join, each with every language it can be printed in.

    With ``is_joinable`` False those that have been: what hangs of them is still named. Three queries.
    """
    found = []
    texts = Prefetch("texts", InvitationText.objects.public(), to_attr="public_texts")
    occasions = Prefetch("occasions", _told_occasions(Occasion.objects.public()), to_attr="told_occasions")
    dialogues = Dialogue.objects.public().filter(programme=programme).prefetch_related(texts, occasions)
    for dialogue in dialogues.order_by("-pk"):
        if bool(why_over(dialogue, dialogue.told_occasions)) == is_joinable:
            continue
        written = {dialogue.content_language, *(text.language for text in dialogue.public_texts)}
        found += [(dialogue, language) for language in LANGUAGES if language in written]
    return found


def _told_occasions(occasions: RecordQuerySet) -> RecordQuerySet:
    return occasions.exclude(state=OccasionState.CANCELLED)
