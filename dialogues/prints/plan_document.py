"""The plan of a dialogue as a document, on paper or to work on in a word processor."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Mapping

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from dialogues.enums import InfluenceState
from dialogues.models import Dialogue, Influence, LevelChange, Occasion, Promise, TargetGroup
from dialogues.queries.advice import AdvicePage, advice_page
from dialogues.queries.dialogues import level_changes_of, name_levels
from dialogues.queries.occasion_words import facts_in_brief, need_not_sign_up
from dialogues.queries.occasions import OccasionRow, occasions_of
from dialogues.queries.plan import Plan, SectionState, plan_of
from dialogues.queries.promises import (
    EarlierPromise,
    PromiseRow,
    earlier_promises,
    promises_of,
    say_channels,
    say_when,
)
from dialogues.words.formal_texts import formal_notice, formal_text
from dialogues.words.sentences import end_sentence
from kraftsamling.documents.outline import Facts, Outline, Section, facts, paragraphs
from kraftsamling.documents.registry import FORMAT_OPTION, BuiltDocument, Choices, DocumentKind, Option
from kraftsamling.shared import clock
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Programme
from programmes.queries.map_items import Audience
from programmes.roles import Permission

REASONS = 3  # how many of those for the advice are told; the page has them all, with their sources


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
    """Return the plan as it stands today, with its occasions and promises."""
    dialogue = get_chosen_dialogue(programme, options)
    plan = plan_of(dialogue)
    occasions = occasions_of(dialogue, Audience.WORK)
    promises = promises_of(dialogue, Audience.WORK)
    earlier_levels = level_changes_of(dialogue)
    sections = (
        *(section for state in plan.sections for section in _sections(state, plan, dialogue)),
        *_advice(advice_page(dialogue), dialogue),
        *_earlier_levels(earlier_levels),
        *_occasions(occasions, dialogue),
        *_promises(promises, dialogue),
    )
    rows = [row.occasion for row in occasions], [row.promise for row in promises], earlier_levels
    sources = _sources(dialogue, plan, *rows)
    return BuiltDocument(outline=_outline(programme, dialogue, sections, language), sources=sources)


def _sources(
    dialogue: Dialogue, plan: Plan, occasions: list[Occasion], promises: list[Promise], levels: list[LevelChange]
) -> tuple[tuple[str, int], ...]:
    """Return every record whose words, or whose name, stand in the document."""
    named = [dialogue.follows, dialogue.phase, dialogue.responsible]
    named += [*dialogue.inviters.all(), *dialogue.places.all(), *dialogue.challenges.all()]
    named += [row.place for row in (*plan.influences, *occasions)]
    named += [row.decided_by for row in plan.influences] + [row.responsible for row in promises]
    told = (dialogue.programme, dialogue, *plan.influences, *plan.target_groups, *occasions, *promises, *levels)
    return tuple(dict.fromkeys((row._meta.label_lower, row.pk) for row in (*told, *named) if row))


def _outline(programme: Programme, dialogue: Dialogue, sections: tuple[Section, ...], language: str) -> Outline:
    name_levels([dialogue], programme.municipality)
    today = clock.today()
    day = date_format(today, "j F Y")
    return Outline(
        title=dialogue.title,
        subtitle=_("Plan of information") if dialogue.tells_only else _("Plan of a dialogue"),
        language=language,
        dated=today,
        facts=facts(
            [
                (_("Programme"), programme.name),
                (pgettext("plan of a dialogue", "State"), capfirst(dialogue.state_words)),
                (_("Form of conversation"), dialogue.get_form_display()),
                (_("Level of participation"), dialogue.level_name),
                (_("Goes on from"), dialogue.follows),
                (_("Written on"), day),
                (_("Example"), programme.example_note if programme.is_example else ""),
                (_("Working document"), _("The plan is not published, but whoever asks for it may read it.")),
            ]
        ),
        sections=sections,
        foot=f"{programme.name} · {dialogue.title} · {day}",
    )


def _sections(state: SectionState, plan: Plan, dialogue: Dialogue) -> Iterator[Section]:
    """Yield a part of the plan, and under it a section for each of its rows."""
    answers = [(answer.label, answer.text) for answer in state.answers]
    if state.missing:
        answers.append((_("Missing"), " · ".join(state.missing)))
    yield Section(str(state.section.title), 1, (Facts(tuple(answers)),) if answers else ())
    if state.section.rows == "influences":
        yield from map(_influence, plan.influences)
    elif state.section.rows == "target_groups":
        yield from map(_target_group, plan.target_groups)
    fixed = formal_text(dialogue.formal_link) if "formal_link" in state.section.fields else None
    if fixed:
        # What everyone is told of a procedure in law, so that a lawyer can read it in one place.
        words = [fixed.not_this, fixed.send_there, fixed.at_stake]
        told = (*paragraphs("\n\n".join(map(str, words))), Facts(tuple(formal_notice(dialogue))))
        yield Section(str(fixed.title), 2, told)


def _advice(advice: AdvicePage, dialogue: Dialogue) -> Iterator[Section]:
    """Yield what is advised and why, what does not go together, and why something else was chosen."""
    if advice.asks_first:
        told = [(_("You get advice when you have answered"), advice.asks_first)]
    else:
        reasons = dict.fromkeys(reason.text for reason in (*advice.form.speaks_for, *advice.level.speaks_for))
        methods = [option.name for option in advice.advised_methods]
        told = [
            (_("Advised form of conversation"), advice.form.name),
            (_("Advised degree of influence"), advice.level.name),
            (_("Why it is advised"), " ".join(list(reasons)[:REASONS])),
            (_("Methods that suit"), ", ".join(methods)),
        ]
    chosen_otherwise = dialogue.advice_reason or _("It does not say why.")
    told += [
        (_("What does not go together"), "\n".join(warning.text for warning in advice.warnings)),
        (_("You have chosen otherwise than advised"), chosen_otherwise if advice.is_against else ""),
    ]
    yield Section(_("Advice"), 1, (Facts(facts(told)),))


def _earlier_levels(changes: list[LevelChange]) -> Iterator[Section]:
    """Yield what was promised before of form and level, and why it was changed."""
    told = []
    for change in changes:
        words = " · ".join(dict.fromkeys((str(change.get_form_display()), change.level_name)))
        told += [(_until(change.changed_at), words), (_("Why it was changed"), change.reason)]
    if told:
        yield Section(_("What was promised before"), 1, (Facts(facts(told)),))


def _until(moment: dt.datetime) -> str:
    return _("Until %(when)s") % {"when": date_format(localtime(moment), "j F Y")}


def _row(title: str, items: Iterable[tuple[object, object]]) -> Section:
    return Section(capfirst(title), 2, (Facts(facts(items)),))


def _influence(row: Influence) -> Section:
    is_fixed = row.state == InfluenceState.FIXED
    decides = pgettext("information", "Decided by") if is_fixed else _("Who decides")
    return _row(
        row.question,
        [
            (_("Place"), row.place),
            (_("Can it be influenced?"), capfirst(row.get_state_display())),
            (_("What is decided") if is_fixed else _("What can and what cannot"), row.limits),
            (decides, row.decided_by or row.decided_by_other),
            (_("When it was decided") if is_fixed else _("When it is decided"), row.decided_on),
        ],
    )


def _target_group(row: TargetGroup) -> Section:
    return _row(
        row.name,
        [
            (_("Usually missing"), _("Yes") if row.is_missing else ""),
            (_("What hinders them"), row.hindrance),
            (_("How you remove it"), row.removal),
            (_("How many you want to reach"), row.planned),
        ],
    )


def _occasions(rows: list[OccasionRow], dialogue: Dialogue) -> Iterator[Section]:
    """Yield each occasion with all that those who plan it, and those who come, must know; nothing where none is
    needed."""
    if dialogue.tells_only and not rows:
        return
    none = _("None yet. A conversation needs a time and a place, or a survey its days.")
    yield Section(_("Occasions"), 1, () if rows else paragraphs(none))
    for row in rows:
        occasion = row.occasion
        yield _row(
            str(occasion),
            [
                (_("Kind"), capfirst(occasion.get_kind_display()) if occasion.title else ""),
                (_("When"), capfirst(row.when)),
                (_("Where"), row.where),
                (pgettext("plan of a dialogue", "State"), capfirst(occasion.get_state_display())),
                (_("Why it stands so"), occasion.state_reason),
                (_("Web address"), occasion.online_url),
                (_("Whose ground, and who might stay away"), occasion.neutrality),
                (_("Who leads"), _leader(occasion)),
                (_("Who takes notes"), occasion.note_taker),
                (_("Method"), occasion.method),
                (_("What happens, in order"), occasion.agenda),
                (_("What you must bring"), occasion.material),
                *_signing_up(occasion),
                *((capfirst(label), words) for label, words in facts_in_brief(occasion)),
            ],
        )


def _leader(occasion: Occasion) -> str:
    if not occasion.facilitator or not occasion.is_impartial:
        return occasion.facilitator
    return f"{occasion.facilitator} {_('(has no stake in the matter)')}"


def _signing_up(occasion: Occasion) -> list[tuple[str, object]]:
    if not occasion.needs_registration:
        return [(_("Signing up"), need_not_sign_up(occasion))]
    last = occasion.registration_until
    return [
        (_("Number of places"), occasion.capacity or _("No limit")),
        (_("Sign up at the latest"), date_format(last, "j F Y") if last else ""),
    ]


def _promises(rows: list[PromiseRow], dialogue: Dialogue) -> Iterator[Section]:
    title = _("Promises")
    none = _("Nothing is promised yet. Without a promise the dialogue cannot be published: people must know when they "
             "hear back.")  # fmt: skip
    if dialogue.tells_only:
        title = _("What you undertake to tell, and when")
        none = _("Nothing yet. Before it is published people must know when they hear more, and how.")
    yield Section(title, 1, () if rows else paragraphs(none))
    for row in rows:
        channels = say_channels(row.promise.channels, row.promise.channel_note, is_elsewhere=True)
        yield _row(
            row.promise.to_whom,
            [
                (_("What they will be told"), row.promise.what),
                (pgettext("promise", "When"), say_when(row.promise)),
                (pgettext("promise", "How"), capfirst(channels)),
                (_("Function that answers for it"), row.promise.responsible or _("Nobody named yet")),
                (pgettext("promise", "How it stands"), capfirst(row.label)),
                (row.outcome_label, row.promise.state_reason),
                *(fact for before in earlier_promises(row.promise, is_elsewhere=True) for fact in tell_earlier(before)),
            ],
        )


def tell_earlier(before: EarlierPromise) -> list[tuple[str, str]]:
    """Return how a promise read until which day, and why it does no longer: each with its label."""
    if before.outcome:
        read = f"{capfirst(before.outcome)}: {before.outcome_words}"
    else:
        what = ": ".join(filter(None, (before.to_whom, before.what)))
        read = " ".join(filter(None, map(end_sentence, (what, before.when, capfirst(before.channels)))))
    if before.was_late:
        read = _("%(promise)s (was already late)") % {"promise": read}
    return [(_until(before.at), read), (_("Why it was changed"), before.reason)]


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
