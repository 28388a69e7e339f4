"""The three kinds of rules, and what they build on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dialogues.adviser.answers import Answers, MethodFacts, OccasionFacts

# What a rule builds on; the keys are those of the source texts and of the requirements (docs/adviser.md).
SOURCES: dict[str, str | Promise] = {
    "forms": _("The Kraftsamling handbook: when each form of conversation fits"),
    "handbook": _("The Kraftsamling handbook: advice on participation"),
    "tests": _("A municipality's dialogue strategy: the two tests before a dialogue"),
    "strategy": _("A municipality's dialogue strategy: what makes a dialogue meaningful"),
    "stacey": _("Stacey's matrix, as a study of regional mobilisation uses it"),
    "ladder": _("SKR's ladder of participation"),
    "boverket": _("Boverket on dialogue in planning"),
    "higher": _("Swedish practice: higher on the ladder is not always better"),
    "acts": _("Acts such as the Planning and Building Act have a procedure of their own"),
    "catalogue": _("The method as it is described in the catalogue"),
    "access": _("Requirements on occasions that everyone can take part in"),
    "practice": _("Practice from dialogues in Swedish municipalities"),
}

# Where a warning is mended: a question, or rows, of the plan, or what stands beside it; and what it is about, in words.
ABOUT: dict[str, str | Promise] = {
    "form": _("Form"),
    "level": _("Degree of influence"),
    "methods": _("Methods"),
    "influences": _("What can be influenced"),
    "facilitation": _("Who leads"),
    "expected_people": _("How many"),
    "weeks": _("Time"),
    "budget_hours": _("Hours of work"),
    "venue": _("Place"),
    "target_groups": _("Whom you reach"),
    "occasions": _("Occasions"),
    "promises": _("Promises"),
}

# What a sentence may name: %(people)s, %(each)s (how many come at a time); of a method %(method)s, %(least)s, %(most)s.


@dataclass(frozen=True)
class Choosing:
    """Speaks for forms and steps (positive points) or against them (negative) when ``when`` holds."""

    key: str
    when: Callable[[Answers], bool]
    says: str | Promise
    source: str
    forms: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Fitting:
    """Speaks for a method or against it, when ``when`` holds of the answers and the method together.

    The form in the answers is then the one chosen, or advised where none is chosen. ``rules_out``: a method is never
    advised against it, whatever else speaks for it. ``is_named``: ``says`` names what the method suits, so that one
    sentence can tell all that it suits.
    """

    key: str
    when: Callable[[Answers, MethodFacts], bool]
    says: str | Promise
    source: str
    points: int
    rules_out: bool = False
    is_named: bool = False


@dataclass(frozen=True)
class Caution:
    """Tells that two answers do not go together. ``about`` is where to look again (a key of ``ABOUT``)."""

    key: str
    when: Callable[[Answers], bool]
    says: str | Promise
    source: str
    about: str


@dataclass(frozen=True)
class OccasionCaution:
    """Tells that occasions and the plan do not go together; ``says`` names them, %(occasions)s."""

    key: str
    when: Callable[[Answers, OccasionFacts], bool]
    says: str | Promise
    source: str
    about: str = "occasions"


@dataclass(frozen=True)
class MethodCaution:
    """Tells that a chosen method and the plan do not go together; ``says`` goes on from the method's name, so that one
    sentence can tell all that is to be said of a method."""

    key: str
    when: Callable[[Answers, MethodFacts], bool]
    says: str | Promise
    source: str
    about: str = "methods"


Rule = Choosing | Fitting | Caution | OccasionCaution | MethodCaution
