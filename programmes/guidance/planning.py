"""Guidance for the questions about what is planned; a key is the form's name and the field's."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance.guides import Guide

PLANNING: dict[str, Guide] = {
    "goal.title": Guide(
        _("Goal: the goal itself"),
        hint=_("Write how it is when you have got there, in words that are used in the area."),
        example=_("Everyone who wants to has somebody to eat lunch with."),
        criterion=_("It can be read aloud in the stairwell."),
    ),
    "goal.description": Guide(
        _("Goal: what it means"),
        hint=_("Say for whom it matters and what is not meant by it."),
    ),
    "goal.known_by": Guide(
        _("Goal: how it is seen"),
        hint=_("A sign that can be seen or asked about; it need not be a number."),
        example=_("Young people say that they dare walk home. We ask in class 8 each autumn."),
    ),
    "goal.serves": Guide(
        _("Goal: what it serves"),
        hint=_("Choose one or more. A part-goal that serves nothing may be an activity."),
    ),
    "goal.problem_picture": Guide(
        _("Goal: problem picture"),
        hint=_("When the problem picture is replaced, you will be asked whether the goal still holds."),
    ),
    "goal.revision_reason": Guide(
        _("Goal: why it was changed"),
        hint=_("One sentence to the person who remembers the old wording."),
    ),
    "structure.name": Guide(
        _("What lives on: what it is"),
        hint=_("A habit, a place, a group, a way of working: something that would be missed."),
        example=_("The action plan that the departments make together each autumn"),
    ),
    "structure.owner": Guide(
        _("What lives on: who takes over"),
        hint=_("Leave it empty as long as nobody has said yes. It is then shown as missing, which is right."),
    ),
    "structure.owner_function": Guide(
        _("What lives on: function"),
        hint=_("A function, not a name: it holds also when people change."),
        example=_("Head of the district library"),
    ),
    "structure.budget_line": Guide(
        _("What lives on: how it is paid"),
        hint=_("Say where the money stands, or that there is none yet."),
        example=_("Half a post in the library's budget from 2028"),
    ),
    "structure.handover_on": Guide(
        _("What lives on: when"),
        hint=_("Leave time for going side by side, at least half a year."),
    ),
    "communication.audience": Guide(
        _("Communication: who is to know"),
        hint=_("Think also of those who never read the municipality's pages."),
        example=_("Those who live along the path, also those who rent for a short time"),
    ),
    "communication.message": Guide(
        _("Communication: what is told"),
        hint=_("The most important first. Say also what is not settled yet."),
    ),
    "communication.channel": Guide(
        _("Communication: channel"),
        hint=_("Choose the way that those concerned use already."),
    ),
    "communication.responsibility": Guide(
        _("Communication: who does it"),
        hint=_("Choose the function that does it, not the one that knows most."),
    ),
    "communication.note": Guide(
        _("Communication: how it went"),
        hint=_("What came back? A question that many ask belongs among the lessons."),
    ),
    "checklist_item.text": Guide(
        _("Checklist: what must be in place"),
        hint=_("Write it as something that is in place or not, so that everyone ticks it off for the same reason."),
        example=_("The three departments have said how much time each gives"),
    ),
    "checklist_item.responsibility": Guide(
        _("Checklist: responsible function"),
        hint=_("The one who asks for it, not necessarily the one who does it."),
    ),
    "checklist_item.due_on": Guide(
        _("Checklist: by when"),
        hint=_("A month or a season is enough."),
    ),
    "checklist_item.note": Guide(
        _("Checklist: note"),
        hint=_("Where it is to be found, or what is still missing."),
    ),
    "passage.reason": Guide(
        _("Phase taken up again: why"),
        hint=_("New knowledge, something that happened, or people who joined? Those who live there will read it."),
        example=_("The residents' walk showed that we had described the wrong problem."),
    ),
    "passage.outcome": Guide(
        _("Phase: what came of it"),
        hint=_("What is in place now, and what do you take along to the next time?"),
    ),
}
