"""Guidance for the questions that are asked otherwise where people are told something, and not asked."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance import Guide

INFORMATION: dict[str, Guide] = {
    "information.question": Guide(
        _("Information: in one sentence"),
        hint=_("The most important thing, as you would say it to a neighbour. Do not ask: nothing can be influenced."),
        example=_("The school yard is rebuilt this summer, and the gate to the park is closed until August."),
        criterion=_("Whoever reads nothing else knows what happens, where and when."),
    ),
    "information.summary": Guide(
        _("Information: what you tell"),
        hint=_("Two or three sentences: what happens, why, and what it means for those who live there."),
        example=_("The water pipes are old and are changed in March. The water is shut off for two nights."),
        criterion=_("A person of fifteen understands it at the first reading."),
    ),
    "information.why_it_matters": Guide(
        _("Information: why it matters to them"),
        hint=_("This stands on the public page. If you cannot say it, ask somebody in the area first."),
        example=_("You have no water for two nights, and the street is dug up where you park."),
        criterion=_("Somebody in the area has read it and recognises it."),
    ),
    "information.inviters": Guide(
        _("Information: who stands behind it"),
        hint=_(
            "Several may stand behind it as equals: two departments, a housing company, an association, the police."
        ),
        example=_("The technical office and the housing company"),
        criterion=_("All of them answer for what is told."),
    ),
    "information.organiser": Guide(
        _("Information: who spreads it"),
        hint=_("If somebody else than those who stand behind it spreads it, such as a consultant or an association."),
        example=_("A study association, on behalf of the municipality"),
    ),
    "information.challenges": Guide(
        _("Information: challenges"),
        hint=_("Which of the programme's challenges is it about?"),
    ),
    "information.phase": Guide(
        _("Information: phase"),
        hint=_("The phase of the programme in which you tell it."),
    ),
    "information.starts_on": Guide(
        _("Information: when it begins"),
        hint=_("When you begin to tell it."),
    ),
    "information.ends_on": Guide(
        _("Information: when it is over"),
        hint=_("When you have told it all."),
    ),
    "information.methods": Guide(
        _("Information: ways to tell"),
        hint=_("Several may be needed: those whom one does not reach are reached by another."),
        criterion=_("Whoever does not read letters is told in another way."),
    ),
    "information.preconditions": Guide(
        _("Information: what is decided"),
        hint=_(
            "Why it turned out so, also when it is not popular. It is not shown to residents: write what is decided, "
            "and by whom, as a row."
        ),
        example=_("The board decided in June. The pipes are from 1958 and have burst three times."),
        criterion=_("Nobody believes that it can still be changed."),
    ),
    "information.channels": Guide(
        _("Information: how people are told and can ask"),
        hint=_("Which channel for whom, in which language, and when? Say also where and when one can ask."),
        example=_("A letter in four languages to every home. Questions by telephone, and at the library on Tuesdays."),
        criterion=_("Whoever does not use the web is told too, and can ask."),
    ),
    "information.facts_by": Guide(
        _("Information: who answers questions"),
        hint=_("A function that knows the matter and is allowed to answer."),
        example=_("The project manager at the technical office"),
    ),
    "page.undertaking": Guide(
        _("Information: what you undertake to tell"),
        hint=_(
            "Those who are told something want to know when they hear more, also when nothing has changed. Undertake "
            "only what a function can answer for, and rather a little that is done than much that is not."
        ),
        example=_("Everyone on the street hears by 1 March on which nights the water is shut off."),
        criterion=_("A neighbour can tell what you will tell, to whom and by when."),
    ),
    "undertaking.to_whom": Guide(
        _("Information: whom you will tell more"),
        hint=_("Those whom it concerns, also those who have not asked."),
        example=_("Everyone who lives around the school yard"),
    ),
    "undertaking.what": Guide(
        _("Information: what you will tell later"),
        hint=_("How it goes, if something changes, and when it is done. Answers to what people have asked."),
        example=_("When the gate is opened again, and how the yard turned out"),
        criterion=_("Afterwards one can say yes or no to whether it was told."),
    ),
}
