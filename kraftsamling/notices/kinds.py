"""The kinds of notices: each app registers in its ``ready`` what its notices say.

A notice stores ids, and its words are made when it is read. Nothing that people wrote is copied into it, so a redacted
text is gone from waiting letters too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from kraftsamling.notices.models import Notice
from kraftsamling.shared.mail import Letter

# Notices of one kind -> what each says, in the active language; one whose cause is gone is left out.
Writer = Callable[[Sequence[Notice]], dict[int, Letter]]


@dataclass(frozen=True)
class NoticeKind:
    """``name``, a lazy translation, is what people choose by; ``write`` writes all notices of the kind.

    An essential kind cannot be stopped and never waits for a daily letter.
    """

    key: str
    name: Promise
    write: Writer
    is_essential: bool = False


_kinds: dict[str, NoticeKind] = {}


def register_notices(kinds: Iterable[NoticeKind]) -> None:
    """Add what an app sends; its kinds stand in this order, after those that were there before."""
    _kinds.update({kind.key: kind for kind in kinds})


def get_kind(key: str) -> NoticeKind:
    """Return the kind; raises KeyError for one that nobody registered."""
    return _kinds[key]


def optional_kinds() -> list[NoticeKind]:
    """Return the kinds that a person may stop, in the order in which they were registered."""
    return [kind for kind in _kinds.values() if not kind.is_essential]
