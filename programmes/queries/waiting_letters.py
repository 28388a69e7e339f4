"""What the notice about waiting things says; the words are made when it is read or sent."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kraftsamling.notices.kinds import NoticeKind
from kraftsamling.notices.models import Notice
from kraftsamling.shared.mail import Letter, absolute_url
from programmes.models import Programme
from programmes.queries.waiting import Told, tell_causes, waiting_lines

WAITING = "programmes.waiting"


def write_waiting(notices: Sequence[Notice]) -> dict[int, Letter]:
    """Return letters that count what waits; names of contacts and agreements stay in the programme.

    What is public anyway, such as a promise, is told with the address of its page.
    """
    programmes = Programme.objects.current().in_bulk([notice.programme_id for notice in notices])
    told = tell_causes(cause for notice in notices for cause in notice.context["causes"])
    return {
        notice.pk: _write(programmes[notice.programme_id], notice, told)
        for notice in notices
        if notice.programme_id in programmes
    }


def _write(programme: Programme, notice: Notice, told: Mapping[str, Told]) -> Letter:
    # Several who are to be called about one occasion are one line.
    own = dict.fromkeys(told[cause] for cause in notice.context["causes"] if cause in told)
    counts = Counter(cause.partition(":")[0] for cause in notice.context["causes"])
    return Letter(
        title=_("This waits for you in %(name)s") % {"name": programme.name},
        paragraphs=(
            *(f"{line.text}." for line in waiting_lines(programme, counts)),
            *(f"{one.text}\n{one.url}" for one in own),
        ),
        url=absolute_url("overview:my_page") + "#waiting",
        link_label=_("See what waits for you"),
    )


NOTICES = (NoticeKind(WAITING, gettext_lazy("Something waits for you in a programme"), write_waiting),)
