"""Which methods the answers speak for. A method's facts are the municipality's own (``models.Method``)."""

from django.utils.translation import gettext_lazy as _

from dialogues.adviser.answers import Answers, MethodFacts
from dialogues.adviser.kinds import Fitting
from dialogues.enums import Cost, Facilitation, Form, Group, Purpose, Span, Venue
from dialogues.words.ladder import on_ladder

# Weeks that a method of the span needs at least, from the first preparation to the last conversation.
WEEKS_NEEDED = {Span.DAYS: 1, Span.WEEKS: 4, Span.MONTHS: 9, Span.YEARS: 40}
# Kronor that a method of the cost takes at least, beside the work. The sums are ours.
KRONOR_NEEDED = {Cost.LOW: 0, Cost.MEDIUM: 10_000, Cost.HIGH: 75_000}
FEW_HOURS = 40


def is_level_fit(answers: Answers, method: MethodFacts) -> bool:
    """Whether the method is made for the step, as the ladder in use names it."""
    wanted = on_ladder(answers.level, answers.ladder)
    return wanted in {on_ladder(level, answers.ladder) for level in method.levels}


def is_too_many(answers: Answers, method: MethodFacts) -> bool:
    """Whether more people come at a time than the method can hold at once."""
    each = answers.people_at_once
    return each is not None and method.people_max is not None and each > method.people_max


def holds_all(answers: Answers, method: MethodFacts) -> bool:
    """Whether the method can hold all those who are expected at once."""
    return answers.people is not None and (method.people_max is None or answers.people <= method.people_max)


def is_too_few(answers: Answers, method: MethodFacts) -> bool:
    """Whether fewer people are expected than the method needs, all together: some methods last over all occasions."""
    return answers.people is not None and answers.people < method.people_min


def is_too_slow(answers: Answers, method: MethodFacts) -> bool:
    """Whether the method takes more weeks than there are."""
    return answers.weeks is not None and answers.weeks < WEEKS_NEEDED[Span(method.span)]


def is_too_dear(answers: Answers, method: MethodFacts) -> bool:
    """Whether the method costs more than there is."""
    return answers.kronor is not None and answers.kronor < KRONOR_NEEDED[Cost(method.cost)]


def lacks_facilitator(answers: Answers, method: MethodFacts) -> bool:
    """Whether the method needs somebody impartial to lead it, and there is nobody."""
    return method.needs_facilitator and answers.facilitation in (Facilitation.OWN, Facilitation.NONE)


METHODS = (
    Fitting(
        "method_purpose", lambda a, m: not a.is_gate_shut and bool(a.purpose) and a.purpose in m.purposes,
        _("the purpose"), "catalogue", 5, is_named=True,
    ),
    Fitting(
        "method_other_purpose", lambda a, m: not a.is_gate_shut and bool(a.purpose) and a.purpose not in m.purposes,
        _("It is meant for something else than what you want most of all."), "catalogue", -4,
    ),
    # What cannot be influenced can be told, whatever one would have wanted (sweden.md G-3).
    Fitting(
        "method_tells", lambda a, m: a.is_gate_shut and Purpose.TELL in m.purposes,
        _("It is good for telling people, which is what is left when nothing can be influenced."), "tests", 5,
    ),
    Fitting(
        "method_asks", lambda a, m: a.is_gate_shut and Purpose.TELL not in m.purposes,
        _("It asks people for something, and nothing can be influenced."), "tests", -4,
    ),
    Fitting(
        "method_form", lambda a, m: bool(a.form) and a.form in m.forms,
        _("the form of conversation"), "catalogue", 3, is_named=True,
    ),
    Fitting(
        "method_other_form", lambda a, m: bool(a.form) and a.form not in m.forms,
        _("It belongs to another form of conversation."), "catalogue", -3, rules_out=True,
    ),
    # Information promises no influence (sweden.md G-3), so no method can be praised for giving it.
    Fitting(
        "method_level", lambda a, m: a.form != Form.INFORMATION and bool(a.level) and is_level_fit(a, m),
        _("the degree of influence"), "catalogue", 2, is_named=True,
    ),
    Fitting(
        "method_other_level", lambda a, m: bool(a.level) and not is_level_fit(a, m),
        _("It is made for another degree of influence than you promise."), "catalogue", -2,
    ),
    Fitting(
        "method_asks_too", lambda a, m: a.form == Form.INFORMATION and bool(m.purposes - {Purpose.TELL}),
        _("It also asks people for something, and here you only tell."), "forms", -1,
    ),
    Fitting(
        "method_groups", lambda a, m: bool(a.groups & m.groups),
        _("It reaches groups that you want to reach."), "catalogue", 2,
    ),
    Fitting(
        "method_missing", lambda a, m: bool(a.missing & m.groups),
        _("It reaches people who are usually missing."), "handbook", 2,
    ),
    # Nor does a survey or a large meeting bring those who never come: the catalogue says whom a method reaches.
    Fitting(
        "method_misses", lambda a, m: bool(a.missing) and not (a.missing | {Group.NO_MEETINGS}) & m.groups,
        _("It seldom reaches people who are usually missing. They do not come by themselves."), "handbook", -3,
    ),
    Fitting(
        "method_people", lambda a, m: a.people_at_once is not None and not is_too_many(a, m) and not is_too_few(a, m),
        _("It suits the number of people you expect, about %(each)s at a time."), "catalogue", 1,
    ),
    # Without occasions nobody knows how many come at a time; it is enough if all could come at once.
    Fitting(
        "method_people_in_all", lambda a, m: a.people_at_once is None and holds_all(a, m) and not is_too_few(a, m),
        _("It suits %(people)s people in all."), "catalogue", 1,
    ),
    Fitting(
        "method_too_many", is_too_many,
        _("You expect about %(each)s people at a time, more than it is made for."), "catalogue", -4,
    ),
    Fitting(
        "method_too_few", is_too_few,
        _("You expect fewer people than it needs."), "catalogue", -4,
    ),
    Fitting(
        "method_time", lambda a, m: a.weeks is not None and not is_too_slow(a, m),
        _("There is time for it."), "catalogue", 1,
    ),
    Fitting(
        "method_too_slow", is_too_slow,
        _("It takes more weeks than you have."), "catalogue", -5, rules_out=True,
    ),
    Fitting(
        "method_too_dear", is_too_dear,
        _("It costs more than you have."), "catalogue", -4,
    ),
    Fitting(
        "method_too_much_work", lambda a, m: a.hours is not None and a.hours < FEW_HOURS and m.cost == Cost.HIGH,
        _("It takes more hours of work than you have."), "practice", -3,
    ),
    Fitting(
        "method_no_facilitator", lacks_facilitator,
        _("It needs somebody impartial to lead it."), "catalogue", -4,
    ),
    Fitting(
        "method_outreach", lambda a, m: a.venue == Venue.THEIRS and "no_meetings" in m.groups,
        _("It works where people already are."), "handbook", 1,
    ),
)  # fmt: skip
