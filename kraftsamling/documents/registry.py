"""The kinds of documents that can be ordered. Apps register theirs when they start (docs/add-a-document-kind.md)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kraftsamling.documents.enums import DocumentFormat
from kraftsamling.documents.outline import Outline
from kraftsamling.shared import clock
from kraftsamling.shared.public_pages import SITE, get_versions, programme_scope
from programmes.models import Programme
from programmes.roles import Permission

EXPLAINED = " – "

# (value, label) pairs, in the order in which they are offered.
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Option:
    """One choice the orderer makes: the name it is stored under, its label, and what is offered.

    Choices that depend on the programme (one of its dialogues) are a function of it; ``DocumentKind.within`` asks it.
    What follows EXPLAINED in a label helps to choose and is left out where the choice is only named. Until the orderer
    chooses otherwise ``usual`` is chosen, or the first. ``past`` are choices that earlier orders may hold: they are
    named, and offered no more.
    """

    name: str
    label: str
    choices: Choices | Callable[[Programme], Choices]
    usual: str = ""
    past: Choices | Callable[[Programme], Choices] = ()

    def get_usual(self) -> str:
        """Return the value that is chosen until another is; "" where nothing is offered."""
        return self.usual or next((value for value, _label in self.choices), "")

    def names(self, value: str) -> bool:
        """Return whether there are words for a value: one that is offered, or was."""
        return value in dict((*self.choices, *self.past))

    def get_label(self, value: str) -> str:
        """Return the words for a chosen value; raises KeyError for one that is not named."""
        return str(dict((*self.choices, *self.past))[value]).partition(EXPLAINED)[0]


# For kinds that build an outline.
FORMAT_OPTION = Option("format", _("Kind of file"), tuple(DocumentFormat.choices))


@dataclass(frozen=True)
class BuiltDocument:
    """What is rendered, an outline or HTML with its styles in it, and the records whose words stand in it.

    An outline can be ordered as PDF or as DOCX, HTML as PDF only. The HTML loads fonts and pictures of ours as
    ``static:<path>``, and files from our storage as ``stored:<name>`` for the names in ``stored_files``; nothing else
    is loaded. ``sources`` are (model label, primary key) pairs: when one of
    these records is redacted the file is removed; when one is no longer public the public address closes. ``shown`` is
    what ``DocumentKind.compare`` needs later to tell what has changed since: rows of plain values for JSON.
    """

    html: str = ""
    outline: Outline | None = None
    stored_files: frozenset[str] = frozenset()
    sources: tuple[tuple[str, int], ...] = ()
    shown: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Changes:
    """How a printed copy differs from what would be printed today, in words: what is new, changed and gone.

    ``over`` says in a sentence why it should come down and no new one be made, where that is so.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    over: str = ""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone or self.over)


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document. ``key`` is stored with every order and therefore never changes.

    ``build`` and ``content_version`` are called with the programme, the chosen options and the language code, with that
    language active. The content version changes whenever the document would come out differently. ``is_public``: anyone
    may fetch it at its permanent address, and it can be ordered only while the programme is public. ``compare`` is
    there for kinds that are hung up: called with the programme, the ``shown`` of an earlier document and its language,
    it tells what has changed since, in the active language. A kind whose options say in which language it is asks for
    no other (``asks_language``); its orders are noted in the site's first language.
    """

    key: str
    title: str
    description: str
    permission: Permission
    options: tuple[Option, ...]
    build: Callable[[Programme, Mapping[str, str], str], BuiltDocument]
    content_version: Callable[[Programme, Mapping[str, str], str], str]
    file_stem: Callable[[Programme, Mapping[str, str]], str]
    is_public: bool = False
    asks_language: bool = True
    compare: Callable[[Programme, Sequence[Mapping[str, str]], str], Changes] | None = None

    def within(self, programme: Programme) -> "DocumentKind":
        """Return the kind with the choices that this programme offers; asked anew for each that depends on it.

        Whatever looks at the choices (``complete``, ``describe``, ``offers``) is asked of what this returns.
        """
        if not any(callable(option.choices) for option in self.options):
            return self
        options = (
            replace(
                option,
                choices=option.choices(programme) if callable(option.choices) else option.choices,
                past=option.past(programme) if callable(option.past) else option.past,
            )
            for option in self.options
        )
        return replace(self, options=tuple(options))

    @property
    def has_choices(self) -> bool:
        """Whether there is something to choose for every option: the plan of a dialogue needs a dialogue."""
        return all(option.choices for option in self.options)

    def offers(self, options: Mapping[str, str]) -> bool:
        """Return whether every one of ``options`` is there, and its value one of those to choose from."""
        choices = {option.name: dict(option.choices) for option in self.options}
        return all(value in choices.get(name, {}) for name, value in options.items())

    def get_format(self, options: Mapping[str, str]) -> DocumentFormat:
        """Return in which format the document is made; a kind that offers no choice is a PDF."""
        return DocumentFormat(options.get(FORMAT_OPTION.name, DocumentFormat.PDF))

    def file_name(self, programme: Programme, options: Mapping[str, str]) -> str:
        """Return the name that a downloaded copy gets."""
        return f"{self.file_stem(programme, options)}.{self.get_format(options)}"

    def complete(self, options: Mapping[str, str]) -> dict[str, str]:
        """Return the options with the usual choice for what is not named, as in orders from before it was offered."""
        return {option.name: options.get(option.name, option.get_usual()) for option in self.options}

    def describe(self, options: Mapping[str, str]) -> str:
        """Return the chosen options in words ("A2, upright · Cut to size"), without what can no longer be named."""
        complete = self.complete(options)
        return " · ".join(
            option.get_label(complete[option.name]) for option in self.options if option.names(complete[option.name])
        )


_kinds: dict[str, DocumentKind] = {}


def public_content_version(programme: Programme, options: Mapping[str, str], language: str) -> str:
    """Return the ``content_version`` of what is made for everyone: it changes with whatever everyone may see of the
    programme or the site, with the day, which is printed, and with the release."""
    scopes = (SITE, programme_scope(programme.pk))
    versions = get_versions(scopes)
    counted = [f"{scope}={versions.get(scope, 0)}" for scope in scopes]
    return "|".join([*counted, clock.today().isoformat(), settings.RELEASE])


def register(kind: DocumentKind) -> None:
    """Offer a kind of document; called from ``ready`` of the app that owns it. Raises ValueError for a key in use."""
    if _kinds.setdefault(kind.key, kind) != kind:
        raise ValueError(f"The document kind {kind.key} is registered twice.")


def get_kind(key: str) -> DocumentKind:
    """Return a registered kind; raises KeyError for an unknown one."""
    return _kinds[key]


def all_kinds() -> list[DocumentKind]:
    """Return every kind in the order of registration."""
    return list(_kinds.values())
