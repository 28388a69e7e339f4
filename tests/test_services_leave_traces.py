"""Every service that writes leaves a row in the event log; found by reading the code."""

import ast
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
WRITES = {"create", "bulk_create", "update", "delete", "save", "get_or_create", "update_or_create", "save_edit",
          "move_state", "set_withdrawn", "redact_texts", "assign_perm", "remove_perm"}  # fmt: skip
# Services that write without a trace, and why that is right.
EXEMPT = {
    "kraftsamling.audit.services.record": "it is the trace",
    "kraftsamling.accounts.services.send_": "a letter about something that was logged when it happened",
    "kraftsamling.notices.services.notify": "the notice is itself the trace of its cause, which is logged",
    "kraftsamling.notices.services.send_notice": "the notice's own row tells when it was sent",
    "kraftsamling.notices.services.give_up_notice": "the notice's own row tells that it could not be sent",
    "kraftsamling.notices.services.send_digest": "the notices' own rows tell when they were sent",
    "programmes.services.map_adjustments.remove_short_titles": "part of a redaction, which is logged",
    "kraftsamling.overview.services.redrawing.take_snapshot": "a copy of what is public; what changed it is logged",
    "kraftsamling.overview.services.example_history.load_history": "it keeps the same copies, of an invented programme",
    "kraftsamling.overview.services.redrawing.remove_redacted": "part of a redaction, which is logged",
    "kraftsamling.overview.services.redrawing.redraw": "it changes no row but the copy above",
    "programmes.services.reminders.remind_everybody": "the notices are themselves the trace",
    "dialogues.services.contacts.add_point": "signing up and changing how one is reached are logged",
    "dialogues.services.contacts.tell_participant": "the notice is itself the trace of its cause, which is logged",
    "dialogues.services.dialogues.forget_copied": "part of a redaction, which is logged",
    "dialogues.services.influences.remove_from_versions": "part of a redaction, which is logged",
    "dialogues.services.influences.remove_copied_reason": "part of a redaction, which is logged",
    "dialogues.services.occasions.hide_occasions": "taking the dialogue off the public pages is logged",
    "dialogues.services.places.tell_seated": "the place that was given is logged",
    "dialogues.services.registrations.remind_participants": "the notices are themselves the trace",
    "dialogues.services.telling.tell_of_change": "the change is logged",
    "kraftsamling.notices.services.mark_read": "what a person has read is nobody else's business",
    "kraftsamling.documents.services.docx": "it saves a file's content in memory, no row",
    "kraftsamling.documents.services.rendering": "made by the system for an order that is logged",
}


def service_files() -> list[Path]:
    """The service modules of all apps but jobs: a job is how something is done, and what it does leaves the trace."""
    apps = [ROOT / app.replace(".", "/") for app in settings.OUR_APPS if app != "kraftsamling.jobs"]
    return sorted(
        path for app in apps for path in [app / "services.py", *(app / "services").glob("*.py")] if path.exists()
    )


def read_functions() -> dict[str, tuple[set[str], bool]]:
    """Return each function of the service modules with the names it calls and whether it records."""
    found = {}
    for path in service_files():
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                calls = {
                    call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
                    for call in ast.walk(node)
                    if isinstance(call, ast.Call)
                }
                text = ast.unparse(node)
                found[f"{module}.{node.name}"] = (calls, "record(" in text or "record_many(" in text)
    return found


def reaches(name: str, functions: dict, wanted, seen: set[str]) -> bool:
    """Whether the function, or one of ours that it calls, satisfies ``wanted``."""
    if name in seen:
        return False
    seen.add(name)
    calls, _records = functions[name]
    if wanted(functions[name]):
        return True
    return any(reaches(other, functions, wanted, seen) for other in functions if other.rpartition(".")[2] in calls)


def test_every_writing_service_leaves_a_trace():
    functions = read_functions()
    writers = [
        name for name in functions
        if not name.rpartition(".")[2].startswith("_")
        and not any(name.startswith(exempt) for exempt in EXEMPT)
        and reaches(name, functions, lambda found: bool(found[0] & WRITES), set())
    ]  # fmt: skip
    assert len(writers) > 30
    silent = [name for name in writers if not reaches(name, functions, lambda found: found[1], set())]
    assert silent == [], "call audit.record in the same transaction, or say in EXEMPT why there is nothing to log"


def test_exemptions_name_what_exists():
    names = read_functions()
    assert [exempt for exempt in EXEMPT if not any(name.startswith(exempt) for name in names)] == []
