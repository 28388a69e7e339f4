"""Adding up what the rules say. One pass over the table; the order of the rules never matters for the points."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from dialogues.adviser.answers import Answers, MethodFacts
from dialogues.adviser.kinds import SOURCES, Caution, Choosing, Fitting, MethodCaution, OccasionCaution, Rule
from dialogues.adviser.rules import RULES
from dialogues.enums import Cost, Form, Span
from dialogues.words.ladder import on_ladder


@dataclass(frozen=True)
class Reason:
    """What a rule says, in the active language. ``points`` below 0 speak against; a warning has 0.

    ``about`` tells where a warning is mended (``kinds.ABOUT``), "" otherwise; ``occasions`` are those it names. Of a
    warning about a method, ``method`` is its name and ``said`` all that is said of it; of what a method suits, ``said``
    names it. ``rules_out``: what it speaks against is not advised.
    """

    key: str
    text: str
    source: str
    points: int = 0
    about: str = ""
    occasions: tuple[int, ...] = ()
    method: str = ""
    said: tuple[str, ...] = ()
    rules_out: bool = False

    @property
    def is_against(self) -> bool:
        return self.points < 0


@dataclass(frozen=True)
class Ranked:
    """A form, a step or a method (its key) with what speaks for and against it; there is always a reason."""

    key: str | int
    points: int
    reasons: tuple[Reason, ...]

    @property
    def is_ruled_out(self) -> bool:
        return any(reason.rules_out for reason in self.reasons)


@dataclass(frozen=True)
class Advice:
    """Forms, steps of the ladder in use and methods, best first, and what does not go together in the plan."""

    forms: tuple[Ranked, ...]
    levels: tuple[Ranked, ...]
    methods: tuple[Ranked, ...]
    warnings: tuple[Reason, ...]

    @property
    def form(self) -> str:
        return self.forms[0].key

    @property
    def level(self) -> str:
        return self.levels[0].key

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why just this form and step, without saying anything twice."""
        found = {reason.key: reason for reason in (*self.forms[0].reasons, *self.levels[0].reasons)}
        return tuple(found.values())

    def is_against(self, *, form: str, level: str) -> bool:
        """Whether what was chosen ("" for nothing yet) is something else than advised."""
        return form not in ("", self.form) or level not in ("", self.level)


def advise(answers: Answers) -> Advice:
    """Return the advice that the answers give, in the active language."""
    forms = _rank(answers, Form.values, [(rule, rule.forms) for rule in _choosing(answers)])
    # Step and methods go with the form that was chosen, else with the one advised; methods also with the chosen step.
    settled = replace(answers, form=answers.form or forms[0].key)
    given = [(rule, _on_ladder(rule.levels, answers.ladder)) for rule in _choosing(settled)]
    levels = _rank(settled, answers.ladder, given)
    return Advice(forms, levels, rank_methods(settled, answers.catalogue), tuple(_warn(answers)))


def _choosing(answers: Answers) -> list[Choosing]:
    return [rule for rule in RULES if isinstance(rule, Choosing) and rule.when(answers)]


def rank_methods(answers: Answers, methods: Iterable[MethodFacts]) -> tuple[Ranked, ...]:
    """Return how well each method suits the answers, as they stand; best first.

    Of methods that suit alike the cheaper comes first, then the one that takes less time, then the first given: whoever
    plans something small is not sent to what is large.
    """
    costs, spans = Cost.values, Span.values
    alike = sorted(methods, key=lambda method: (costs.index(method.cost), spans.index(method.span)))
    return tuple(sorted((_fit(answers, method) for method in alike), key=lambda ranked: -ranked.points))


def _fit(answers: Answers, method: MethodFacts) -> Ranked:
    rules = [rule for rule in RULES if isinstance(rule, Fitting) and rule.when(answers, method)]
    words = _words(answers, method)
    reasons = tuple(_reason_of_fit(rule, words) for rule in rules) or (_nothing(),)
    return Ranked(method.pk, sum(rule.points for rule in rules), reasons)


def _reason_of_fit(rule: Fitting, words: dict[str, Any]) -> Reason:
    reason = _reason(rule, words, points=rule.points, rules_out=rule.rules_out)
    return replace(reason, text=_say_what_suits((reason.text,)), said=(reason.text,)) if rule.is_named else reason


def _say_what_suits(said: tuple[str, ...]) -> str:
    return _("Suits %(what)s.") % {"what": get_text_list(said, _("and"))}


def one_for_what_suits(reasons: Iterable[Reason]) -> list[Reason]:
    """Return what speaks for a method, with all that is named of what it suits in one sentence, first."""
    reasons = list(reasons)
    said = tuple(each for reason in reasons for each in reason.said)
    named = [replace(reason, text=_say_what_suits(said), said=said) for reason in reasons if reason.said][:1]
    return [*named, *(reason for reason in reasons if not reason.said)]


def _rank(answers: Answers, keys: Iterable[str], given: list[tuple[Choosing, dict[str, int]]]) -> tuple[Ranked, ...]:
    found, words = [], _words(answers)
    for key in keys:
        reasons = [_reason(rule, words, points=points[key]) for rule, points in given if points.get(key)]
        # What weighs most is read first.
        reasons.sort(key=lambda reason: -abs(reason.points))
        found.append(Ranked(str(key), sum(reason.points for reason in reasons), tuple(reasons) or (_nothing(),)))
    # Of two with the same points the one that promises less comes first: it is easier to promise more later.
    return tuple(sorted(found, key=lambda ranked: -ranked.points))


def _on_ladder(levels: dict[str, int], ladder: tuple[str, ...]) -> dict[str, int]:
    """Return the points on the ladder in use; a step that stands for two gets what weighs most of theirs, unless it is
    named itself."""
    points: dict[str, int] = {}
    for level, given in levels.items():
        step = on_ladder(level, ladder)
        if step == level or step not in levels:
            points[step] = max(points.get(step, given), given, key=abs)
    return points


def _warn(answers: Answers) -> Iterable[Reason]:
    for rule in RULES:
        if isinstance(rule, Caution) and rule.when(answers):
            yield _reason(rule, _words(answers), about=rule.about)
        elif isinstance(rule, OccasionCaution):
            found = [occasion for occasion in answers.occasions if rule.when(answers, occasion)]
            if found:
                words = {"occasions": ", ".join(occasion.name for occasion in found)}
                yield _reason(rule, words, about=rule.about, occasions=tuple(occasion.pk for occasion in found))
        elif isinstance(rule, MethodCaution):
            for method in answers.methods:
                if rule.when(answers, method):
                    said = str(rule.says) % _words(answers, method)
                    text, source = say_of_method(method.name, (said,)), str(SOURCES[rule.source])
                    yield Reason(rule.key, text, source, about=rule.about, method=method.name, said=(said,))


def say_of_method(name: str, said: tuple[str, ...]) -> str:
    """Return one sentence of all that is said of a method."""
    return _("%(method)s %(said)s.") % {"method": name, "said": get_text_list(said, _("and"))}


def one_for_each_method(warnings: Iterable[Reason]) -> list[Reason]:
    """Return the warnings with those on the same method that are mended at the same place in one sentence."""
    found: dict[tuple[str, ...], Reason] = {}
    for each in warnings:
        alike = (each.about, each.method) if each.method else (each.key,)
        before = found.get(alike)
        said = (*before.said, *each.said) if before else each.said
        found[alike] = replace(before, said=said, text=say_of_method(each.method, said)) if before else each
    return list(found.values())


def _words(answers: Answers, method: MethodFacts | None = None) -> dict[str, Any]:
    numbers = {"people": answers.people, "each": answers.people_at_once}
    if method:
        numbers |= {"least": method.people_min, "most": method.people_max}
    words = {name: number_format(number, force_grouping=True) for name, number in numbers.items() if number is not None}
    return words | ({"method": method.name} if method else {})


def _reason(rule: Rule, words: dict[str, Any], **more: Any) -> Reason:
    return Reason(rule.key, str(rule.says) % words, str(SOURCES[rule.source]), **more)


def _nothing() -> Reason:
    return Reason("nothing", _("Nothing in your answers speaks for it or against it."), str(SOURCES["practice"]))
