"""Where a sentence ends, in every script that an invitation is written in."""

_ENDS = (".", "!", "?", "…", "؟", "۔", "።", "፧")
# The letters of Thai and of Ethiopic, which end a sentence with a space and with a mark of its own.
_THAI, _ETHIOPIC = range(0x0E00, 0x0E80), range(0x1200, 0x1380)


def end_sentence(words: str) -> str:
    """Return the words with the full stop of their last letter's script, unless they end as a sentence does; empty ones
    as they are."""
    if not words or words.endswith(_ENDS) or ord(words[-1]) in _THAI:
        return words
    return f"{words}።" if ord(words[-1]) in _ETHIOPIC else f"{words}."
