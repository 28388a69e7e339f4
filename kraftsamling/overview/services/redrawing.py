"""What follows a change of what is public on a process map: it is drawn anew, and the day's map is kept."""

import datetime as dt
from collections.abc import Callable
from copy import deepcopy

from django.conf import settings
from django.db import transaction
from django.utils import translation

from kraftsamling.jobs.services import enqueue
from kraftsamling.overview.map import snapshots
from kraftsamling.overview.map.drawings import forget_drawings
from kraftsamling.overview.map.page import embedded_context, map_context
from kraftsamling.overview.map.pictures import share_picture
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.overview.map.window import draw_window
from kraftsamling.overview.models import MapSnapshot
from kraftsamling.shared import clock, public_pages, records
from kraftsamling.shared.models import Versioned
from programmes.models import Programme
from programmes.processmap.items import ProcessMap
from programmes.queries.map_items import Audience
from programmes.queries.programmes import public_programmes

REDRAW = "overview.redraw"


def queue_redraw(scopes: tuple[str, ...]) -> None:
    """Have the maps in these scopes drawn anew; called in the transaction that changes what is public."""
    wanted = [scope for scope in scopes if scope != public_pages.SITE]
    if not wanted:
        return
    versions = public_pages.get_versions(tuple(wanted))
    for programme_id in public_programmes().values_list("pk", flat=True):
        scope = public_pages.programme_scope(programme_id)
        if scope in wanted:
            arguments = {"programme_id": programme_id, "version": versions[scope]}
            enqueue(REDRAW, arguments, key=f"{REDRAW}:{programme_id}:{versions[scope]}")


def redraw(programme_id: int, *, version: int) -> None:
    """Draw what is asked for most of a public map, so that nobody need wait, and keep the map of today.

    Nothing is done when the content has changed again since ``version``: another job draws that.
    """
    scope = public_pages.programme_scope(programme_id)
    programme = public_programmes().filter(pk=programme_id).select_related("municipality").first()
    if programme is None or public_pages.get_versions((scope,)).get(scope, 0) != version:
        return
    # First: that a day's map is kept must not hang on whether it can be drawn.
    take_snapshot(programme, on=clock.today())
    forget_drawings(programme_id)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            process_map = build_process_map(programme, audience=Audience.PUBLIC, on=clock.today())
            map_context(process_map, programme, keep=True)
            share_picture(programme, process_map)
            if programme.municipality.embedding_sites:
                embedded_context(process_map, programme)
            draw_window(programme, process_map)


def queue_redraw_of_all() -> None:
    """Have every public map drawn anew: a new day may show other stations as done, as going on, or as late.

    Each by a job of its own, so that one that cannot be drawn does not keep the others from it.
    """
    versions, today = public_pages.get_versions(), clock.today()
    for programme_id in public_programmes().values_list("pk", flat=True):
        version = versions.get(public_pages.programme_scope(programme_id), 0)
        arguments = {"programme_id": programme_id, "version": version}
        enqueue(REDRAW, arguments, key=f"{REDRAW}:{programme_id}:{version}:{today.isoformat()}")


def take_snapshot(
    programme: Programme, *, on: dt.date, as_of: Callable[[ProcessMap], ProcessMap] | None = None
) -> MapSnapshot | None:
    """Keep how the programme's public map looks on a date, unless it looks as it did before; return what is kept.

    Taken again on the same day, the later one counts. ``as_of`` changes the map before it is kept (for examples).
    """
    content = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            process_map = build_process_map(programme, audience=Audience.PUBLIC, on=on)
            content[language] = snapshots.as_content(as_of(process_map) if as_of else process_map)
    kept = MapSnapshot.objects.filter(programme=programme)
    with transaction.atomic():
        before = kept.filter(day__lt=on).order_by("-day").first()
        if before is not None and before.content == content:
            kept.filter(day=on).delete()
            return None
        snapshot, _created = MapSnapshot.objects.update_or_create(
            programme=programme, day=on, defaults={"content": content}
        )
    return snapshot


def remove_redacted(record: Versioned, removed: dict[str, str]) -> None:
    """Remove the words of a redacted record from all earlier maps and all drawings; called by redaction.

    The rows are held until the commit: of two redactions at once, the later one must not write back what the other
    removed.
    """
    if not removed:
        return
    programme_id = record.pk if isinstance(record, Programme) else getattr(record, "programme_id", None)
    within = {} if programme_id is None else {"programme_id": programme_id}
    note = records.removal_note()
    kept = MapSnapshot.objects.filter(**within) if snapshots.can_hold(record) else MapSnapshot.objects.none()
    for snapshot in kept.select_for_update().order_by("pk"):
        before = deepcopy(snapshot.content)
        for content in snapshot.content.values():
            snapshots.remove_words(content, record, removed, note)
        if snapshot.content != before:
            snapshot.save(update_fields=["content"])
    programmes = [programme_id] if programme_id else list(Programme.objects.values_list("pk", flat=True))
    transaction.on_commit(lambda: forget_drawings(*programmes))
