"""Guidance for the rows of a plan: what can be influenced, and the groups to reach."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance import Guide

ROWS: dict[str, Guide] = {
    "influence.question": Guide(
        _("What can be influenced: the question"),
        hint=_("One thing at a time, worded so that the answer makes a difference."),
        example=_("Where shall the benches stand?"),
        criterion=_("The answer can make something be done in another way."),
    ),
    "influence.place": Guide(
        _("What can be influenced: which place"),
        hint=_("When the dialogue is about several places, and this question about one of them only."),
    ),
    "influence.state": Guide(
        _("What can be influenced: is it open?"),
        hint=_("Write down also what is decided: people ask about it, and trust you more if you say so."),
        criterion=_("What is decided already is there too."),
    ),
    "influence.limits": Guide(
        _("What can be influenced: limits"),
        hint=_(
            "Of what is decided already: what is decided, as an answer to the question. Of what is open in part: what "
            "can be changed, and what cannot."
        ),
        example=_("Number and kind are decided, the places are not. They must not stand in the way of the ambulance."),
        criterion=_("It says how much, how many or how long."),
    ),
    "influence.decided_by": Guide(
        _("What can be influenced: who decides"),
        hint=_("Often not the one who invites. People want to know who it is."),
        criterion=_("It is those who decide, not those who prepare the matter."),
    ),
    "influence.decided_by_other": Guide(
        _("What can be influenced: who decides, if not a group here"),
        hint=_("Somebody outside the programme, such as the region or the housing company."),
        example=_("The housing company's board"),
    ),
    "influence.decided_on": Guide(
        _("What can be influenced: when it is decided"),
        hint=_("The meeting at which it is taken up; the month if you do not know the day."),
        criterion=_("It lies after the last conversation."),
    ),
    "target_group.name": Guide(
        _("Group to reach: which"),
        hint=_("A group, never persons. The more exactly, the easier to reach."),
        example=_("Mothers of small children who have not lived here for long"),
        criterion=_("You know where you can meet them."),
    ),
    "target_group.kind": Guide(
        _("Group to reach: what it is about"),
        hint=_("The advice uses it to see whether method, time and place suit the group."),
    ),
    "target_group.planned": Guide(
        _("Group to reach: how many"),
        hint=_("Then you can see afterwards whether you reached them."),
    ),
    "target_group.is_missing": Guide(
        _("Group to reach: usually missing"),
        hint=_("Think of your latest dialogues: who was not there?"),
    ),
    "target_group.hindrance": Guide(
        _("Group to reach: what hinders them"),
        hint=_("Time, language, trust, stairs, childcare, fear of being seen? Ask them."),
        example=_("The meetings are in the evening, when they put the children to bed."),
        criterion=_("Somebody in the group has said it."),
    ),
    "target_group.removal": Guide(
        _("Group to reach: how you remove it"),
        example=_("We come to the open preschool in the morning, with an interpreter."),
        criterion=_("It says what you do, not what they should do."),
    ),
}

ROW_PARENTS = {"influence": "dialogue", "target_group": "dialogue"}
