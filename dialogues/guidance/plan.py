"""Guidance for planning a dialogue; a key is the form's name and the field's."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance import Guide

PLAN: dict[str, Guide] = {
    "page.dialogue": Guide(
        _("Dialogues"),
        hint=_(
            "A dialogue is a process, not an evening. Plan it from the purpose to the answer that people get, before "
            "you invite anybody."
        ),
        criterion=_("Whoever reads the invitation knows what can be influenced, who decides, and when they hear back."),
    ),
    "dialogue.title": Guide(
        _("Dialogue: title"),
        hint=_("Short, and in the words of those who live there. The web address is made from it and stays as it is."),
        example=_("The square we want"),
        criterion=_("Somebody who walks past a poster understands what it is about."),
    ),
    "dialogue.question": Guide(
        _("Dialogue: the question"),
        hint=_("One question that people can answer without knowing how the municipality works."),
        example=_("What would make you stay on the square for a while?"),
        criterion=_("You do not know the answer yourselves, and the answer can change something."),
    ),
    "dialogue.size": Guide(
        _("Dialogue: short or full plan"),
        hint=_("Begin with the short one if you are unsure. You can change at any time, and nothing is lost."),
    ),
    "dialogue.is_matter_open": Guide(
        _("Dialogue: can the matter be influenced?"),
        hint=_("What may become different because of what people say? If nothing: no."),
        criterion=_("Everyone in the planning group gives the same answer."),
    ),
    "dialogue.matter_reason": Guide(
        _("Dialogue: why you think so"),
        example=_("The council has decided that the square is rebuilt. How it is furnished is not decided."),
        criterion=_("It says both what can become different and what is decided."),
    ),
    "dialogue.are_deciders_open": Guide(
        _("Dialogue: can those who decide be influenced?"),
        hint=_("Ask them before you answer. People notice when the decision was taken beforehand."),
        criterion=_("Those who decide have said so themselves."),
    ),
    "dialogue.deciders_reason": Guide(
        _("Dialogue: how you know"),
        example=_("The board said at its meeting in March that it waits for the dialogue before it chooses."),
        criterion=_("It says who has said what, and when."),
    ),
    "dialogue.summary": Guide(
        _("Dialogue: what it is about"),
        hint=_("Two or three sentences for the invitation: what is to happen, where, and what you want to know."),
        criterion=_("A person of fifteen understands it at the first reading."),
        example=_(
            "The square is rebuilt in 2027. Nothing is drawn yet. We want to know what you do there today, and what "
            "you miss."
        ),
    ),
    "dialogue.inviters": Guide(
        _("Dialogue: who invites"),
        hint=_("Several may invite as equals: two departments, a housing company, an association, the police."),
        example=_("The urban planning office, the housing company and the sports club"),
        criterion=_("All of them stand behind the promise of an answer."),
    ),
    "dialogue.organiser": Guide(
        _("Dialogue: who arranges it"),
        hint=_("If somebody else than those who invite holds it, such as a consultant or an association."),
        example=_("A study association, on behalf of the municipality"),
    ),
    "dialogue.places": Guide(
        _("Dialogue: places"),
        hint=_("Leave it empty if it is about the whole area."),
        criterion=_("Those who live there know which place you mean."),
    ),
    "dialogue.challenges": Guide(
        _("Dialogue: challenges"),
        hint=_("Which of the programme's challenges are the answers to help with?"),
    ),
    "dialogue.phase": Guide(
        _("Dialogue: phase"),
        hint=_("The phase of the programme in which the conversations are held."),
    ),
    "dialogue.why_invite": Guide(
        _("Dialogue: why you invite"),
        hint=_("What do you need to know, or do together, that you cannot find out in another way?"),
        example=_("We know how many cross the square, but not why so few stay."),
        criterion=_("The answer cannot be found in statistics or reports."),
    ),
    "dialogue.value_created": Guide(
        _("Dialogue: what it should be worth"),
        hint=_("For those who take part, for the area, and for you."),
        example=_("Those who live here get a square that they use. We do not build what nobody has asked for."),
        criterion=_("Those who take part get something out of it too, not only you."),
    ),
    "dialogue.why_it_matters": Guide(
        _("Dialogue: why it matters to them"),
        hint=_("This stands in the invitation. If you cannot say it, ask somebody in the area first."),
        example=_("You cross the square every day, and many avoid it in the evening."),
        criterion=_("Somebody in the area has read it and recognises it."),
    ),
    "dialogue.wanted_result": Guide(
        _("Dialogue: purpose and wanted result"),
        hint=_(
            "What shall be there when it is over: a list in order, three proposals, a shared picture of the problem?"
        ),
        example=_("Three sketches to choose between, each with what speaks for it and against it."),
        criterion=_("Afterwards one can see whether you got there."),
    ),
    "dialogue.preconditions": Guide(
        _("Dialogue: what is given"),
        hint=_(
            "Money, law, decisions and plans that hold whatever people say. It is not shown to residents: write what "
            "they need to know as a row that is already decided."
        ),
        example=_("There are two million kronor. The bus stop stays. The board decides in June."),
        criterion=_("Nobody is surprised by a limit halfway through."),
    ),
    "dialogue.perspectives": Guide(
        _("Dialogue: more perspectives"),
        hint=_(
            "Hold several conversations with different groups rather than one with everybody. Invite also the one who "
            "is against it."
        ),
        example=_(
            "One conversation with the shopkeepers, one at the youth centre, and one with those who want to keep the "
            "car park."
        ),
        criterion=_("At least one conversation is with people who probably do not agree with you."),
    ),
    "dialogue.reach_how": Guide(
        _("Dialogue: how you reach them"),
        hint=_("Go where people are already. Ask those whom they trust to invite with you."),
        example=_("The school gate, the mosque's Friday, the night shift's coffee break."),
        criterion=_("Each group is reached in its own way, not only through the website."),
    ),
    "dialogue.purpose": Guide(
        _("Dialogue: most of all you want to"),
        hint=_("Choose one. If two seem equally important, you may need two dialogues."),
    ),
    "dialogue.decision_timing": Guide(
        _("Dialogue: how far the decision has come"),
        hint=_("The earlier people are asked, the more they can influence."),
        criterion=_("There is still time to do something else than you first thought of."),
    ),
    "dialogue.predictability": Guide(
        _("Dialogue: how predictable"),
        hint=_("If you do something, can you tell what it leads to? 5: yes, others have done it. 1: nobody knows."),
    ),
    "dialogue.agreement": Guide(
        _("Dialogue: how agreed"),
        hint=_("Ask those concerned before you choose. Conflict is a reason for dialogue, not against it."),
    ),
    "dialogue.expected_people": Guide(
        _("Dialogue: how many people"),
        hint=_("An honest estimate, for all occasions together."),
        example=_("Three evenings with about 20 people each: 60"),
    ),
    "dialogue.weeks": Guide(
        _("Dialogue: how many weeks"),
        hint=_("Inviting takes three weeks at the least, and relations take longer."),
        example=_("The invitation goes out now, the last conversation is in nine weeks: 9"),
    ),
    "dialogue.facilitation": Guide(
        _("Dialogue: who leads"),
        hint=_("Whoever has proposed something finds it hard to listen to those who dislike it."),
        criterion=_("Those who disagree with you would say that the one who leads is fair."),
    ),
    "dialogue.venue": Guide(
        _("Dialogue: on whose ground"),
        hint=_("Rooms say who is in charge. Who feels at home there, and who stays away?"),
        criterion=_("Those you want to reach are often there already."),
    ),
    "dialogue.form": Guide(
        _("Dialogue: form of conversation"),
        hint=_("From information, where one talks, to a co-creating dialogue, where you word the question together."),
        criterion=_("It fits what you are going to do with the answers."),
    ),
    "dialogue.level": Guide(
        _("Dialogue: level of participation"),
        hint=_("Promise no more than you can keep. It stands in the invitation, and it is not lowered silently."),
        criterion=_("Those who decide have read what you promise and stand by it."),
    ),
    "dialogue.methods": Guide(
        _("Dialogue: methods"),
        hint=_("Several may be needed: those whom one does not suit come to another."),
        criterion=_("There is a way in also for those who do not want to speak in front of others."),
    ),
    "dialogue.advice_reason": Guide(
        _("Dialogue: why you choose otherwise"),
        hint=_(
            "If you choose something else than you are advised. Your reason is kept and helps the next one who plans."
        ),
        example=_(
            "The advice is consultation. We have a proposal, but the board is ready to begin again if people do not "
            "want it."
        ),
    ),
    "dialogue.timing": Guide(
        _("Dialogue: is the time ripe?"),
        hint=_(
            "What else goes on: elections, holidays, Ramadan, exams, another dialogue, something that has happened?"
        ),
        example=_("After the autumn break, but before the board works on its budget."),
        criterion=_("The result is there before the decision is prepared."),
    ),
    "dialogue.starts_on": Guide(
        _("Dialogue: when it begins"),
        hint=_("When the first conversation is held, or the survey opens."),
    ),
    "dialogue.ends_on": Guide(
        _("Dialogue: when it is over"),
        hint=_("When the last conversation has been held."),
    ),
    "dialogue.venue_reason": Guide(
        _("Dialogue: where, and is it neutral?"),
        hint=_("Think of how people get there, in which weather, and whom the place belongs to."),
        example=_("The library: everyone passes it, one gets in without steps, and it belongs to no side."),
        criterion=_("Also those who distrust the municipality could come there."),
    ),
    "dialogue.timeline": Guide(
        _("Dialogue: important dates"),
        hint=_("Invitation, occasions, when results are needed, when it is decided, when people hear back."),
        example=_("10 March invitation, 2 and 9 April conversations, 15 May summary, 12 June decision, 20 June answer"),
        criterion=_("The day on which people hear back stands there too."),
    ),
    "dialogue.responsible": Guide(
        _("Dialogue: who answers for it"),
        hint=_("A function, so that it goes on though a person leaves."),
        example=_("The area developer"),
    ),
    "dialogue.planning_group": Guide(
        _("Dialogue: planning group"),
        hint=_("Functions and organisations. Let somebody from the area be in it from the start."),
        example=_("Area developer, traffic planner, the tenants' association, a youth leader"),
        criterion=_("Somebody in it lives or works in the area."),
    ),
    "dialogue.budget_hours": Guide(
        _("Dialogue: hours of work"),
        hint=_(
            "For everyone in the planning group, until people have heard back. Answering often takes as long as asking."
        ),
        example=_("Four people, 30 hours each: 120"),
    ),
    "dialogue.budget_kronor": Guide(
        _("Dialogue: money"),
        hint=_("Count food, interpreters, childcare, print, rooms and fees too."),
        example=_("Rooms 4,000, food 9,000, interpreters 12,000 and print 6,000: 31,000"),
    ),
    "dialogue.facts_by": Guide(
        _("Dialogue: who provides the facts"),
        hint=_("Somebody who can answer questions plainly, and is believed."),
        example=_("The traffic engineer, and somebody from the tenants' association who knows the yards"),
    ),
    "dialogue.channels": Guide(
        _("Dialogue: how people are told"),
        hint=_("Which channel for whom, in which language, and when? Paper reaches those whom the web does not."),
        example=_("A letter in four languages to every home, posters in the laundry rooms, and the youth leaders tell"),
        criterion=_("There is at least one channel for each group that you want to reach."),
    ),
    "dialogue.documentation": Guide(
        _("Dialogue: how it is documented"),
        hint=_("Who writes, who looks through it, and do those who took part see it? Keep differences of opinion."),
        example=_(
            "One person takes notes at each table. Those who took part get the notes within a week and can correct "
            "them."
        ),
        criterion=_("Those who took part recognise what they said."),
    ),
    "dialogue.risks": Guide(
        _("Dialogue: risks and conflicts"),
        hint=_("Who may feel run over, unsafe or singled out? What do you do then?"),
        example=_("Those who live by the yard may worry about noise. We talk with them before the open evening."),
        criterion=_("For each risk it says what you do, and who does it."),
    ),
    "dialogue.personal_data": Guide(
        _("Dialogue: personal data"),
        hint=_("What do you collect, why, who sees it, and when is it removed? Best is to need none."),
        example=_("E-mail addresses of those who want the answer. They are removed when it has been sent."),
        criterion=_("You can show it to those whose data it is."),
    ),
    "dialogue.use_of_results": Guide(
        _("Dialogue: how the results are used"),
        hint=_("Who gets them, in which meeting are they taken up, and what is the next step?"),
        criterion=_("It names a body and a month."),
        example=_("The summary goes to the technical board in May. In June it decides what is built first."),
    ),
    "dialogue.follow_up": Guide(
        _("Dialogue: how it is followed up"),
        hint=_("Count who came against whom you wanted to reach, and ask them how it was."),
        example=_("A short form at the door every evening, and a talk with three people who did not come."),
        criterion=_("You learn who was missing, not only who came."),
    ),
    "dialogue.success": Guide(
        _("Dialogue: how you will know"),
        example=_("Thirty people under 25 have taken part, and at least one of their proposals is tried this year."),
        criterion=_("Somebody else can check it afterwards."),
    ),
    "dialogue.formal_link": Guide(
        _("Dialogue: formal link"),
        hint=_(
            "If a plan or another procedure in law is about the same matter, people must know that this is something "
            "else. The public page says so in fixed words."
        ),
    ),
    "dialogue.formal_act": Guide(
        _("Dialogue: which act"),
        hint=_("What the act is called, and who must be asked about what."),
        example=_("The Environmental Code, chapter 6: consultation before an environmental assessment"),
    ),
    "dialogue.plan_name": Guide(
        _("Dialogue: name of the plan"),
        hint=_("As it stands in the plan's papers, so that people can find it."),
        example=_("Detailed plan for the square in Exempelby"),
    ),
    "dialogue.plan_number": Guide(
        _("Dialogue: registry number of the plan"),
        hint=_("As it stands in the plan's papers. Formal views are marked with it."),
    ),
    "dialogue.plan_area": Guide(
        _("Dialogue: area that the plan covers"),
        hint=_("In the words of those who live there: streets and blocks rather than property numbers."),
        example=_("The square, the car park behind the library and the blocks along Storgatan"),
    ),
    "dialogue.plan_deviation": Guide(
        _("Dialogue: deviation from the comprehensive plan"),
        hint=_("The notice of a review tells it. If the plan does not deviate, write that."),
        example=_("The comprehensive plan has a park here. The detailed plan allows housing."),
    ),
    "dialogue.plan_where": Guide(
        _("Dialogue: where the proposal can be seen"),
        hint=_("Both on paper and on the web, with opening hours."),
        example=_("In the town hall on weekdays 9–16, in the library, and on the municipality's website"),
    ),
    "dialogue.formal_from": Guide(
        _("Dialogue: official time"),
        hint=_(
            "The review of a detailed plan usually lasts at least two weeks, that of a comprehensive plan two months. "
            "Check with the municipality's lawyer."
        ),
    ),
    "dialogue.formal_until": Guide(
        _("Dialogue: last day for formal views"),
        hint=_("The last day on which formal views can be sent."),
    ),
    "dialogue.official_channel": Guide(
        _("Dialogue: where formal views are sent"),
        hint=_("Postal address and e-mail address of the office, with what to write on it."),
        example=_("The urban planning office, by post or e-mail. Write the registry number of the plan."),
    ),
    "dialogue.official_url": Guide(
        _("Dialogue: official page"),
        hint=_("The municipality's own page about the plan or the matter."),
    ),
}
