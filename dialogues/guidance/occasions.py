"""Guidance for the questions about an occasion; a key is the form's name and the field's."""

from django.utils.translation import gettext_lazy as _

from programmes.guidance import Guide

OCCASIONS: dict[str, Guide] = {
    "page.occasion": Guide(
        _("An occasion: when, where and how people meet"),
        hint=_(
            "Choose time and place by those you want to meet, not by your own diary. Whoever has to cross town in the "
            "evening, find a sitter or enter the town hall may stay at home, and you will not notice who is missing."
        ),
        criterion=_("Somebody who has never been to a municipal meeting can tell from the invitation what to expect."),
    ),
    "occasion.kind": Guide(
        _("Occasion: kind"),
        hint=_("A stand or a walk reaches people who do not go to meetings. A survey goes on for days."),
    ),
    "occasion.title": Guide(
        _("Occasion: title"),
        hint=_("Only when several occasions of the dialogue must be told apart."),
        example=_("For those who live in Norra gården"),
    ),
    "occasion.day": Guide(
        _("Occasion: day"),
        hint=_("Look also at school holidays, feasts of several faiths, and what else happens in the area that day."),
    ),
    "occasion.last_day": Guide(_("Occasion: last day"), hint=_("For a survey, or what goes on for several days.")),
    "occasion.begins": Guide(
        _("Occasion: when it begins"),
        hint=_("Leave both times empty as long as only the day is known. Then the day alone is shown."),
    ),
    "occasion.address": Guide(
        _("Occasion: address and way there"),
        hint=_("Say which entrance, where the bus stops and where one can park, also with a permit."),
        example=_("Storgatan 4, the entrance from the yard. Bus 3 to Torget, 100 metres on level ground."),
        criterion=_("Somebody who comes for the first time finds it in the dark."),
    ),
    "occasion.neutrality": Guide(
        _("Occasion: whose ground it is"),
        hint=_("Every place belongs to somebody. Note who feels at home there and who does not. Only you see it."),
        example=_("The congregation hall: most know it, some would not enter. Therefore also a stand at the square."),
    ),
    "occasion.facilitator": Guide(
        _("Occasion: who leads"),
        hint=_("The more people disagree, the more it matters that whoever leads has nothing to win or lose."),
        example=_("A facilitator from the neighbouring municipality"),
        criterion=_("Those who disagree most all trust whoever leads."),
    ),
    "occasion.note_taker": Guide(
        _("Occasion: who takes notes"),
        hint=_("Somebody other than whoever leads. Agree how people's own words are kept."),
        example=_("Somebody from the library, not from the planning office"),
    ),
    "occasion.agenda": Guide(
        _("Occasion: what happens"),
        hint=_("Everyone sees it. Begin with what can be influenced and what cannot, end with when people hear back."),
        criterion=_("More than half of the time is for those who come."),
        example=_("18.00 coffee. 18.15 what can be influenced. 18.30 talk at the tables. 19.40 what happens now."),
    ),
    "occasion.material": Guide(
        _("Occasion: what you must bring"),
        hint=_("Your own list. Think of those who would rather draw than write."),
        example=_("A large map, pens, notes in three colours, a sign for each table"),
    ),
    "occasion.step_free": Guide(
        _("Occasion: step-free"),
        hint=_("From the stop and the car park to the seat and the toilet. Go there and look before you answer yes."),
    ),
    "occasion.interpreter": Guide(
        _("Occasion: interpreter"),
        hint=_("If you say “if you ask for it”, say below how one asks and by when."),
    ),
    "occasion.childcare": Guide(
        _("Occasion: childcare"), hint=_("With it parents of small children can come, both of them.")
    ),
    "occasion.food": Guide(
        _("Occasion: food and drink"),
        hint=_("Eating together makes people stay and talk. Say if there is something for everyone."),
        example=_("Soup and coffee, also vegetarian"),
    ),
    "occasion.cost": Guide(_("Occasion: what it costs"), hint=_("Write “nothing”; people wonder.")),
    "occasion.support_how": Guide(
        _("Occasion: how to ask for what one needs"),
        hint=_("A function with telephone and e-mail, since not everyone can use both."),
        example=_("Call the contact centre, 0123-45 67 89, or write to dialog@example.org"),
    ),
    "occasion.capacity": Guide(
        _("Occasion: number of places"),
        hint=_(
            "Counts people, not registrations. Leave it empty when there is room for all who come. When it is full, "
            "people join a waiting list that moves by itself; a party that does not fit is passed over until it does."
        ),
    ),
    "occasion.registration_until": Guide(
        _("Occasion: last day to sign up"),
        hint=_("Leave it empty to let people sign up until it begins."),
    ),
    "occasion.keep_days": Guide(
        _("Occasion: how long addresses are kept"),
        hint=_("No longer than you need them, for example to send the answer. Those who sign up are told the day."),
    ),
    "occasion.plan_b": Guide(
        _("Occasion: plan B"),
        hint=_("What happens in rain, or when the facilitator falls ill. Everyone sees it."),
        example=_("In heavy rain we meet in the school's dining hall instead."),
    ),
    "occasion.place": Guide(
        _("Occasion: place"),
        hint=_("One of the places that are described here. Otherwise the address is enough."),
    ),
    "occasion.online_url": Guide(
        _("Occasion: link"),
        hint=_("It opens at once, without an account. Try it on a phone."),
    ),
    "occasion.is_impartial": Guide(
        _("Occasion: impartial"),
        hint=_("Somebody who neither wins nor loses by what is said."),
    ),
    "occasion.method": Guide(
        _("Occasion: method"),
        hint=_("If this occasion uses one of the methods in the plan. What it needs can be taken from there."),
    ),
    "occasion.toilet": Guide(
        _("Occasion: toilet"),
        hint=_("One that can be used with a wheelchair, on the same floor."),
    ),
    "occasion.hearing_loop": Guide(
        _("Occasion: hearing loop"),
        hint=_("Try it before people come, and say where to sit."),
    ),
    "occasion.sign_language": Guide(
        _("Occasion: sign language"),
        hint=_("Book in good time, there are few interpreters."),
    ),
    "occasion.interpreter_languages": Guide(
        _("Occasion: languages interpreted"),
        hint=_("Only those for which you have booked an interpreter."),
        example=_("Arabic and Somali"),
    ),
    "occasion.quiet_space": Guide(
        _("Occasion: quiet place"),
        hint=_("A room to rest in, for those who grow tired of noise and many people."),
    ),
    "occasion.support_until": Guide(
        _("Occasion: last day to ask for support"),
        hint=_("As late as you still have time to arrange it."),
    ),
    "occasion.needs_registration": Guide(
        _("Occasion: registration"),
        hint=_("Only if you must know how many come. Having to sign up makes some stay at home."),
    ),
    "occasion.ends": Guide(
        _("Occasion: when it ends"),
        hint=_("Keep to it. Those who have children to fetch must be able to trust it."),
    ),
}
