"""Guidance for the questions about those who take part; a key is the form's name and the field's."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance.guides import Guide

ACTORS: dict[str, Guide] = {
    "actor.role": Guide(
        _("Organisation: role"),
        hint=_("What it does in the programme at present; it may change."),
    ),
    "actor.mandate": Guide(
        _("Organisation: mandate"),
        hint=_("What may its representative promise at the table, and what must be taken home first?"),
        example=_("May give a room and two hours a week. Money is decided by its board."),
    ),
    "actor.resources": Guide(
        _("Organisation: what it brings in"),
        hint=_("Time, money, premises, knowledge, trust. Trust is often the most valuable."),
    ),
    "actor.needs": Guide(
        _("Organisation: what it needs"),
        hint=_("What must change for it to be able to act differently? Ask; do not guess."),
        example=_("A decision before August, since staff are scheduled then."),
    ),
    "contact.function": Guide(
        _("Contact: function"),
        hint=_("The function is what the next one in turn will look for."),
    ),
    "contact.keeper": Guide(
        _("Contact: who keeps it"),
        hint=_("One of you, so that the same person calls each time."),
    ),
    "contact.next_step": Guide(
        _("Contact: next step"),
        hint=_("What have you promised each other?"),
        example=_("Send the drawing before the board meets"),
    ),
    "contact_event.note": Guide(
        _("Being in touch: what it was about"),
        hint=_("A sentence about the matter and what was promised."),
    ),
    "agreement.purpose": Guide(
        _("Agreement: purpose"),
        hint=_("Why do you need an agreement? If you would manage without one, perhaps you should."),
    ),
    "agreement.resources": Guide(
        _("Agreement: what each party brings"),
        hint=_("Also what costs nothing: a key, an evening, a name."),
        example=_("The association opens the lab four evenings. The municipality pays the rent."),
    ),
    "agreement.termination": Guide(
        _("Agreement: how it ends"),
        hint=_("How is it prolonged, who says so, and how long before?"),
    ),
    "body.task": Guide(
        _("Body: task"),
        hint=_("What may the group settle itself, and what does it lift to whom?"),
        example=_("Takes a position on priorities. Money over one post goes to the board."),
    ),
    "body.meets": Guide(
        _("Body: how often it meets"),
        hint=_("Often enough that a conflict need not wait."),
    ),
    "body.reports_to": Guide(
        _("Body: lifts matters to"),
        hint=_("Where does a matter go that the group cannot settle?"),
    ),
    "membership.function": Guide(
        _("Member: function"),
        hint=_("The function is why the person sits there."),
    ),
    "membership.may_decide": Guide(
        _("Member: may take part in what is settled"),
        hint=_("Untick for those who are there to tell, listen or write."),
    ),
    "decision.type": Guide(
        _("Decision: by which mandate"),
        hint=_("Who had the right to settle it? A steering group takes a position; a board or a delegate decides."),
    ),
    "decision.title": Guide(
        _("Decision: title"),
        hint=_("What became of it, in a few words."),
        example=_("The lab stays open for another year"),
    ),
    "decision.reasons": Guide(
        _("Decision: reasons"),
        hint=_("Why this and not the other thing? People accept more easily what they can follow."),
    ),
    "decision.binds_across": Guide(
        _("Decision: binds across boards"),
        hint=_("Tick if money or duties of more than one board are bound. A formal decision must then carry it."),
    ),
    "decision.carried_by": Guide(
        _("Decision: formal decision that carries it"),
        hint=_("The decision of a board or delegate that makes the position hold."),
    ),
    "responsibility.function": Guide(
        _("Function: name"),
        hint=_("Name the task, not the person. The function stays when people change."),
    ),
}
