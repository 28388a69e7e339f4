"""Which form of conversation and which step of the ladder the answers speak for.

The points are ours: 5 where the source names the form for just this, 1 where it only leans there, 30 where nothing is
left to ask about, and 100 for the two tests: nothing outweighs them. How steps go with forms stands in ``pairs``. On
Boverket's ladder its third step gets what dialogue or influence would have got.
"""

from django.utils.translation import gettext_lazy as _

from dialogues.adviser.kinds import Choosing
from dialogues.adviser.pairs import points_with
from dialogues.enums import (
    Answer,
    DecisionTiming,
    Facilitation,
    Form,
    FormalLink,
    InfluenceState,
    Level,
    Purpose,
    Venue,
)
from programmes.enums.knowledge import StaceyZone

MANY_PEOPLE = 60  # at a time; more than this do not think together in one room without being divided
FEW_PEOPLE = 30
SHORT_WEEKS, LONG_WEEKS = 4, 12
FEW_HOURS = 40  # one person's working week

INFORM, CONSULT, DISCUSS = Form.INFORMATION, Form.CONSULTATION, Form.DISCUSSION
LEARN, CO_CREATE = Form.LEARNING, Form.CO_CREATION
TOLD, ASKED, DIALOGUE = Level.INFORMATION, Level.CONSULTATION, Level.DIALOGUE
INFLUENCE, CO_DECIDE = Level.INFLUENCE, Level.CO_DECISION

CHOOSING = (
    # The two tests
    Choosing(
        "matter_closed", lambda a: a.is_matter_open == Answer.NO,
        _("The matter cannot be influenced. Then it is information, and must be called that."),
        "tests", {INFORM: 100}, {TOLD: 100},
    ),
    Choosing(
        "deciders_closed", lambda a: a.are_deciders_open == Answer.NO,
        _("Those who decide cannot be influenced. Then it is information, and must be called that."),
        "tests", {INFORM: 100}, {TOLD: 100},
    ),
    # How far the decision has come
    Choosing(
        "decision_taken", lambda a: a.decision_timing == DecisionTiming.TAKEN,
        _("The decision is taken. What is left is to tell what was decided, and why."),
        "ladder", {INFORM: 30}, {TOLD: 8, INFLUENCE: -6, CO_DECIDE: -6},
    ),
    Choosing(
        "proposal_there", lambda a: a.decision_timing == DecisionTiming.PROPOSAL,
        _("There is a proposal already. People can say what they think of it and help to change it."),
        "forms", {CONSULT: 2, DISCUSS: 2}, {ASKED: 2, DIALOGUE: 1, CO_DECIDE: -1},
    ),
    Choosing(
        "nothing_proposed", lambda a: a.decision_timing == DecisionTiming.BEFORE,
        _("Nothing is proposed yet. Those who are invited from the very start can shape the question itself."),
        "handbook", {LEARN: 2, CO_CREATE: 2}, {DIALOGUE: 1, INFLUENCE: 2},
    ),
    # What one wants most
    Choosing(
        "purpose_missing", lambda a: not a.purpose,
        _("You have not said what you want most of all. Until then you are advised to gather views: it fits most."),
        "practice", {CONSULT: 1}, {ASKED: 1},
    ),
    Choosing(
        "purpose_tell", lambda a: a.purpose == Purpose.TELL,
        _("You want to tell something and need no answer. One-way words are enough, and promise nothing more."),
        "forms", {INFORM: 5}, {TOLD: 5},
    ),
    Choosing(
        "purpose_gather", lambda a: a.purpose == Purpose.GATHER,
        _("You want wishes and views. Asking is the way to get many of them for little money."),
        "forms", {CONSULT: 5, LEARN: 1}, {ASKED: 5},
    ),
    Choosing(
        "purpose_react", lambda a: a.purpose == Purpose.REACT,
        _("You want to hear what people think of a proposal. Ask them, and let them give reasons."),
        "forms", {CONSULT: 5, DISCUSS: 2}, {ASKED: 5, DIALOGUE: 1},
    ),
    Choosing(
        "purpose_weigh", lambda a: a.purpose == Purpose.WEIGH,
        _("You want views weighed against each other. A discussion shows where they part."),
        "forms", {DISCUSS: 5, LEARN: 1}, {DIALOGUE: 5},
    ),
    Choosing(
        "purpose_learn", lambda a: a.purpose == Purpose.LEARN,
        _("You want to understand something together. In a learning dialogue nobody has the answer beforehand."),
        "forms", {LEARN: 5}, {DIALOGUE: 5, INFLUENCE: 1},
    ),
    Choosing(
        "purpose_create", lambda a: a.purpose == Purpose.CREATE,
        _("You want to work something out together. Then those who take part also own the question."),
        "forms", {CO_CREATE: 5, LEARN: 2}, {INFLUENCE: 5, DIALOGUE: 1},
    ),
    Choosing(
        "purpose_decide", lambda a: a.purpose == Purpose.DECIDE,
        _("You want those who take part to decide. Then they need to make the question theirs as well."),
        "forms", {CO_CREATE: 4, LEARN: 1}, {CO_DECIDE: 6, INFLUENCE: 1},
    ),
    # Stacey's matrix
    Choosing(
        "zone_simple", lambda a: a.zone == StaceyZone.SIMPLE,
        _("People agree and know what helps. Tell, ask whether you missed something, and do it."),
        "stacey", {INFORM: 1, CONSULT: 2}, {ASKED: 1},
    ),
    Choosing(
        "zone_complicated", lambda a: a.zone == StaceyZone.COMPLICATED,
        _("There are answers, but not at hand. Bring together those who know different things."),
        "forms", {LEARN: 3, CONSULT: 1}, {DIALOGUE: 2},
    ),
    Choosing(
        "zone_complex", lambda a: a.zone == StaceyZone.COMPLEX,
        _("Nobody can know beforehand what helps. Make the question together, try something small, and talk on."),
        "forms", {CO_CREATE: 3, LEARN: 2}, {INFLUENCE: 2, DIALOGUE: 1},
    ),
    Choosing(
        "zone_chaotic", lambda a: a.zone == StaceyZone.CHAOTIC,
        _("People disagree and nobody can foresee what helps. Planning does not reach far; explore it together."),
        "stacey", {LEARN: 2, CO_CREATE: 4}, {DIALOGUE: 2, INFLUENCE: 2},
    ),
    Choosing(
        "views_apart", lambda a: a.agreement is not None and a.agreement <= 2,
        _("Those concerned are far from agreeing. Let the different interests be seen and heard in the same room."),
        "forms", {DISCUSS: 1, CO_CREATE: 2}, {DIALOGUE: 1},
    ),
    # Who leads
    Choosing(
        "facilitation_none", lambda a: a.facilitation == Facilitation.NONE,
        _("Nobody leads the conversations. To create or learn together you need somebody who can hold a conflict."),
        "handbook", {CO_CREATE: -5, LEARN: -2, DISCUSS: -1}, {CO_DECIDE: -1},
    ),
    Choosing(
        "facilitation_own", lambda a: a.facilitation == Facilitation.OWN,
        _("The one who leads works with the matter. It is hard to be fair in one's own matter when interests clash."),
        "handbook", {CO_CREATE: -2, LEARN: -1}, {},
    ),
    Choosing(
        "facilitation_impartial", lambda a: a.facilitation == Facilitation.IMPARTIAL,
        _("Somebody impartial leads. Then people dare to disagree, and you can go further."),
        "handbook", {CO_CREATE: 1, LEARN: 1}, {},
    ),
    # How many, how long, what it may cost
    Choosing(
        "people_many", lambda a: a.people_at_once is not None and a.people_at_once > MANY_PEOPLE,
        _("You expect many people, about %(each)s at a time. All can be told and asked; only some can work together."),
        "practice", {INFORM: 1, CONSULT: 2, CO_CREATE: -2}, {CO_DECIDE: -1},
    ),
    Choosing(
        "people_few", lambda a: a.people_at_once is not None and a.people_at_once <= FEW_PEOPLE,
        _("You expect few people, about %(each)s at a time. Then everyone has time to speak, and you think together."),
        "practice", {LEARN: 1, CO_CREATE: 1}, {DIALOGUE: 1},
    ),
    Choosing(
        "weeks_few", lambda a: a.weeks is not None and a.weeks < SHORT_WEEKS,
        _("There is little time. Trust and a shared question take longer than a few weeks."),
        "handbook", {CO_CREATE: -3, LEARN: -1}, {INFLUENCE: -2, CO_DECIDE: -3},
    ),
    Choosing(
        "weeks_many", lambda a: a.weeks is not None and a.weeks >= LONG_WEEKS,
        _("There is time to meet more than once. A dialogue is a process, not a single evening."),
        "handbook", {CO_CREATE: 1, LEARN: 1}, {INFLUENCE: 1},
    ),
    Choosing(
        "hours_few", lambda a: a.hours is not None and a.hours < FEW_HOURS,
        _("There are few hours of work for it. Do something small well, and give a good answer afterwards."),
        "practice", {CO_CREATE: -2, LEARN: -1, CONSULT: 1}, {CO_DECIDE: -1},
    ),
    # Where
    Choosing(
        "venue_theirs", lambda a: a.venue == Venue.THEIRS,
        _("You go where people are. There they talk about what they know, in their own words."),
        "handbook", {CONSULT: 1, LEARN: 1}, {},
    ),
    Choosing(
        "venue_ours", lambda a: a.venue == Venue.OURS,
        _("You are in the municipality's own rooms. There you are hosts, and others are guests in the question."),
        "handbook", {INFORM: 1, CO_CREATE: -1}, {},
    ),
    Choosing(
        "venue_online", lambda a: a.venue == Venue.ONLINE,
        _("You meet online or by post. That is good for asking, harder where people must trust each other."),
        "practice", {CONSULT: 1, INFORM: 1, CO_CREATE: -1}, {},
    ),
    # What is open, and what the law says
    Choosing(
        "all_fixed", lambda a: bool(a.influences) and set(a.influences) == {InfluenceState.FIXED},
        _("Every question in the plan is already decided. Then there is nothing to ask about."),
        "tests", {INFORM: 30}, {TOLD: 6, CO_DECIDE: -3},
    ),
    Choosing(
        "partly_open", lambda a: InfluenceState.PARTLY in a.influences and InfluenceState.OPEN not in a.influences,
        _("The questions can be influenced only in part. Promise no more than that part."),
        "strategy", {CONSULT: 1, DISCUSS: 1}, {ASKED: 1, DIALOGUE: 1, CO_DECIDE: -3},
    ),
    Choosing(
        "statutory", lambda a: a.formal_link not in ("", FormalLink.NONE, FormalLink.BEFORE_PLAN),
        _("The law says who decides and how views are to be given. Your conversation can only add to that."),
        "acts", {CONSULT: 2, INFORM: 1}, {ASKED: 2, CO_DECIDE: -4, INFLUENCE: -1},
    ),
    Choosing(
        "before_plan", lambda a: a.formal_link == FormalLink.BEFORE_PLAN,
        _("The work on the plan has not begun. Now people's knowledge of the place can still shape it."),
        "boverket", {LEARN: 1, CO_CREATE: 1}, {DIALOGUE: 1, INFLUENCE: 1, CO_DECIDE: -2},
    ),
    # The step that goes with the form, chosen or advised
    Choosing(
        "with_information", lambda a: a.form == INFORM,
        _("Information asks nothing, so the step is to be told."),
        "forms", {}, points_with(INFORM),
    ),
    Choosing(
        "with_consultation", lambda a: a.form == CONSULT,
        _("In a consultation people answer your questions and you take what they say into account."),
        "forms", {}, points_with(CONSULT),
    ),
    Choosing(
        "with_discussion", lambda a: a.form == DISCUSS,
        _("In a discussion people meet and give reasons, without having to agree or decide."),
        "ladder", {}, points_with(DISCUSS),
    ),
    Choosing(
        "with_learning", lambda a: a.form == LEARN,
        _("Those who learn together about a matter have something to say about it afterwards."),
        "forms", {}, points_with(LEARN),
    ),
    Choosing(
        "with_co_creation", lambda a: a.form == CO_CREATE,
        _("Those who create something together must be able to see it in the decision."),
        "forms", {}, points_with(CO_CREATE),
    ),
    # Whom one wants to reach
    Choosing(
        "missing_groups", lambda a: bool(a.missing),
        _("You want to reach people who are usually missing. Go to them and ask; an open meeting will not bring them."),
        "handbook", {CONSULT: 1, LEARN: 1, DISCUSS: -1}, {},
    ),
    Choosing(
        "young_people", lambda a: bool(a.groups & {"children", "young"}),
        _("Children or young people are among those you want to reach. They show and try rather than debate."),
        "practice", {LEARN: 1, DISCUSS: -1}, {},
    ),
)  # fmt: skip
