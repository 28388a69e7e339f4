"""The house plan: apps stand on floors and import only downwards; inside an app, layers only towards the start."""

import ast
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
# An app may import from apps before it in this list.
ORDER = settings.OUR_APPS
# The layers of an app, from the start, each with the modules and packages that may lie at the app's root.
LAYERS = {
    "enums": {"verbs"},
    "roles": set(),
    "known without any row: proposals, examples, guidance, reckoning": {
        "chains", "checklist_proposals", "example", "geometry", "guidance", "handover_questions", "leadership",
        "method_proposals", "outline", "paper", "pictures", "processmap", "retention_proposals", "stacey",
    },
    "models": set(),
    "permissions": set(),
    "registries: what other apps tell this one": {"kinds", "registry"},
    "words": set(),
    "adviser": set(),
    "queries": set(),
    "map": set(),
    "posters": set(),
    "documents": set(),
    "prints": set(),
    "services": set(),
    "forms": set(),
    "views": set(),
    "urls": set(),
}  # fmt: skip
RANKS = {name: rank for rank, (layer, others) in enumerate(LAYERS.items()) for name in (layer, *others)}
# What Django, Celery or a command calls, and nobody imports.
LEAVES = {"adapter", "apps", "context_processors", "embedded_broker", "management", "middleware", "migrations",
          "processes", "tasks", "templatetags"}  # fmt: skip


def app_of(module: str) -> str | None:
    return next((app for app in ORDER if module == app or module.startswith(app + ".")), None)


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports_of(path: Path) -> list[str]:
    """Return the module, or the name in it, that each import of the file brings in."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found += [f"{node.module}.{name.name}" for name in node.names]
        elif isinstance(node, ast.Import):
            found += [name.name for name in node.names]
    return found


def source_files() -> list[Path]:
    folders = {app.replace(".", "/") for app in ORDER}
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def root_of(module: str) -> str:
    """Return the module or package at the app's root that the module is or lies in."""
    return module.removeprefix(app_of(module)).lstrip(".").split(".")[0]


def test_apps_import_only_from_lower_floors():
    upwards = [
        f"{module_of(path)} imports {imported}"
        for path in source_files()
        for imported in imports_of(path)
        if app_of(imported) and ORDER.index(app_of(imported)) > ORDER.index(app_of(module_of(path)))
    ]
    assert upwards == []


def test_layers_import_only_towards_the_start():
    backwards = []
    for path in source_files():
        module = module_of(path)
        own = RANKS.get(root_of(module))
        for imported in imports_of(path):
            if own is not None and app_of(imported) == app_of(module) and RANKS.get(root_of(imported), 0) > own:
                backwards.append(f"{module} imports {imported}")
    assert backwards == []


def test_every_module_belongs_to_a_layer():
    """All but those of ``shared``, which are leaves that any app may import."""
    homeless = {
        f"{app_of(module)}.{root_of(module)}"
        for module in map(module_of, source_files())
        if app_of(module) != "kraftsamling.shared" and root_of(module) not in {"", *RANKS, *LEAVES}
    }
    assert homeless == set(), (
        f"In no layer: {', '.join(sorted(homeless))}. Move each into the package of the layer that it belongs to "
        "(docs/architecture.md); a layer that is missing goes into LAYERS, at its place in the order."
    )


def test_what_django_calls_is_imported_by_nobody():
    users = [
        f"{module_of(path)} imports {imported}"
        for path in source_files()
        for imported in imports_of(path)
        if app_of(imported) and root_of(imported) in LEAVES and root_of(module_of(path)) not in LEAVES
    ]
    assert users == []


def test_nothing_registers_itself_when_it_is_imported():
    """An app tells the others what it has in its ``ready``, by name and in an order that can be read there."""
    found = [
        f"{module_of(path)}: {ast.unparse(node.value.func)}"
        for path in source_files()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and path.parent.name != "urls"
        if ast.unparse(node.value.func).rpartition(".")[2].startswith("register")
    ]
    assert found == []


def test_processmap_is_pure():
    impure = ("django", "kraftsamling", "programmes.models", "programmes.queries")
    found = {
        f"{path.name} imports {imported}"
        for path in (ROOT / "programmes/processmap").glob("*.py")
        for imported in imports_of(path)
        if imported.startswith(impure)
    }
    assert found == set()


def test_roof_is_imported_by_nobody_but_the_urls():
    users = {
        module_of(path)
        for path in source_files()
        for imported in imports_of(path)
        if app_of(imported) == "kraftsamling.overview" and app_of(module_of(path)) != "kraftsamling.overview"
    }
    assert users == set()


def test_every_app_stands_on_a_floor():
    found = {path.parent for folder in (ROOT, ROOT / "kraftsamling") for path in folder.glob("*/apps.py")}
    apps = {".".join(path.relative_to(ROOT).parts) for path in found}
    assert apps - set(ORDER) == set(), "name the app in OUR_APPS of kraftsamling/settings.py, on its floor"


def test_time_is_asked_of_the_clock_only():
    """A page, and what follows from it, can be made as on another day only if nobody looks at a clock of their own.

    A backup is named by when it was truly made.
    """
    asking = ("timezone.now", "datetime.now", "date.today")
    found = {
        f"{module_of(path)}: {ast.unparse(node)}"
        for path in source_files()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and not module_of(path).startswith(("kraftsamling.shared.clock", "kraftsamling.shared.backup"))
        if ast.unparse(node.func).endswith(asking)
        or ast.unparse(node) in {"timezone.localdate()", "timezone.localtime()"}
    }
    assert found == set()


def test_no_generic_module_names():
    names = {path.stem for path in source_files()}
    assert names & {"utils", "helpers", "common", "misc", "signals"} == set()
