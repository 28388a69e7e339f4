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
    ),
    "dialogue.matter_reason": Guide(
        _("Dialogue: why you think so"),
        example=_("The council has decided that the square is rebuilt. How it is furnished is not decided."),
    ),
    "dialogue.are_deciders_open": Guide(
        _("Dialogue: can those who decide be influenced?"),
        hint=_("Ask them before you answer. People notice when the decision was taken beforehand."),
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
    ),
    "dialogue.inviters": Guide(
        _("Dialogue: who invites"),
        hint=_("Several may invite as equals: two departments, a housing company, an association, the police."),
    ),
    "dialogue.organiser": Guide(
        _("Dialogue: who arranges it"),
        hint=_("If somebody else than those who invite holds it, such as a consultant or an association."),
    ),
    "dialogue.places": Guide(
        _("Dialogue: places"),
        hint=_("Leave it empty if it is about the whole area."),
    ),
    "dialogue.why_invite": Guide(
        _("Dialogue: why you invite"),
        hint=_("What do you need to know, or do together, that you cannot find out in another way?"),
    ),
    "dialogue.value_created": Guide(
        _("Dialogue: what it should be worth"),
        hint=_("For those who take part, for the area, and for you."),
    ),
    "dialogue.why_it_matters": Guide(
        _("Dialogue: why it matters to them"),
        hint=_("This stands in the invitation. If you cannot say it, ask somebody in the area first."),
        example=_("You cross the square every day, and many avoid it in the evening."),
    ),
    "dialogue.wanted_result": Guide(
        _("Dialogue: purpose and wanted result"),
        hint=_(
            "What shall be there when it is over: a list in order, three proposals, a shared picture of the problem?"
        ),
    ),
    "dialogue.preconditions": Guide(
        _("Dialogue: what is given"),
        hint=_("Money, law, decisions and plans that hold whatever people say. Tell it at the beginning."),
    ),
    "dialogue.perspectives": Guide(
        _("Dialogue: more perspectives"),
        hint=_(
            "Hold several conversations with different groups rather than one with everybody. Invite also the one who "
            "is against it."
        ),
    ),
    "dialogue.reach_how": Guide(
        _("Dialogue: how you reach them"),
        hint=_("Go where people are already. Ask those whom they trust to invite with you."),
        example=_("The school gate, the mosque's Friday, the night shift's coffee break."),
    ),
    "dialogue.purpose": Guide(
        _("Dialogue: most of all you want to"),
        hint=_("Choose one. If two seem equally important, you may need two dialogues."),
    ),
    "dialogue.decision_timing": Guide(
        _("Dialogue: how far the decision has come"),
        hint=_("The earlier people are asked, the more they can influence."),
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
    ),
    "dialogue.weeks": Guide(
        _("Dialogue: how many weeks"),
        hint=_("Inviting takes three weeks at the least, and relations take longer."),
    ),
    "dialogue.facilitation": Guide(
        _("Dialogue: who leads"),
        hint=_("Whoever has proposed something finds it hard to listen to those who dislike it."),
        criterion=_("Those who disagree with you would say that the one who leads is fair."),
    ),
    "dialogue.venue": Guide(
        _("Dialogue: on whose ground"),
        hint=_("Rooms say who is in charge. Who feels at home there, and who stays away?"),
    ),
    "dialogue.form": Guide(
        _("Dialogue: form of conversation"),
        hint=_("From information, where one talks, to a co-creating dialogue, where you word the question together."),
    ),
    "dialogue.level": Guide(
        _("Dialogue: level of participation"),
        hint=_("Promise no more than you can keep. It stands in the invitation, and it is not lowered silently."),
    ),
    "dialogue.methods": Guide(
        _("Dialogue: methods"),
        hint=_("Several may be needed: those whom one does not suit come to another."),
    ),
    "dialogue.advice_reason": Guide(
        _("Dialogue: why you choose otherwise"),
        hint=_(
            "If you choose something else than you are advised. Your reason is kept and helps the next one who plans."
        ),
    ),
    "dialogue.timing": Guide(
        _("Dialogue: is the time ripe?"),
        hint=_(
            "What else goes on: elections, holidays, Ramadan, exams, another dialogue, something that has happened?"
        ),
    ),
    "dialogue.venue_reason": Guide(
        _("Dialogue: where, and is it neutral?"),
        hint=_("Think of how people get there, in which weather, and whom the place belongs to."),
    ),
    "dialogue.timeline": Guide(
        _("Dialogue: important dates"),
        hint=_(
            "One a line: invitation, occasions, when results are needed, when it is decided, when people hear back."
        ),
    ),
    "dialogue.responsible": Guide(
        _("Dialogue: who answers for it"),
        hint=_("A function, so that it goes on though a person leaves."),
    ),
    "dialogue.planning_group": Guide(
        _("Dialogue: planning group"),
        hint=_("Functions and organisations. Let somebody from the area be in it from the start."),
    ),
    "dialogue.budget_kronor": Guide(
        _("Dialogue: money"),
        hint=_("Count food, interpreters, childcare, print, rooms and fees too."),
    ),
    "dialogue.facts_by": Guide(
        _("Dialogue: who provides the facts"),
        hint=_("Somebody who can answer questions plainly, and is believed."),
    ),
    "dialogue.channels": Guide(
        _("Dialogue: how people are told"),
        hint=_("Which channel for whom, in which language, and when? Paper reaches those whom the web does not."),
    ),
    "dialogue.documentation": Guide(
        _("Dialogue: how it is documented"),
        hint=_("Who writes, who looks through it, and do those who took part see it? Keep differences of opinion."),
    ),
    "dialogue.risks": Guide(
        _("Dialogue: risks and conflicts"),
        hint=_("Who may feel run over, unsafe or singled out? What do you do then?"),
    ),
    "dialogue.personal_data": Guide(
        _("Dialogue: personal data"),
        hint=_("What do you collect, why, who sees it, and when is it removed? Best is to need none."),
    ),
    "dialogue.use_of_results": Guide(
        _("Dialogue: how the results are used"),
        hint=_("Who gets them, in which meeting are they taken up, and what is the next step?"),
        criterion=_("It names a body and a month."),
    ),
    "dialogue.follow_up": Guide(
        _("Dialogue: how it is followed up"),
        hint=_("Count who came against whom you wanted to reach, and ask them how it was."),
    ),
    "dialogue.success": Guide(
        _("Dialogue: how you will know"),
        example=_("Thirty people under 25 have taken part, and at least one of their proposals is tried this year."),
    ),
    "dialogue.formal_link": Guide(
        _("Dialogue: formal link"),
        hint=_(
            "If a plan or another procedure in law is about the same matter, people must know that this is something "
            "else. The public page says so in fixed words."
        ),
    ),
    "dialogue.formal_from": Guide(
        _("Dialogue: official time"),
        hint=_(
            "The review of a detailed plan usually lasts at least two weeks, that of a comprehensive plan two months. "
            "Check with the municipality's lawyer."
        ),
    ),
    "dialogue.official_channel": Guide(
        _("Dialogue: where formal views are sent"),
        hint=_("Postal address and e-mail address of the office, with what to write on it."),
        example=_("The urban planning office, by post or e-mail. Write the registry number of the plan."),
    ),
    "influence.question": Guide(
        _("What can be influenced: the question"),
        hint=_("One thing at a time, worded so that the answer makes a difference."),
        example=_("Where shall the benches stand?"),
    ),
    "influence.state": Guide(
        _("What can be influenced: is it open?"),
        hint=_("Write down also what is decided: people ask about it, and trust you more if you say so."),
    ),
    "influence.limits": Guide(
        _("What can be influenced: limits"),
        example=_("Number and kind are decided, the places are not. They must not stand in the way of the ambulance."),
    ),
    "influence.decided_by": Guide(
        _("What can be influenced: who decides"),
        hint=_("Often not the one who invites. People want to know who it is."),
    ),
    "target_group.name": Guide(
        _("Group to reach: which"),
        hint=_("A group, never persons. The more exactly, the easier to reach."),
        example=_("Mothers of small children who have not lived here for long"),
    ),
    "target_group.hindrance": Guide(
        _("Group to reach: what hinders them"),
        hint=_("Time, language, trust, stairs, childcare, fear of being seen? Ask them."),
        example=_("The meetings are in the evening, when they put the children to bed."),
    ),
    "target_group.removal": Guide(
        _("Group to reach: how you remove it"),
        example=_("We come to the open preschool in the morning, with an interpreter."),
    ),
}

PLAN_PARENTS = {"influence": "dialogue", "target_group": "dialogue"}
