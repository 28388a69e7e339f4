"""What in a plan does not go together. A warning advises and never blocks; only the two tests do (sweden.md G-3)."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from dialogues.adviser.answers import Answers, OccasionFacts
from dialogues.adviser.kinds import Caution, MethodCaution, OccasionCaution
from dialogues.adviser.pairs import Pair
from dialogues.adviser.rules.choosing import FEW_HOURS, FEW_PEOPLE, SHORT_WEEKS
from dialogues.adviser.rules.methods import is_level_fit, is_too_dear, is_too_few, is_too_many, is_too_slow
from dialogues.enums import (
    DecisionTiming,
    Facilitation,
    Facility,
    Form,
    FormalLink,
    Group,
    InfluenceState,
    Level,
    OccasionKind,
    Purpose,
    Venue,
)
from dialogues.words.ladder import HEIGHTS
from programmes.enums.knowledge import StaceyZone

TOGETHER = (Form.LEARNING, Form.CO_CREATION)
IN_TALK = (Form.DISCUSSION, *TOGETHER)
IN_A_ROOM = (OccasionKind.MEETING, OccasionKind.OTHER)
ON_SITE = (*IN_A_ROOM, OccasionKind.WALK, OccasionKind.STAND)
IN_TURN = (*IN_A_ROOM, OccasionKind.WALK, OccasionKind.ONLINE)  # those that take preparing and thinking over
INFLUENCE = HEIGHTS[Level.INFLUENCE]
WEEKS_TO_INVITE = 3
WEEKS_OFF = 2  # so much an estimate in weeks may differ from the dates
WORK_BEGINS, WORK_ENDS, WORKDAYS = dt.time(8), dt.time(17), range(5)
UNSURE_OF_ROOMS = frozenset({Group.NO_MEETINGS, Group.YOUNG, Group.NEW_LANGUAGE})
FAR_FROM_SCREENS = frozenset({Group.OLDER, Group.NEW_LANGUAGE, Group.DISABILITY})
HINDERED_BY_STEPS = frozenset({Group.DISABILITY, Group.OLDER})


def _asks(a: Answers) -> bool:
    """Whether anything is asked at all."""
    return a.form not in ("", Form.INFORMATION)


def _leads_not_impartial(a: Answers) -> bool:
    return a.facilitation in (Facilitation.OWN, Facilitation.NONE)


def _none_offers(a: Answers, what: str, kinds: tuple[str, ...] = ON_SITE) -> bool:
    """Whether there are occasions of the kinds, and none of them offers it, not even on request."""
    offers = [getattr(occasion, what) for occasion in a.occasions if occasion.kind in kinds]
    return bool(offers) and not {Facility.YES, Facility.ON_REQUEST} & set(offers)


def _is_settled(a: Answers) -> bool:
    """Whether nothing is left to ask about."""
    all_fixed = set(a.influences) == {InfluenceState.FIXED}
    return a.is_gate_shut or all_fixed or a.decision_timing == DecisionTiming.TAKEN


def _is_before_the_end(a: Answers, days: tuple[dt.date, ...]) -> bool:
    """Whether one of the days comes before everybody has been heard; information hears nobody."""
    return a.form != Form.INFORMATION and a.last_day is not None and any(day < a.last_day for day in days)


def _is_in_working_hours(occasion: OccasionFacts) -> bool:
    """Whether whoever has an ordinary day's work cannot come; a survey is answered at any hour."""
    if occasion.kind == OccasionKind.SURVEY or occasion.is_all_day or not (occasion.begins and occasion.ends):
        return False
    first, last = occasion.begins, occasion.ends
    is_one_workday = first.date() == last.date() and first.weekday() in WORKDAYS
    return is_one_workday and first.time() >= WORK_BEGINS and last.time() <= WORK_ENDS


def _is_ahead(a: Answers, occasion: OccasionFacts) -> bool:
    return not (a.today and occasion.ends) or a.today <= occasion.ends.date()


def _begins_too_soon(a: Answers, occasion: OccasionFacts) -> bool:
    if a.is_invited or not (a.today and occasion.begins):
        return False
    return a.today <= occasion.begins.date() < a.today + dt.timedelta(weeks=WEEKS_TO_INVITE)


def _weeks_differ(a: Answers) -> bool:
    """Whether weeks and dates tell of another time, by more than an estimate may be off."""
    if a.is_invited or a.weeks is None or not (a.today and a.last_day and a.latest_day):
        return False
    first, last = ((day - a.today).days / 7 for day in (a.last_day, a.latest_day))
    return not first - WEEKS_OFF <= a.weeks <= last + WEEKS_OFF


WARNINGS = (
    # What is promised, and what is left to decide
    Caution(
        "gate_but_more", lambda a: a.is_gate_shut and (_asks(a) or a.height > 0),
        _("One of the two tests says no, and still more than information is promised."), "tests", "level",
    ),
    Caution(
        "influence_but_taken", lambda a: a.decision_timing == DecisionTiming.TAKEN and a.height >= INFLUENCE,
        _("You promise influence over a decision that is taken. People see through it and trust you less next time."),
        "strategy", "level",
    ),
    Caution(
        "asking_but_taken", lambda a: a.decision_timing == DecisionTiming.TAKEN and _asks(a),
        _("You ask about something that is decided. Say what is left to influence, or call it information."),
        "tests", "form",
    ),
    Caution(
        "all_fixed_but_asked", lambda a: set(a.influences) == {InfluenceState.FIXED} and (_asks(a) or a.height > 0),
        _("All questions in the plan are decided already. Find one that is open, or call it information."),
        "tests", "influences",
    ),
    Caution(
        "co_decision_but_partly",
        lambda a: a.level == Level.CO_DECISION and not {InfluenceState.OPEN}.issuperset(a.influences),
        _("You let those who take part decide, but not every question is open. Say which they decide, and which not."),
        "strategy", "influences",
    ),
    Caution(
        "co_decision_elsewhere", lambda a: a.level == Level.CO_DECISION and a.is_decided_elsewhere,
        _("You promise that people decide, but somebody else does. Power must be delegated to them, or promise less."),
        "ladder", "influences",
    ),
    Caution(
        "statutory_but_high",
        lambda a: a.formal_link not in ("", FormalLink.NONE, FormalLink.BEFORE_PLAN) and a.height >= INFLUENCE,
        _("The law says who decides here. Promise what your conversation can give, and lead to the official channel."),
        "acts", "level",
    ),
    # The form and the step
    Caution(
        "information_but_promise", lambda a: a.form == Form.INFORMATION and a.pair is Pair.CONTRADICTS,
        _("Information asks nothing, so nobody gets any influence by it. Choose another form, or the lowest step."),
        "forms", "form",
    ),
    Caution(
        "asking_without_promise", lambda a: _asks(a) and a.pair is Pair.CONTRADICTS and a.height == 0,
        _("You ask people and promise that nothing is up for change. Then tell instead of asking, or promise more."),
        "ladder", "level",
    ),
    Caution(
        "consultation_stretched", lambda a: a.form == Form.CONSULTATION and a.pair is Pair.STRETCHES,
        _("In a consultation people answer you and do not meet. Let them talk with each other too, or promise less."),
        "forms", "form",
    ),
    Caution(
        "consultation_but_high",
        lambda a: a.form == Form.CONSULTATION and a.pair is Pair.CONTRADICTS and a.height > 0,
        _("In a consultation people answer your questions. For more influence they must help to shape them."),
        "forms", "form",
    ),
    Caution(
        "discussion_stretched", lambda a: a.form == Form.DISCUSSION and a.pair is Pair.STRETCHES,
        _("A discussion seldom has a next step. Say when those who take part meet again, so that they can influence."),
        "forms", "form",
    ),
    Caution(
        "discussion_but_decide", lambda a: a.form == Form.DISCUSSION and a.pair is Pair.CONTRADICTS and a.height > 0,
        _("A discussion shows where views part and seldom ends in a decision. Add a step in which people decide."),
        "forms", "form",
    ),
    Caution(
        "learning_stretched", lambda a: a.form == Form.LEARNING and a.pair is Pair.STRETCHES,
        _("You learn together, and those who take part are to decide as well. Say how and when they do."),
        "ladder", "form",
    ),
    Caution(
        "co_creation_stretched", lambda a: a.form == Form.CO_CREATION and a.pair is Pair.STRETCHES,
        _("You create together, but promise only to talk. Those who share the responsibility must have influence."),
        "forms", "level",
    ),
    Caution(
        "work_without_influence", lambda a: a.form in TOGETHER and a.pair is Pair.CONTRADICTS and a.height > 0,
        _("You ask for much work together and promise only to listen. Promise more, or ask for less."),
        "forms", "level",
    ),
    # What one wants, and the form
    Caution(
        "tell_but_more", lambda a: a.purpose == Purpose.TELL and _asks(a),
        _("You want to tell something, but the form asks for answers. What will you do with them?"),
        "forms", "form",
    ),
    Caution(
        "information_but_ask", lambda a: a.form == Form.INFORMATION and a.purpose not in ("", Purpose.TELL),
        _("Information is one-way. You will not get what you want from it."), "forms", "form",
    ),
    Caution(
        "decide_but_low", lambda a: a.purpose == Purpose.DECIDE and 0 <= a.height < INFLUENCE,
        _("You want those who take part to decide, but the step you promise does not let them."), "ladder", "level",
    ),
    Caution(
        "simple_but_co_creation", lambda a: a.zone == StaceyZone.SIMPLE and a.form == Form.CO_CREATION,
        _("People agree and know what helps. Co-creation would take their time for nothing; do not aim too high."),
        "higher", "form",
    ),
    Caution(
        "chaotic_but_asked",
        lambda a: a.zone == StaceyZone.CHAOTIC and a.form in (Form.INFORMATION, Form.CONSULTATION)
        and not _is_settled(a),
        _("People disagree and nobody can foresee what helps. To tell and ask does not reach far then: let them meet."),
        "stacey", "form",
    ),
    Caution(
        "co_creation_but_proposal",
        lambda a: a.form == Form.CO_CREATION and a.decision_timing == DecisionTiming.PROPOSAL,
        _("There is a proposal, and co-creation begins before one. Let people begin anew, or choose another form."),
        "handbook", "form",
    ),
    # Who leads
    Caution(
        "co_creation_not_impartial", lambda a: a.form == Form.CO_CREATION and _leads_not_impartial(a),
        _("Co-creation needs an impartial facilitator who can hold conflicts and translate between interests."),
        "forms", "facilitation",
    ),
    Caution(
        "learning_not_impartial", lambda a: a.form == Form.LEARNING and _leads_not_impartial(a),
        _("Whoever leads a dialogue must be neutral in the matter. Ask somebody impartial to lead."),
        "handbook", "facilitation",
    ),
    Caution(
        "facilitation_unsaid", lambda a: a.form in TOGETHER and not a.facilitation,
        _("You have not said who leads the conversations. It must be somebody impartial who can hold a conflict."),
        "handbook", "facilitation",
    ),
    Caution(
        "apart_without_facilitator",
        lambda a: a.form == Form.DISCUSSION
        and a.agreement is not None and a.agreement <= 2 and a.facilitation == Facilitation.NONE,
        _("Views are far apart and nobody leads. Then the loudest decide; ask somebody impartial to lead."),
        "handbook", "facilitation",
    ),
    Caution(
        "occasions_not_impartial",
        lambda a: a.form == Form.CO_CREATION and bool(a.occasions) and not any(o.is_impartial for o in a.occasions),
        _("None of the occasions is led by somebody impartial, though the form is co-creation."),
        "handbook", "occasions",
    ),
    # How many, how long
    Caution(
        "co_creation_too_many",
        lambda a: a.form == Form.CO_CREATION and a.people_at_once is not None and a.people_at_once > FEW_PEOPLE,
        _("About %(each)s people at a time are too many to co-create. Divide them, or choose who works, who reacts."),
        "practice", "expected_people",
    ),
    Caution(
        "together_too_fast", lambda a: a.form in TOGETHER and a.weeks is not None and a.weeks < SHORT_WEEKS,
        _("There are too few weeks to meet more than once and to think in between."), "handbook", "weeks",
    ),
    Caution(
        "more_talks_than_weeks",
        lambda a: a.form in IN_TALK and a.weeks is not None and sum(o.kind in IN_TURN for o in a.occasions) > a.weeks,
        _("There are more conversations than weeks. Nobody has time to think over one before the next."),
        "practice", "weeks",
    ),
    Caution(
        "invited_too_late",
        lambda a: _asks(a) and a.weeks is not None and a.weeks < WEEKS_TO_INVITE and not a.occasions
        and not a.is_invited,
        _("There are too few weeks for the invitation to reach those who do not read it the first day."),
        "practice", "weeks",
    ),
    Caution(
        "weeks_differ", _weeks_differ,
        _("The weeks and the dates in the plan do not match. The advice goes by the weeks: correct what no longer "
          "holds."),
        "practice", "weeks",
    ),
    OccasionCaution(
        "begins_too_soon", _begins_too_soon,
        _("The invitation is not out, and less than three weeks are left. Send it at once, or move the day: "
          "%(occasions)s."),
        "practice",
    ),
    Caution(
        "decided_too_early", lambda a: _is_before_the_end(a, a.decided_on),
        _("A question is decided before the conversations are over. What people say after that comes too late."),
        "strategy", "influences",
    ),
    Caution(
        "answered_too_early", lambda a: _is_before_the_end(a, a.promised_on),
        _("An answer is promised for a day before the conversations are over. It cannot hold what is said after that."),
        "practice", "promises",
    ),
    Caution(
        "together_too_few_hours", lambda a: a.form in TOGETHER and a.hours is not None and a.hours < FEW_HOURS,
        _("The hours will hardly be enough to prepare, meet, compile and give an answer. The answer is what suffers."),
        "practice", "budget_hours",
    ),
    # Whom one wants to reach, and where
    Caution(
        "unsure_in_our_rooms", lambda a: a.venue == Venue.OURS and bool(UNSURE_OF_ROOMS & a.groups),
        _("Some of those you want to reach seldom come to the municipality's rooms. Go to where they are."),
        "handbook", "venue",
    ),
    Caution(
        "apart_in_our_rooms", lambda a: a.venue == Venue.OURS and a.agreement is not None and a.agreement <= 2,
        _("Views are far apart, and the municipality is a party. Meet on neutral ground."), "handbook", "venue",
    ),
    Caution(
        "only_online", lambda a: a.venue == Venue.ONLINE and bool(FAR_FROM_SCREENS & a.groups),
        _("Some of those you want to reach are shut out by a screen. Offer paper, telephone or a meeting as well."),
        "practice", "venue",
    ),
    Caution(
        "nobody_missing", lambda a: _asks(a) and bool(a.groups) and not a.missing,
        _("None of your groups is one that is usually missing. Whose view will you not hear?"),
        "handbook", "target_groups",
    ),
    Caution(
        "hindrance_stays", lambda a: a.is_removal_lacking,
        _("You name a group that is usually missing, but not how you remove what hinders it. It may stay away again."),
        "practice", "target_groups",
    ),
    Caution(
        "children_without_method",
        lambda a: Group.CHILDREN in a.groups and bool(a.methods)
        and not any({Group.CHILDREN, Group.YOUNG} & m.groups for m in a.methods),
        _("Children are among those you want to reach, and no method you chose is made for them."),
        "catalogue", "methods",
    ),
    # What is there for those who come
    Caution(
        "steps_in_the_way", lambda a: bool(HINDERED_BY_STEPS & a.groups) and _none_offers(a, "step_free"),
        _("No occasion is known to be step-free, though you want to reach people who may need it."),
        "access", "occasions",
    ),
    OccasionCaution(
        "steps_at_one",
        lambda a, o: bool(HINDERED_BY_STEPS & a.groups) and not _none_offers(a, "step_free")
        and o.kind in ON_SITE and o.step_free == Facility.NO,
        _("Steps shut out people whom you want to reach. Choose another way or place: %(occasions)s."), "access",
    ),
    Caution(
        "no_interpreter",
        lambda a: Group.NEW_LANGUAGE in a.groups and _none_offers(a, "interpreter", (*ON_SITE, OccasionKind.ONLINE)),
        _("No occasion has an interpreter, though you want to reach people who are learning Swedish."),
        "access", "occasions",
    ),
    Caution(
        "no_childcare", lambda a: Group.BUSY in a.groups and _none_offers(a, "childcare", IN_A_ROOM),
        _("No occasion has childcare, though you want to reach people with little time."), "access", "occasions",
    ),
    Caution(
        "only_in_working_hours",
        lambda a: Group.BUSY in a.groups and bool(a.occasions) and all(map(_is_in_working_hours, a.occasions)),
        _("Every occasion is in working hours, though you want to reach people with little time. Add an evening."),
        "practice", "occasions",
    ),
    OccasionCaution(
        "neutrality_unsaid",
        lambda a, o: a.form in IN_TALK and o.kind in IN_A_ROOM and not o.is_neutrality_noted and _is_ahead(a, o),
        _("You have not noted whose ground you meet on, and who may stay away because of it: %(occasions)s."),
        "handbook",
    ),
    Caution(
        "survey_is_no_talk",
        lambda a: a.form in IN_TALK and bool(a.occasions) and all(o.kind == OccasionKind.SURVEY for o in a.occasions),
        _("All occasions are surveys, where nobody meets. The form you chose needs people to talk to each other."),
        "forms", "occasions",
    ),
    # The methods that were chosen
    MethodCaution(
        "chosen_other_form", lambda a, m: bool(a.form) and bool(m.forms) and a.form not in m.forms,
        _("belongs to another form of conversation than you chose"), "catalogue",
    ),
    MethodCaution(
        "chosen_other_level", lambda a, m: bool(a.level) and bool(m.levels) and not is_level_fit(a, m),
        _("is made for another degree of influence than you promise"), "catalogue",
    ),
    MethodCaution(
        "chosen_too_many", is_too_many,
        _("is for at most %(most)s people at once, though you expect about %(each)s at a time"), "catalogue",
    ),
    MethodCaution(
        "chosen_too_few", is_too_few,
        _("needs at least %(least)s people, though you expect %(people)s"), "catalogue",
    ),
    MethodCaution(
        "chosen_too_slow", is_too_slow,
        _("takes more weeks than you have"), "catalogue",
    ),
    MethodCaution(
        "chosen_too_dear", is_too_dear,
        _("costs more than you have"), "catalogue",
    ),
    MethodCaution(
        "chosen_without_facilitator",
        lambda a, m: m.needs_facilitator and a.facilitation != Facilitation.IMPARTIAL,
        _("needs somebody impartial to lead it"), "catalogue", "facilitation",
    ),
)  # fmt: skip
