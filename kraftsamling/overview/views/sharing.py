"""Work page: how the process map gets onto other sites."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from programmes.permissions import can
from programmes.queries.municipality import embedding_sites
from programmes.queries.navigation import programme_context
from programmes.queries.programmes import get_work_programme
from programmes.roles import Permission

FRAME_HEIGHT = 900  # pixels: two rows of the ribbon and the head; the rest is scrolled to


@require_safe
def map_sharing(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what to copy onto another site: the link, a frame, and a picture that is always of today."""
    work = get_work_programme(request.user, slug)
    programme = work.programme
    paths = {
        name: reverse(f"overview:{view}", args=[slug])
        for name, view in (
            ("page", "process_map"), ("frame", "map_embedded"), ("svg", "map_svg"), ("png", "map_png"),
            ("share", "map_share_picture"),
        )
    }  # fmt: skip
    title = _("Process map of %(name)s") % {"name": programme.name}
    context = programme_context(
        work, "map.sharing",
        page_url=settings.PUBLIC_URL + paths["page"],
        frame_code=format_html(
            '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border: 0"></iframe>',
            settings.PUBLIC_URL + paths["frame"], title, FRAME_HEIGHT,
        ),
        picture_code=format_html(
            '<a href="{}"><img src="{}" alt="{}" style="width: 100%; height: auto"></a>',
            settings.PUBLIC_URL + paths["page"], settings.PUBLIC_URL + paths["svg"], title,
        ),
        svg_path=paths["svg"], png_path=paths["png"], share_path=paths["share"],
        sites=embedding_sites(programme.municipality),
        can_edit_sites=can(request.user, Permission.EDIT_MUNICIPALITY),
        is_public=bool(programme.published_at),
    )  # fmt: skip
    return render(request, "overview/map_sharing.html", context)
