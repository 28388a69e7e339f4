"""The plan of a dialogue as a document, on paper or to work on in a word processor."""

import hashlib
from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.formal_texts import formal_notice, formal_text
from dialogues.models import Dialogue
from dialogues.queries.dialogues import name_levels
from dialogues.queries.plan import Plan, SectionState, plan_of
from kraftsamling.documents.outline import Block, Facts, Outline, Section, Table, facts, paragraphs
from kraftsamling.documents.registry import FORMAT_OPTION, BuiltDocument, Choices, DocumentKind, Option
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Programme
from programmes.roles import Permission


def dialogue_choices(programme: Programme) -> Choices:
    """Return the programme's dialogues to choose from, latest first, each by its address."""
    rows = Dialogue.objects.current().filter(programme=programme).order_by("-pk")
    return tuple(rows.values_list("slug", "title"))


DIALOGUE_OPTION = Option("dialogue", gettext_lazy("Which dialogue?"), dialogue_choices)


def get_chosen_dialogue(programme: Programme, options: Mapping[str, str]) -> Dialogue:
    """Return the dialogue a document is about. Raises RuleViolation when it was withdrawn since the order."""
    rows = Dialogue.objects.current().select_related("programme__municipality", "phase", "responsible", "follows")
    found = rows.filter(programme=programme, slug=options["dialogue"]).first()
    if found is None:
        raise RuleViolation(_("What the document is about is no longer there."))
    return found


def build_plan(programme: Programme, options: Mapping[str, str], language: str) -> BuiltDocument:
    """Return the plan as it stands today."""
    dialogue = get_chosen_dialogue(programme, options)
    plan = plan_of(dialogue)
    parts = [
        *(("dialogues.influence", row.pk) for row in plan.influences),
        *(("dialogues.targetgroup", row.pk) for row in plan.target_groups),
    ]
    sources = (("programmes.programme", programme.pk), ("dialogues.dialogue", dialogue.pk), *parts)
    return BuiltDocument(outline=_outline(programme, dialogue, plan, language), sources=sources)


def _outline(programme: Programme, dialogue: Dialogue, plan: Plan, language: str) -> Outline:
    name_levels([dialogue], programme.municipality)
    today = clock.today()
    day = date_format(today, "j F Y")
    return Outline(
        title=dialogue.title,
        subtitle=_("Plan of a dialogue"),
        language=language,
        dated=today,
        facts=facts(
            [
                (_("Programme"), programme.name),
                (_("State"), capfirst(dialogue.get_state_display())),
                (_("Form of conversation"), dialogue.get_form_display()),
                (_("Level of participation"), dialogue.level_name),
                (_("Goes on from"), dialogue.follows),
                (_("As it stands"), day),
                (_("Example"), programme.example_note if programme.is_example else ""),
                (_("For internal use"), _("Anyone may ask to read this document.")),
            ]
        ),
        sections=tuple(_section(state, plan, dialogue) for state in plan.sections),
        foot=f"{programme.name} · {dialogue.title} · {day}",
    )


def _section(state: SectionState, plan: Plan, dialogue: Dialogue) -> Section:
    rows = {"influences": _influences, "target_groups": _target_groups}.get(state.section.rows)
    blocks: tuple[Block, ...] = rows(plan) if rows else ()
    answers = tuple((answer.label, answer.text) for answer in state.answers)
    blocks += (Facts(answers),) if answers else ()
    if state.missing:
        blocks += paragraphs(_("Missing: %(what)s.") % {"what": ", ".join(state.missing)})
    if "formal_link" in state.section.fields:
        blocks += _notice(dialogue)
    return Section(str(state.section.title), 1, blocks)


def _notice(dialogue: Dialogue) -> tuple[Block, ...]:
    """Return what everyone is told of a procedure in law, so that a lawyer can read it in one place."""
    fixed = formal_text(dialogue.formal_link)
    if fixed is None:
        return ()
    words = [fixed.title, fixed.not_this, fixed.send_there, fixed.at_stake]
    return (*paragraphs("\n\n".join(map(str, words))), Facts(tuple(formal_notice(dialogue))))


def _influences(plan: Plan) -> tuple[Block, ...]:
    header = (_("Question"), _("Can it be influenced?"), _("What can and what cannot"), _("Who decides"), _("When"))
    rows = tuple(
        (f"{row.question} ({row.place})" if row.place else row.question, row.get_state_display(), row.limits,
         str(row.decided_by or row.decided_by_other), str(row.decided_on or ""))
        for row in plan.influences
    )  # fmt: skip
    return (Table(_("What can be influenced"), header, rows),) if rows else ()


def _target_groups(plan: Plan) -> tuple[Block, ...]:
    header = (_("Group"), _("Usually missing"), _("What hinders them"), _("How you remove it"), _("How many"))
    rows = tuple(
        (row.name, _("yes") if row.is_missing else "", row.hindrance, row.removal, str(row.planned or ""))
        for row in plan.target_groups
    )
    return (Table(_("Groups to reach"), header, rows),) if rows else ()


def _content_version(programme: Programme, options: Mapping[str, str], language: str) -> str:
    """Return what changes when a word of the plan does: it is small enough to be read whole."""
    return hashlib.sha256(repr(build_plan(programme, options, language).outline).encode()).hexdigest()


PLAN_DOCUMENT = DocumentKind(
    key="dialogue_plan",
    title=gettext_lazy("Plan of a dialogue"),
    description=gettext_lazy("All that is planned, and what is missing. As a Word document you can work on with it."),
    permission=Permission.ORDER_DOCUMENTS,
    options=(DIALOGUE_OPTION, FORMAT_OPTION),
    build=build_plan,
    content_version=_content_version,
    file_stem=lambda programme, options: f"dialogplan-{options['dialogue']}",
)
