"""Where a sentence ends, in every script that an invitation is written in, and where it is cut."""

from textwrap import shorten
from unicodedata import category

_ENDS = (".", "!", "?", "…", "؟", "۔", "።", "፧")
# The letters of Thai and of Ethiopic, which end a sentence with a space and with a mark of its own.
_THAI, _ETHIOPIC = range(0x0E00, 0x0E80), range(0x1200, 0x1380)


def end_sentence(words: str) -> str:
    """Return the words with the full stop of their last letter's script, unless they end as a sentence does; empty ones
    as they are."""
    if not words or words.endswith(_ENDS) or ord(words[-1]) in _THAI:
        return words
    return f"{words}።" if ord(words[-1]) in _ETHIOPIC else f"{words}."


def cut_words(words: str, room: int) -> str:
    """Return as many whole words as ``room`` characters hold, in one line, with an ellipsis where any are left out; as
    many letters where the first word is longer, as in Thai, which has no spaces between words."""
    words = " ".join(words.split())
    if len(words) <= room:
        return words
    cut = shorten(words, room, placeholder="…")[:-1]
    if not cut:
        end = room - 1
        while end and category(words[end]).startswith("M"):  # a mark above or below belongs to the letter before it
            end -= 1
        cut = words[:end]
    return f"{cut.rstrip('.,:;،؛፣። ')}…"
