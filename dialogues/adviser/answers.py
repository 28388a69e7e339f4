"""What the adviser goes by. Whatever is not answered is empty or None, and no rule speaks of it."""

import datetime as dt
from dataclasses import dataclass
from math import ceil

from dialogues.adviser.pairs import PAIRS, Pair
from dialogues.enums import LADDERS, Answer, Ladder, OccasionKind
from dialogues.words.ladder import HEIGHTS
from programmes.stacey import zone


@dataclass(frozen=True)
class MethodFacts:
    """What the adviser needs to know of a method; ``purposes``, ``levels``, ``forms`` and ``groups`` hold values of
    the enums of the same names."""

    pk: int
    name: str
    purposes: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    people_min: int = 1
    people_max: int | None = None
    span: str = "days"
    cost: str = "low"
    needs_facilitator: bool = False


@dataclass(frozen=True)
class OccasionFacts:
    """What the adviser needs to know of an occasion: its kind, when it is (in Stockholm), who leads it and what is
    there (values of Facility). ``name`` is what a warning calls it. Of some only the days hold."""

    kind: str
    pk: int = 0
    name: str = ""
    begins: dt.datetime | None = None
    ends: dt.datetime | None = None
    is_all_day: bool = False
    is_impartial: bool = False
    is_neutrality_noted: bool = False
    step_free: str = "unknown"
    interpreter: str = "unknown"
    childcare: str = "unknown"


@dataclass(frozen=True)
class Answers:
    """A plan as the adviser sees it.

    ``predictability`` and ``agreement`` are 1 to 5, both or none; ``people`` are those of all occasions together;
    ``weeks`` is from now until the conversations are over; ``hours`` and ``kronor`` are what there is. ``groups`` are
    the kinds of groups to be reached and ``missing`` of those that are usually missing, "" for one of no kind;
    ``is_removal_lacking`` tells that the plan names a missing group without saying how its hindrance is removed.
    ``influences`` are the states of what can be influenced, one for each question; ``is_decided_elsewhere`` tells that
    a group, and not those who take part, decides one that is not fixed. ``methods`` are the chosen ones.

    Of time: ``today``; ``is_invited``, whether the invitation is out; the last days on which questions that are not
    fixed may be decided, and on which answers are promised; and the days from which and by which the plan says that
    it is over.
    """

    is_matter_open: str = ""
    are_deciders_open: str = ""
    purpose: str = ""
    decision_timing: str = ""
    predictability: int | None = None
    agreement: int | None = None
    people: int | None = None
    weeks: int | None = None
    facilitation: str = ""
    venue: str = ""
    form: str = ""
    level: str = ""
    formal_link: str = ""
    hours: int | None = None
    kronor: int | None = None
    groups: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()
    is_removal_lacking: bool = False
    influences: tuple[str, ...] = ()
    is_decided_elsewhere: bool = False
    today: dt.date | None = None
    is_invited: bool = False
    decided_on: tuple[dt.date, ...] = ()
    promised_on: tuple[dt.date, ...] = ()
    over_on: dt.date | None = None
    over_by: dt.date | None = None
    occasions: tuple[OccasionFacts, ...] = ()
    methods: tuple[MethodFacts, ...] = ()
    catalogue: tuple[MethodFacts, ...] = ()
    ladder: tuple[str, ...] = LADDERS[Ladder.SKR]

    @property
    def zone(self) -> str:
        """Where the matter stands on Stacey's matrix, "" while it is not placed."""
        return zone(self.predictability, self.agreement) if self.predictability and self.agreement else ""

    @property
    def height(self) -> int:
        """How high the promised step stands (``ladder.HEIGHTS``), -1 while none is chosen."""
        return HEIGHTS[self.level] if self.level else -1

    @property
    def is_gate_shut(self) -> bool:
        """Whether one of the two tests was answered with no: then it is information."""
        return Answer.NO in (self.is_matter_open, self.are_deciders_open)

    @property
    def pair(self) -> Pair | None:
        """How the chosen form and step go together, None until both are chosen."""
        return PAIRS[self.form, self.level] if self.form and self.level else None

    @property
    def people_at_once(self) -> int | None:
        """How many come each time, None until there are times; a survey is no time at which people come."""
        times = sum(occasion.kind != OccasionKind.SURVEY for occasion in self.occasions)
        return ceil(self.people / times) if self.people is not None and times else None

    @property
    def last_day(self) -> dt.date | None:
        """The day of the last occasion; without occasions, what the plan says."""
        return max((each.ends.date() for each in self.occasions if each.ends), default=self.over_on)

    @property
    def latest_day(self) -> dt.date | None:
        """As ``last_day``, but the last possible day where the plan says it roughly."""
        return max((each.ends.date() for each in self.occasions if each.ends), default=self.over_by)
