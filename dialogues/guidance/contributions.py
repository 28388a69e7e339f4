"""Guidance for noting what people say, and for reading it before it is shown."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance import Guide

CONTRIBUTIONS: dict[str, Guide] = {
    "page.contribution": Guide(
        _("Contributions"),
        hint=_(
            "Let criticism come first, and welcome it: ideas come easier afterwards. Note what was said so that "
            "whoever said it would know it again. Somebody reads it before it is shown to everyone."
        ),
        criterion=_("Those who were there recognise what they said, also when they did not agree with one another."),
    ),
    "contribution.text": Guide(
        _("Contribution: what was said"),
        hint=_(
            "One matter in each note, in their words. Write about what is needed, and leave out names and what points "
            "somebody out."
        ),
        example=_("The bench by the bus stop is too low to rise from when you have a bad knee."),
    ),
    "contribution.speaks_for": Guide(
        _("Contribution: whom it speaks for"),
        hint=_("Whoever speaks for many is not counted as one voice. Say whom they speak for."),
        example=_("The tenants’ association on the Hill"),
    ),
    "contribution.people": Guide(
        _("Contribution: how many stand behind it"),
        hint=_("Those who said it together, or the names on the list. Rather nothing than a number that looks exact."),
    ),
    "contribution.age_group": Guide(
        _("Contribution: age"),
        hint=_("Only if they said so, or as your guess. What the young said is read with special care."),
    ),
}
