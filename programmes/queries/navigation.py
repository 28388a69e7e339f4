"""The programme's own menu on work pages."""

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.queries.programmes import WorkProgramme
from programmes.roles import Permission

_ENTRIES = [
    ("overview", "programmes:programme_detail", Permission.VIEW),
    ("planning", "programmes:programme_planning", Permission.VIEW),
    ("map", "programmes:map_note_list", Permission.VIEW),
    ("documents", "documents:document_list", Permission.VIEW),
    ("roles", "programmes:role_list", Permission.MANAGE_ROLES),
    ("log", "programmes:log_list", Permission.VIEW_LOG),
]


def programme_nav(work: WorkProgramme, current: str = "") -> list[dict]:
    """Return the menu entries the person may open, as {label, url, is_current}; ``current`` is a key of the menu."""
    labels = {
        "overview": _("Overview"),
        "planning": _("Planning"),
        "map": _("Process map"),
        "documents": _("Documents"),
        "roles": _("Roles"),
        "log": _("Event log"),
    }
    return [
        {"label": labels[key], "url": reverse(name, args=[work.programme.slug]), "is_current": key == current}
        for key, name, permission in _ENTRIES
        if work.access.can(permission)
    ]


def programme_context(work: WorkProgramme, current: str = "", **extra) -> dict:
    """Return what every work page of a programme needs, with ``extra`` added."""
    return {
        "programme": work.programme,
        "access": {permission.value: True for permission in work.access.permissions},
        "programme_nav": programme_nav(work, current),
        **extra,
    }
