"""Every address of the house, and what to put into its variable parts so that it leads to something there."""

from dataclasses import fields

from django.urls import get_resolver

from dialogues.queries.follow_codes import make_code
from kraftsamling.audit.models import AuditEntry
from tests.full_house import DAY_OF_EARLIER_MAP


def named_patterns(patterns=None, namespace: str = "", parts: tuple[str, ...] = ()) -> dict[str, list[str]]:
    """Return every address's name with the names of its variable parts."""
    found = {}
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        own = (*parts, *(getattr(entry.pattern, "converters", None) or entry.pattern.regex.groupindex))
        if hasattr(entry, "url_patterns"):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            found |= named_patterns(entry.url_patterns, inner, own)
        else:
            found[f"{namespace}:{entry.name}" if namespace else entry.name] = list(own)
    return found


# Where a record of the house can move to from the state it is in.
MOVES_TO = {
    "programmes:checklist_item_move": "in_place",
    "programmes:goal_move": "reached",
    "programmes:structure_move": "agreed",
    "programmes:communication_move": "done",
    "programmes:decision_move": "revoked",
    "programmes:handover_move": "cancelled",
    "programmes:agreement_move": "signed",
    "programmes:story_move": "in_review",
    "programmes:challenge_move": "tackled",
    "dialogues:occasion_move": "cancelled",
    "dialogues:dialogue_move": "compiling",
    "dialogues:promise_move": "kept",
}


def _leads_to(house) -> dict:
    """Return the row whose key stands in addresses by how their names begin; the longest beginning counts."""
    assignments = house.people["partner"].role_assignments
    keys = {
        "programmes:phase": house.programme.phases.first(),
        "programmes:log_reason": AuditEntry.objects.filter(programme_id=house.programme.pk).with_reason().first(),
        "programmes:municipality_log_reason": AuditEntry.objects.filter(programme_id=None).with_reason().first(),
        "programmes:figure_create": house.rows.source,
        "programmes:membership_create": house.rows.body,
        "programmes:role_revoke": assignments.get(),
        "programmes:people_role_revoke": house.people["programme_creator"].role_assignments.get(),
        "programmes:people_invitation": house.people_invitation,
        "programmes:invitation": house.invitation,
        "programmes:picture_basis": house.rows.basis,
        "programmes:picture_basis_create": house.rows.picture,
        "programmes:contact_event_create": house.rows.contact,
        "programmes:people": house.people["partner"],
        "programmes:organisation": house.organisation,
        "programmes:report": house.report,
        "programmes:retention": house.retention_class,
        "programmes:map_note": house.note,
        "documents:document": house.document,
        "programmes:handover_answer": house.rows.handover.answers.first(),
        "documents:file": house.file,
        "documents:attachment": house.rows.decision,
        "documents:attachment_detach": house.rows.attachment,
        "notices:notice": house.notice,
    }
    for app, rows in house.rows_by_app.items():
        keys |= {f"{app}:{part.name}": getattr(rows, part.name) for part in fields(rows)}
    return keys | _leads_to_dialogues(house.dialogues)


def _leads_to_dialogues(rows) -> dict:
    of_the_dialogue = (
        "influence_create", "invitation_detail", "text", "target_group_create", "promise_create", "advice",
        "occasion_create", "contribution_create", "theme_create",
    )  # fmt: skip
    keys = {f"dialogues:{name}": rows.dialogue for name in of_the_dialogue}
    return keys | {
        "dialogues:method_case_create": rows.method,
        "dialogues:participant": rows.occasion,
        "dialogues:registration_sign_up": rows.occasion,
    }


def arguments(house, name: str) -> dict:
    """Return what to put into the variable parts of the address, so that it leads to something in the house."""
    programme, keys = house.programme, _leads_to(house)
    longest = max((prefix for prefix in keys if name.startswith(prefix)), key=len, default=None)
    assert longest or "pk" not in named_patterns()[name] or name.startswith("mfa_"), (
        f"{name}: no row of the house answers to this name; add one to House.rows_by_app, or name it in _leads_to"
    )
    uuids = {"documents:public_document": house.document.uuid, "documents:public_file": house.file.uuid}
    values = {
        "slug": programme.slug,
        "dialogue": house.dialogues.dialogue.slug,
        "pk": keys[longest].pk if longest else 1,
        "uuid": uuids.get(name, house.report.uuid),
        "code": make_code(house.dialogues.follow_code) if "follow" in name else programme.short_address.code,
        "to": MOVES_TO.get(name, "decided"),
        "key": house.rows.guidance.key if name == "programmes:guidance_edit" else "process_map_poster",
        "language": "ar" if name.startswith(("dialogues:text", "dialogues:dialogue_public")) else "sv",
        "level": "dialogue",
        "section": "fragor",
        "number": 2,
        "target": "decision",
        "token": "none",
        "secret": "none",
        "show": "milstolpar",
        "day": DAY_OF_EARLIER_MAP,
        "uidb36": "1",
    }
    return {part: values[part] for part in named_patterns()[name]}


def close_file(response) -> None:
    """Close the file that a download would have streamed; closing the whole response would end the test's database."""
    for close in response._resource_closers:
        close()
