"""The kinds of notices: each app registers what its notices say.

A notice stores ids, and its words are made when it is read. Nothing that people wrote is copied into it, so a redacted
text is gone from waiting letters too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kraftsamling.notices.models import Notice
from kraftsamling.shared.mail import Letter

# Notices of one kind -> what each says, in the active language; one whose cause is gone is left out.
Writer = Callable[[Sequence[Notice]], dict[int, Letter]]


@dataclass(frozen=True)
class NoticeKind:
    """``name`` is what people choose by; an essential kind cannot be stopped and never waits for a daily letter."""

    key: str
    name: str
    is_essential: bool
    write: Writer


_kinds: dict[str, NoticeKind] = {}


def notice_kind(key: str, name: str, *, is_essential: bool = False) -> Callable[[Writer], Writer]:
    """Register the function below as the one that writes notices of kind ``key``; ``name`` is a lazy translation."""

    def register(write: Writer) -> Writer:
        _kinds[key] = NoticeKind(key, name, is_essential, write)
        return write

    return register


def get_kind(key: str) -> NoticeKind:
    """Return the kind; raises KeyError for one that nobody registered."""
    return _kinds[key]


def optional_kinds() -> list[NoticeKind]:
    """Return the kinds that a person may stop, in the order in which they were registered."""
    return [kind for kind in _kinds.values() if not kind.is_essential]
