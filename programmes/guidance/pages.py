"""Guidance for pages and phases."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance.guides import Guide

PAGES: dict[str, Guide] = {
    "phase.initiation": Guide(
        _("Phase: initiation"),
        hint=_(
            "The area is chosen, mission and goals are established, and politicians and management decide "
            "whether to begin. Talk early with those who live and work there."
        ),
        example=_("Three departments and two associations meet four times and agree on why this area, and why now."),
        criterion=_("Everybody at the table gives the same answer to the question why we do this."),
    ),
    "phase.build_up": Guide(
        _("Phase: building up"),
        hint=_(
            "Organise the work, learn to know the area, and open a place where residents, associations and "
            "professions meet and may try things."
        ),
        example=_(
            "A room in the library with coffee, a key that associations can borrow, and somebody who says: try it."
        ),
        criterion=_("People come with ideas of their own, without having been invited to a meeting."),
    ),
    "phase.problem_tackling": Guide(
        _("Phase: tackling problems"),
        hint=_(
            "Work intensively on a few challenges. Let knowledge lead, and the challenge itself rather than the "
            "organisation chart."
        ),
        example=_(
            "Eight weeks on the dark path between the school and the square: walk it together, try lights, ask again."
        ),
        criterion=_("You can say what you know now that you did not know before you tried."),
    ),
    "phase.implementation": Guide(
        _("Phase: putting into practice"),
        hint=_(
            "What has proved right moves into ordinary operations. Each thing needs an owner, money and somebody "
            "who misses it if it goes."
        ),
        example=_("The lab becomes a part of the library's task, with its own line in the budget."),
        criterion=_("The work goes on the day after the programme has ended."),
    ),
    "page.planning": Guide(
        _("Phases"),
        hint=_(
            "Changing an area takes time: hold on, and hold out. Phases may overlap and be taken up again; that "
            "is learning, not failing."
        ),
        criterion=_("Somebody new can see where you are, what you have gone through before, and why."),
    ),
    "page.facts": Guide(
        _("Basic facts"),
        hint=_(
            "What everyone asks first: which area, who decided, from when, and who answers questions. Write "
            "functions, so that it holds when people change."
        ),
    ),
    "page.goal": Guide(
        _("Goals"),
        hint=_("Few goals that people in the area recognise. A part-goal may serve more than one goal."),
        example=_("Young people have somewhere to be in the evening that they have chosen themselves."),
        criterion=_("You can tell what will be different, and for whom."),
    ),
    "page.structure": Guide(
        _("What lives on"),
        hint=_(
            "Begin early: what is to be there in five years, and who wants to own it? Without an owner it ends "
            "with the programme."
        ),
        example=_("The monthly meeting of departments and associations, led by the district library."),
        criterion=_("Each line has an owner, money and a date."),
    ),
    "page.communication": Guide(
        _("Communication plan"),
        hint=_(
            "One named person answers for communication. Tell also while the outcome is open, and show early results."
        ),
        example=_(
            "A notice in the laundry rooms: we do not know yet whether the path can be lit. We will tell you "
            "before Easter."
        ),
        criterion=_("Those concerned hear it from you first."),
    ),
    "page.knowledge": Guide(
        _("Everything known"),
        hint=_("Search here before you ask for another survey. What has been learnt once need not be learnt again."),
    ),
    "page.picture": Guide(
        _("Problem pictures"),
        hint=_(
            "A problem picture is what you believe just now, together. When it no longer holds, replace it and "
            "say why: that is the method at work."
        ),
        example=_("We believed that nothing was on offer. Those who live here said that they did not feel welcome."),
        criterion=_("It builds on figures, professional judgement, experience and stories, not on one of them."),
    ),
    "page.challenge": Guide(
        _("Challenges"),
        hint=_(
            "Make room for staying in the disagreement and listening: to needs, criticism and fears. A challenge "
            "that all see alike may be described too early."
        ),
        example=_("The square is noisy to some and alive to others. Both are written down."),
        criterion=_("Those who disagree recognise themselves in the text."),
    ),
    "page.matrix": Guide(
        _("Stacey's matrix"),
        hint=_(
            "The less you can predict and the less you agree, the more you need small trials and dialogue "
            "instead of detailed plans."
        ),
        criterion=_("You have talked about where each dot lies, and not only put it there."),
    ),
    "page.asset": Guide(
        _("Assets"),
        hint=_(
            "Begin with what works: local networks, relations, skills and needs. An area is changed by what is "
            "good in it, not only by what is missing."
        ),
        example=_("A football club that half of the children know, a courtyard where people meet, a choir."),
        criterion=_("Those who live here would nod at the list and add something of their own."),
    ),
    "page.source": Guide(
        _("Sources and figures"),
        hint=_(
            "Write where you know it from, so that somebody else can look. A figure shows a development; it does "
            "not prove what caused it."
        ),
        criterion=_("Another person finds the same figure within five minutes."),
    ),
    "page.story": Guide(
        _("Stories"),
        hint=_(
            "Stories show what figures do not, and give the area a voice of its own. They belong to those who "
            "tell them."
        ),
        example=_("The woman who has swum in the lake every morning since 1974."),
        criterion=_("The teller has read it and would gladly show it to a neighbour."),
    ),
    "page.lesson": Guide(
        _("Lessons"),
        hint=_(
            "Build knowledge step by step: try, evaluate, write down what you learnt, also what failed. Do it "
            "while you remember."
        ),
        example=_("Five came to the hall and sixty to the car park. We now go where people are."),
        criterion=_("Somebody who was not there can act differently after reading it."),
    ),
    "page.place": Guide(
        _("Places"),
        hint=_("Name the places as people in the area do. The same names then lead to stories, assets and challenges."),
    ),
    "page.actor": Guide(
        _("Those who take part"),
        hint=_(
            "Ask each organisation what it needs in order to act differently. Several departments are needed "
            "from the start, and not only the municipality."
        ),
        criterion=_("You know what each of them may promise, and what it brings with it."),
    ),
    "page.contact": Guide(
        _("Contacts"),
        hint=_(
            "Trust grows between people who meet: between departments, and with the local community. Keep in "
            "touch also when you want nothing."
        ),
        example=_("A short telephone call every other month is better than a large meeting once a year."),
        criterion=_("Nobody has waited so long that they wonder whether you are still there."),
    ),
    "page.agreement": Guide(
        _("Agreements"),
        hint=_("An agreement makes clear who does what when people change. Write also how it ends."),
    ),
    "page.body": Guide(
        _("Leadership"),
        hint=_(
            "Managers who anchor the work and settle conflicts of goals, values and resources are what carries "
            "it. Agree on who takes up what, and with whom."
        ),
        example=_("The steering group takes half an hour at each meeting for what chafes between departments."),
        criterion=_("A conflict that is lifted on Monday has an answer before the month is out."),
    ),
    "page.decision": Guide(
        _("Decisions and positions"),
        hint=_(
            "Boards and delegates decide. A steering group takes a position, which may need a formal decision "
            "before money or duties are bound."
        ),
        criterion=_("Anyone can find who settled it, when, and why."),
    ),
    "page.responsibility": Guide(
        _("Functions"),
        hint=_(
            "Work across borders stands and falls with somebody who holds the threads together. Give the process "
            "leader time, mandate and somebody to share with."
        ),
        criterion=_("No function of importance stands without a person."),
    ),
    "page.handover": Guide(
        _("Handing over"),
        hint=_(
            "People change jobs, and what they know goes with them. Write about needs and matters, not about "
            "persons: anyone may ask to read it."
        ),
        criterion=_("The next one can take over in an afternoon."),
    ),
    "page.calendar": Guide(
        _("Calendar"),
        hint=_(
            "What comes, with as exact dates as are known. Elections and new terms of office are marked, since "
            "new people then need to know."
        ),
    ),
    "page.glance": Guide(
        _("At a glance"),
        hint=_(
            "For the person who has four minutes. What stands here comes from the other pages; what is wrong is "
            "mended there."
        ),
    ),
    "page.closing": Guide(
        _("Closing"),
        hint=_(
            "An ending that is told is a result. What is left without an owner ends with the programme, so "
            "settle it here."
        ),
        criterion=_("Those who took part know who to turn to now."),
    ),
}
