"""How many of those who have signed up hear of what is done, for whoever does it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """How many parties get a letter, how many are to be called, and how many left no way to reach them."""

    letters: int = 0
    calls: int = 0
    unreached: int = 0

    def __add__(self, other: "Told") -> "Told":
        return Told(self.letters + other.letters, self.calls + other.calls, self.unreached + other.unreached)
