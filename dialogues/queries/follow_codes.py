"""Codes by which somebody without account follows what they said.

A code has twelve of twenty-nine letters and digits that are not mistaken for one another, which is 58.3 bits. It is
computed from the row's own number and the installation's SECRET_KEY, and found by a hash that takes the same key: a
copy of the database alone neither shows a code nor lets anybody try codes out. After the key was changed codes are
found by the earlier ones too, as long as they stand in SECRET_KEY_FALLBACKS.
"""

import re

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.crypto import salted_hmac

from dialogues.models import Contribution, FollowCode

# Without 0 and O, 1, I and L, U and V.
LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
LENGTH, GROUP = 12, 4


def _keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def make_code(row: FollowCode) -> str:
    """Return the code as it is printed, "ABCD-EFGH-JKMN"."""
    for key in _keys():
        code = _compute(row, key)
        if not row.code_hash or hash_code(code, key) == row.code_hash:
            return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))
    raise LookupError("the code was made with a key that is no longer known")


def _compute(row: FollowCode, key: str) -> str:
    digest = salted_hmac("dialogues.follow_code", row.uuid.hex, secret=key, algorithm="sha256").digest()
    number = int.from_bytes(digest, "big")
    letters = []
    for _place in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)


def hash_code(code: str, key: str | None = None) -> str:
    """Return what is stored of a code (64 hexadecimal digits)."""
    return salted_hmac("dialogues.follow_hash", clean_code(code), secret=key, algorithm="sha256").hexdigest()


def clean_code(written: str) -> str:
    """Return a code as somebody wrote it without spaces and dashes, in capitals."""
    return re.sub(r"[\s\u2010-\u2015-]", "", written).upper()


def is_code(written: str) -> bool:
    """Whether it has the form of a code."""
    code = clean_code(written)
    return len(code) == LENGTH and not set(code) - set(LETTERS)


def find_code(written: str) -> FollowCode:
    """Return the code that somebody wrote or scanned; raises Http404 when there is none."""
    if not is_code(written):
        raise Http404
    code = clean_code(written)
    hashes = [hash_code(code, key) for key in _keys()]
    row = FollowCode.objects.select_related("programme").filter(code_hash__in=hashes).first()
    if row is None:
        raise Http404
    return row


def follow_path(row: FollowCode) -> str:
    """Return the address that the code leads to."""
    return reverse("dialogues:follow_open", args=[make_code(row)])


def followed(row: FollowCode) -> QuerySet[Contribution]:
    """Return the contributions that the code is tied to, latest first, with what their page tells."""
    rows = (
        Contribution.objects.current().filter(follow_code=row).select_related("dialogue__programme", "theme", "place")
    )
    return rows.order_by("-pk")
