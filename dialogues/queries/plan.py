"""A dialogue's plan as it stands: what is answered, what is missing, and how far it has come, in words."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dialogues.enums import DialogueState, PlanSize
from dialogues.models import Dialogue, Influence, TargetGroup
from dialogues.queries.dialogues import visible_influences, visible_target_groups
from dialogues.queries.ladder import step_of
from dialogues.words.plan_sections import COPIED, FULL, INFORMATION_LABELS, PlanSection, section_with, sections_of


@dataclass(frozen=True)
class Answered:
    """A question with its answer in words."""

    label: str
    text: str


@dataclass(frozen=True)
class SectionState:
    """A part of the plan: its answers, and the labels of what is missing, and of what stands as it was copied from
    another plan. ``state`` is "empty", "begun" or "done"."""

    section: PlanSection
    url: str
    state: str
    answers: list[Answered]
    missing: list[str]
    copied: list[str]

    @property
    def state_label(self) -> str:
        words = {"empty": _("not begun"), "begun": _("begun"), "done": pgettext("part of the plan", "done")}
        return words[self.state]

    @property
    def tone(self) -> str:
        return {"empty": "neutral", "begun": "info", "done": "success"}[self.state]


@dataclass(frozen=True)
class Plan:
    """The whole plan, with the rows that two of its parts consist of."""

    sections: list[SectionState]
    influences: list[Influence]
    target_groups: list[TargetGroup]

    @property
    def done(self) -> int:
        return sum(section.state == "done" for section in self.sections)

    @property
    def is_begun(self) -> bool:
        """Whether anything but the title has been written."""
        return any(section.state != "empty" for section in self.sections)

    @property
    def progress(self) -> str:
        """How far the plan has come, in words."""
        begun = sum(section.state == "begun" for section in self.sections)
        words = _("%(done)d of %(all)d parts are done") % {"done": self.done, "all": len(self.sections)}
        more = ngettext("%d is begun", "%d are begun", begun) % begun
        return f"{words}, {more}." if begun else f"{words}."

    @property
    def copied(self) -> list[str]:
        """What stands as it was copied from another plan."""
        return [label for section in self.sections for label in section.copied]

    @property
    def next_section(self) -> SectionState | None:
        """The first part that is not done; None when all are."""
        return next((section for section in self.sections if section.state != "done"), None)


def plan_of(dialogue: Dialogue) -> Plan:
    """Return the plan as it stands; a constant number of queries."""
    models.prefetch_related_objects([dialogue], "inviters", "places", "challenges", "methods")
    rows = {"influences": list(visible_influences(dialogue)), "target_groups": list(visible_target_groups(dialogue))}
    copied = copied_answers(dialogue)
    sections = [_state_of(section, dialogue, rows.get(section.rows), copied) for section in sections_of(dialogue)]
    return Plan(sections, rows["influences"], rows["target_groups"])


def section_url(dialogue: Dialogue, name: str) -> str:
    """Return the address at which a question ("use_of_results"), or rows ("influences"), of the plan is answered.

    For what the short plan does not ask: the page on which one goes over to the full one.
    """
    section = section_with(name, sections_of(dialogue))
    return _url_of(section, dialogue) if section else f"{dialogue.get_work_url()}#plan"


def _url_of(section: PlanSection, dialogue: Dialogue) -> str:
    return reverse("dialogues:dialogue_edit", args=[dialogue.programme.slug, dialogue.pk, section.key])


def copied_answers(dialogue: Dialogue) -> frozenset[str]:
    """Return the questions whose answer stands as it was copied from another plan; none once people have been invited,
    who may take it as it stands."""
    if dialogue.state != DialogueState.PLANNED:
        return frozenset()
    now = digests_of(dialogue)
    return frozenset(name for name, digest in dialogue.copied.items() if now.get(name) == digest)


def digests_of(dialogue: Dialogue) -> dict[str, str]:
    """Return question -> a digest of its answer, for what a copy takes over and is answered. By a digest an answer is
    known again without being kept twice."""
    answers = {name: getattr(dialogue, name) for name in COPIED}
    return {name: hashlib.sha256(str(told).encode()).hexdigest() for name, told in answers.items() if told}


def _state_of(section: PlanSection, dialogue: Dialogue, rows: list | None, copied: frozenset[str]) -> SectionState:
    answers = {name: answer_in_words(dialogue, name) for name in section.fields}
    asked = section.asked(dialogue)
    missing = [label_of(name, dialogue) for name in section.needed(dialogue) if not answers[name]]
    if rows is not None and not rows:
        missing.insert(0, _("at least one row") if section.rows == "influences" else _("at least one group"))
    # A title is given when the dialogue is added.
    given = [name for name in asked if answers[name] and name != "title"]
    is_begun = bool(rows) or bool(given)
    return SectionState(
        section,
        _url_of(section, dialogue),
        "done" if not missing else "begun" if is_begun else "empty",
        [Answered(label_of(name, dialogue), answers[name]) for name in asked if answers[name]],
        missing,
        [label_of(name, dialogue) for name in asked if name in copied],
    )


def label_of(name: str, dialogue: Dialogue) -> str:
    """Return what a question of the dialogue's plan is called, with a capital letter."""
    own = INFORMATION_LABELS.get(name) if dialogue.tells_only else None
    return capfirst(str(own or Dialogue._meta.get_field(name).verbose_name))


def answer_in_words(dialogue: Dialogue, name: str) -> str:
    """Return the answer to a question as people read it; "" where there is none."""
    if name == "level":
        return step_of(dialogue.programme.municipality, dialogue.level).name if dialogue.level else ""
    field = Dialogue._meta.get_field(name)
    if field.many_to_many:
        return ", ".join(str(row) for row in getattr(dialogue, name).all())
    value = getattr(dialogue, name)
    if value in (None, ""):
        return ""
    if field.choices:
        return capfirst(str(getattr(dialogue, f"get_{name}_display")()))
    return _in_words(field, value)


def _in_words(field: models.Field, value: Any) -> str:
    if field.name in ("predictability", "agreement"):
        return _("%(number)d of 5") % {"number": value}
    if isinstance(field, models.DateField):
        return date_format(value, "j F Y")
    if isinstance(field, models.IntegerField):
        return number_format(value, use_l10n=True, force_grouping=True)
    return str(value)


def hidden_answers(dialogue: Dialogue) -> int:
    """Return how many answers of the full plan the dialogue's own does not show."""
    if dialogue.size == PlanSize.FULL and not dialogue.tells_only:
        return 0
    names = {name for section in FULL for name in section.asked(dialogue)}
    asked = {name for section in sections_of(dialogue) for name in section.asked(dialogue)}
    return sum(bool(answer_in_words(dialogue, name)) for name in names - asked)
