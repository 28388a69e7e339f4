"""Guidance for the catalogue of methods, own cases and the advice; a key is the form's name and the field's."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance import Guide

METHODS: dict[str, Guide] = {
    "page.method": Guide(
        _("Methods"),
        hint=_(
            "A method is a tool. Choose it by what you want, how many you are, how well people know each other and "
            "what they know. No method helps if nobody wants to listen."
        ),
        criterion=_("You can say in one sentence why you use just this one."),
    ),
    "method.line": Guide(
        _("Method: in one line"),
        hint=_("What somebody who comes by would see happening."),
        example=_("Small tables, several rounds, and table hosts who carry the thoughts on."),
    ),
    "method.weaknesses": Guide(
        _("Method: weaknesses and risks"),
        hint=_("Write honestly what can go wrong. Those who choose the method need it more than praise."),
    ),
    "method.personal_data": Guide(
        _("Method: risks with personal data"),
        hint=_("Where could names, faces or small groups get into notes and pictures?"),
    ),
    "method.accessibility": Guide(
        _("Method: so that everyone can take part"),
        hint=_("Think of wheelchair, hearing, sight, language, tiredness, and of those who cannot read the text."),
    ),
    "page.method_case": Guide(
        _("Own cases of methods"),
        hint=_("Write it within a week. What did not work is worth most to the next one."),
    ),
    "method_case.how": Guide(
        _("Own case: how you did it"),
        hint=_("Place, number of people, weather, what you had with you."),
        example=_("A table outside the shop, two of us, three hours. A bowl of slips with one question."),
    ),
    "method_case.outcome": Guide(
        _("Own case: what came of it"),
        hint=_("What you learnt, and what changed because of it."),
    ),
    "method_case.differently": Guide(
        _("Own case: what you would do differently"),
        criterion=_("Somebody who was not there can do it better next time."),
    ),
    "page.advice": Guide(
        _("Advice on a dialogue"),
        hint=_(
            "The advice is made of simple rules from the handbook and from practice. It does not know your area. If "
            "you know better, choose otherwise and write why: it helps whoever comes after you."
        ),
    ),
}
