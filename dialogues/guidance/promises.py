"""Guidance for the questions about a promise of an answer."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance import Guide

PROMISES: dict[str, Guide] = {
    "page.promise": Guide(
        _("Promises"),
        hint=_(
            "Those who took part are to hear what came of it, also when the answer is no. Promise only what a function "
            "can answer for, and rather a modest promise that is kept."
        ),
        example=_("Everyone who came to the square hears by 1 June what we will do about the light, and why."),
        criterion=_("A neighbour who was not there can tell what was promised, to whom and by when."),
    ),
    "promise.to_whom": Guide(
        _("Promise: to whom"),
        hint=_("Those who took part, and those it concerns who did not."),
        example=_("Everyone who lives around the square"),
    ),
    "promise.what": Guide(
        _("Promise: what"),
        hint=_("What you heard, what happens with it, and what does not. Do not promise a result that others decide."),
        example=_("Which of your proposals go on to the board, which do not, and why"),
        criterion=_("Afterwards one can say yes or no to whether it was kept."),
    ),
    "promise.channels": Guide(
        _("Promise: how"),
        hint=_(
            "Answer where people already are. Who did not come through a web page will not read one. If you choose "
            "several ways, the answer comes in all of them."
        ),
    ),
    "promise.channel_note": Guide(
        _("Promise: where, more exactly"), example=_("In the stairwells of Björkgatan 2 to 18")
    ),
    "promise.due_on": Guide(
        _("Promise: by which day"),
        hint=_(
            "Count with holidays and with those who must decide. The day itself is still in time, the next is late."
        ),
    ),
    "promise.condition": Guide(
        _("Promise: what must happen first"),
        hint=_("For an answer that hangs on something you do not rule over. Go on from “when”: the page says “When …”. "
               "It never stands without a day to be in touch."),
        example=_("the board has decided on the budget"),
    ),
    "promise.next_message_on": Guide(
        _("Promise: when you are in touch again"),
        hint=_("On that day people hear how it goes, also when there is nothing new to tell."),
    ),
    "promise.responsible": Guide(
        _("Promise: who answers for it"),
        hint=_("The function is reminded 14 and 3 days before and when it is late; after a week the process leaders "
               "too."),
    ),
    "promise.change_reason": Guide(
        _("Promise: why it was changed"),
        hint=_("Say it as you would to those who waited for the answer."),
        example=_("The board put the matter off until September."),
    ),
}  # fmt: skip
