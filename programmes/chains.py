"""Walking from one thing to the next of its kind: the group above, the place around it, what an organisation became."""

from collections.abc import Iterator, Mapping


def follow(start: int, links: Mapping[int, int | None]) -> Iterator[int]:
    """Yield ``start`` and, by way of ``links`` (key -> next key), each that follows; a ring is walked once."""
    seen: set[int] = set()
    at: int | None = start
    while at is not None and at not in seen:
        yield at
        seen.add(at)
        at = links.get(at)
