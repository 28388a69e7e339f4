"""Calendar files, as public as the pages that lead to them."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dialogues.queries.ics import calendar_occasions, write_calendar
from dialogues.queries.occasions import get_public_occasion
from kraftsamling.shared.public_pages import public_page
from programmes.views.public import find_public


def _calendar_file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@public_page
@require_safe
def occasion_ics(request: HttpRequest, slug: str, dialogue: str, pk: int) -> HttpResponse:
    programme, elsewhere = find_public(request, slug, "dialogues:occasion_ics", dialogue=dialogue, pk=pk)
    if elsewhere:
        return elsewhere
    occasion = get_public_occasion(programme, dialogue, pk)
    return _calendar_file(write_calendar([occasion]), f"{dialogue}-{pk}")


@public_page
@require_safe
def dialogue_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that one can take part in in a programme, for calendars that ask again by themselves."""
    programme, elsewhere = find_public(request, slug, "dialogues:dialogue_calendar")
    if elsewhere:
        return elsewhere
    name = _("Dialogues in %(programme)s") % {"programme": programme.name}
    return _calendar_file(write_calendar(calendar_occasions(programme), name=name), programme.slug)
