"""Where occasions show outside the dialogues: among everything in a programme that has a date."""

import datetime as dt

from django.utils.translation import gettext as _

from dialogues.enums import DialogueState, OccasionState
from dialogues.models import Occasion
from kraftsamling.shared.dates import ImpreciseDate
from programmes.models import Programme
from programmes.queries.calendar import CalendarItem


def occasion_days(programme: Programme, first: dt.date, last: dt.date) -> list[CalendarItem]:
    """Return the programme's occasions from ``first`` to ``last``, both included, by their first day; one query.

    What was called off is left out, as it is of everything else with a date.
    """
    occasions = (
        Occasion.objects.current()
        .filter(programme=programme, starts_at__date__lte=last, ends_at__date__gte=first)
        .exclude(state=OccasionState.CANCELLED)
        .exclude(dialogue__state=DialogueState.CANCELLED)
        .select_related("dialogue", "programme")
    )
    return [
        CalendarItem(
            occasion.day,
            occasion.day,
            str(ImpreciseDate(occasion.day)),
            _("%(dialogue)s: %(occasion)s") % {"dialogue": occasion.dialogue, "occasion": occasion},
            occasion.get_work_url(),
            "occasion",
            str(occasion.get_state_display()),
        )
        for occasion in occasions
    ]
