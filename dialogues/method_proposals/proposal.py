"""What is shipped about one method."""

from dataclasses import asdict, dataclass

from dialogues.enums import Cost, Span

_LISTS = ("before", "during", "after", "note_template")


@dataclass(frozen=True)
class MethodProposal:
    """A method in Swedish, with the fields of ``models.Method``; lists have one thing each.

    ``key`` tells that a municipality has the method already, whatever it calls it. ``people`` is (at least, at most).
    """

    key: str
    name: str
    line: str
    purposes: tuple[str, ...]
    levels: tuple[str, ...]
    forms: tuple[str, ...]
    people: tuple[int, int | None]
    time_event: str
    time_preparation: str
    span: Span
    cost: Cost
    staff: str
    needs: str
    strengths: str
    weaknesses: str
    personal_data: str
    accessibility: str
    before: tuple[str, ...]
    during: tuple[str, ...]
    after: tuple[str, ...]
    note_template: tuple[str, ...]
    synonyms: str = ""
    groups: tuple[str, ...] = ()
    needs_facilitator: bool = False

    def values(self) -> dict:
        """Return field -> value as ``models.Method`` takes them."""
        values = asdict(self)
        least, most = values.pop("people")
        texts = {name: "\n".join(values.pop(name)) for name in _LISTS}
        chosen = {name: [str(value) for value in values[name]] for name in ("purposes", "levels", "forms", "groups")}
        return {**values, **texts, **chosen, "people_min": least, "people_max": most}
