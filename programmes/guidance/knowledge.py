"""Guidance for the questions about what the programme knows; a key is the form's name and the field's."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance.guides import Guide

KNOWLEDGE: dict[str, Guide] = {
    "picture.title": Guide(
        _("Problem picture: in one sentence"),
        hint=_("Write what the problem is, not which measure is missing."),
        example=_("Young people in the area do not feel welcome in what is there for them."),
        criterion=_("Nobody can solve it on their own."),
    ),
    "picture.statement": Guide(
        _("Problem picture: the whole"),
        hint=_("What happens, for whom, since when, and what keeps it going? Write also what you are unsure of."),
        criterion=_("Those it is about would say: yes, that is how it is."),
    ),
    "picture.took_part": Guide(
        _("Problem picture: who took part"),
        hint=_(
            "Co-creation needs time and somebody who leads the talk. Write groups and functions, and who was missing."
        ),
        example=_(
            "Twelve residents, four departments and the housing company, three evenings. The young came only to one."
        ),
    ),
    "basis.kind": Guide(
        _("Basis: kind"),
        hint=_("Try to have all four. Figures show how many, stories show how it is."),
    ),
    "basis.text": Guide(
        _("Basis: what you build on"),
        hint=_("One thing at a time, with as much as somebody needs to judge it."),
        example=_("The field workers meet fewer than before at the square, more at the petrol station."),
    ),
    "challenge.title": Guide(
        _("Challenge: what it is"),
        hint=_("Write it as something to tackle, without the answer in it."),
        example=_("The path to the station feels unsafe after dark"),
    ),
    "challenge.description": Guide(
        _("Challenge: what it is about"),
        hint=_("Who is concerned, what has been tried, and where do views differ?"),
    ),
    "challenge.predictability": Guide(
        _("Challenge: how predictable"),
        hint=_("If you do something, can you tell what it leads to? 5: yes, others have done it. 1: nobody knows."),
    ),
    "challenge.agreement": Guide(
        _("Challenge: how agreed"),
        hint=_("Ask them before you choose."),
    ),
    "challenge.placed_why": Guide(
        _("Challenge: why you place it there"),
        hint=_("One sentence is enough; it helps when you look at it again in half a year."),
    ),
    "asset.title": Guide(
        _("Asset: what it is"),
        hint=_("Use the name that people in the area use."),
        example=_("The open leisure centre on Friday evenings"),
    ),
    "asset.description": Guide(
        _("Asset: why it matters"),
        hint=_("Whom does it reach, and what would happen if it went? Name functions and groups, not persons."),
    ),
    "asset.known_from": Guide(
        _("Asset: how you know"),
        hint=_("Who told you, or where did you see it?"),
        example=_("The walk with the pensioners' association"),
    ),
    "source.title": Guide(
        _("Source: title"),
        hint=_("As it stands on the source, so that others find it."),
    ),
    "source.summary": Guide(
        _("Source: what it says"),
        hint=_("Only what matters here, in your own words."),
    ),
    "source.caution": Guide(
        _("Source: what to be careful about"),
        hint=_("How many answered, which area is meant, what changed in how it was measured?"),
        example=_("Forty answers; the year groups change."),
    ),
    "source.url": Guide(
        _("Source: web address"),
        hint=_("The page that the figure stands on, not the first page of the site."),
    ),
    "figure.value": Guide(
        _("Figure"),
        hint=_("Write it as the source does, with its unit. Do not make it more exact than it is."),
        example=_("just over 3 000"),
    ),
    "figure.comparison": Guide(
        _("Figure: compared with"),
        hint=_("The same thing elsewhere or earlier. Without it a figure says little."),
    ),
    "story.title": Guide(
        _("Story: title"),
        hint=_("What would the teller say that it is about?"),
    ),
    "story.text": Guide(
        _("Story: the text"),
        hint=_("Keep the teller's own words and order. Leave out what points at somebody else."),
    ),
    "story.teller": Guide(
        _("Story: who tells it"),
        hint=_("As the teller wants to be called. A first name or “a neighbour” is enough."),
    ),
    "story.consent": Guide(
        _("Story: consent"),
        hint=_("Ask first, show the finished text, and say that the consent may be taken back at any time."),
    ),
    "story.consent_note": Guide(
        _("Story: what was agreed"),
        hint=_(
            "Where may it be shown, with or without a picture, and for how long? For a child both guardians are asked."
        ),
    ),
    "lesson.title": Guide(
        _("Lesson: in one sentence"),
        hint=_("Write it as advice to the next one."),
        example=_("Ask the caretaker before you move the bench"),
    ),
    "lesson.came_from": Guide(
        _("Lesson: where it came from"),
        hint=_("What happened? A lesson with its story is remembered."),
    ),
    "lesson.who_should_know": Guide(
        _("Lesson: who should know"),
        hint=_("Who meets the same thing next, here or in another department?"),
    ),
    "lesson.what_changed": Guide(
        _("Lesson: what changed"),
        hint=_("What do you do differently now? If nothing, leave it empty and come back."),
        criterion=_("It can be seen in what you do, not only in what you say."),
    ),
    "place.name": Guide(
        _("Place: name"),
        hint=_("The name that is used when people meet there."),
        example=_("The Hill behind the school"),
    ),
    "place.other_names": Guide(
        _("Place: also called"),
        hint=_("What the young, the old or the map call it. Search finds these too."),
    ),
}
