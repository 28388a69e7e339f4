"""The programme's own menu on work pages, and the pages of each part of it."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from programmes.queries.programmes import WorkProgramme
from programmes.roles import Permission

# The first page of a part is the one that the menu leads to. (key, label, address, permission)
_Page = tuple[str, str | Promise, str, Permission]
_VIEW = Permission.VIEW
_PARTS: dict[str, tuple[str | Promise, list[_Page]]] = {
    "overview": (
        _("Overview"),
        [
            ("start", _("Start"), "programmes:programme_detail", _VIEW),
            ("glance", _("At a glance"), "overview:glance", _VIEW),
            ("calendar", _("Calendar"), "overview:calendar", _VIEW),
            ("handover", _("Handing over"), "programmes:handover_list", _VIEW),
        ],
    ),
    "planning": (
        _("Planning"),
        [
            ("timeline", _("Phases"), "programmes:programme_planning", _VIEW),
            ("goal", _("Goals"), "programmes:goal_list", _VIEW),
            ("structure", _("What lives on"), "programmes:structure_list", _VIEW),
            ("communication", _("Communication"), "programmes:communication_list", _VIEW),
            ("facts", _("Basic facts"), "programmes:programme_facts", _VIEW),
        ],
    ),
    "knowledge": (
        _("Knowledge"),
        [
            ("all", _("Everything"), "programmes:knowledge_list", _VIEW),
            ("picture", _("Problem pictures"), "programmes:picture_list", _VIEW),
            ("challenge", _("Challenges"), "programmes:challenge_list", _VIEW),
            ("asset", _("Assets"), "programmes:asset_list", _VIEW),
            ("source", _("Sources"), "programmes:source_list", _VIEW),
            ("story", _("Stories"), "programmes:story_list", _VIEW),
            ("lesson", _("Lessons"), "programmes:lesson_list", _VIEW),
            ("place", _("Places"), "programmes:place_list", _VIEW),
        ],
    ),
    "dialogues": (
        _("Dialogues"),
        [
            ("dialogue", _("Dialogues"), "dialogues:dialogue_list", _VIEW),
            ("contribution", _("Contributions"), "dialogues:contribution_list", Permission.EDIT_DIALOGUES),
            ("promise", _("Promises"), "dialogues:promise_list", _VIEW),
            ("method", _("Methods"), "dialogues:method_list", _VIEW),
        ],
    ),
    "actors": (
        _("Actors"),
        [
            ("actor", _("Actors"), "programmes:actor_list", _VIEW),
            ("contact", _("Contacts"), "programmes:contact_list", _VIEW),
            ("agreement", _("Agreements"), "programmes:agreement_list", _VIEW),
        ],
    ),
    "leadership": (
        _("Leadership"),
        [
            ("body", _("Groups"), "programmes:body_list", _VIEW),
            ("decision", pgettext_lazy("menu", "Decisions"), "programmes:decision_list", _VIEW),
            ("responsibility", _("Functions"), "programmes:responsibility_list", _VIEW),
        ],
    ),
    "map": (
        _("Process map"),
        [
            ("notes", _("Notes"), "programmes:map_note_list", _VIEW),
            ("looks", _("How it looks"), "overview:map_looks", Permission.EDIT_MAP),
            ("window", _("Shop window"), "overview:shop_window_setup", _VIEW),
            ("sharing", _("Elsewhere"), "overview:map_sharing", _VIEW),
        ],
    ),
    "documents": (_("Documents"), [("all", _("Documents"), "documents:document_list", _VIEW)]),
    "roles": (_("Roles"), [("all", _("Roles"), "programmes:role_list", Permission.MANAGE_ROLES)]),
    "log": (_("Event log"), [("all", _("Event log"), "programmes:log_list", Permission.VIEW_LOG)]),
}
# These stand behind "More", so that the parts where the work is done share one row.
_SELDOM_USED = {"roles", "log"}


def programme_nav(work: WorkProgramme, current: str = "", *, seldom_used: bool = False) -> list[dict]:
    """Return the menu entries the person may open, as {label, url, is_current}; ``current`` is a key of the menu.

    Those behind "More" when ``seldom_used``, else the others.
    """
    part = current.partition(".")[0]
    return [
        {"label": label, "url": reverse(pages[0][2], args=[work.programme.slug]), "is_current": key == part}
        for key, (label, pages) in _PARTS.items()
        if (key in _SELDOM_USED) is seldom_used and work.access.can(pages[0][3])
    ]


def section_nav(work: WorkProgramme, current: str) -> list[dict]:
    """Return the pages of the part that ``current`` ("knowledge.asset") lies in; nothing when there is only one."""
    part, _dot, key = current.partition(".")
    _label, pages = _PARTS.get(part, ("", []))
    entries = [
        {"label": label, "url": reverse(name, args=[work.programme.slug]), "is_current": own == key}
        for own, label, name, permission in pages
        if work.access.can(permission)
    ]
    return entries if len(entries) > 1 else []


def programme_context(work: WorkProgramme, current: str = "", **extra) -> dict:
    """Return what every work page of a programme needs, with ``extra`` added."""
    return {
        "programme": work.programme,
        "access": {permission.value: True for permission in work.access.permissions},
        "programme_nav": programme_nav(work, current),
        "programme_more": programme_nav(work, current, seldom_used=True),
        "is_in_more": current.partition(".")[0] in _SELDOM_USED,
        "section_nav": section_nav(work, current),
        "section_label": _PARTS[current.partition(".")[0]][0] if current else "",
        **extra,
    }
