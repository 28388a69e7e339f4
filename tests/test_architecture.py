"""The house plan: apps stand on floors and import only downwards; inside an app, layers only towards the start."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FLOORS = [
    ["kraftsamling.shared", "kraftsamling.audit", "kraftsamling.jobs"],
    ["kraftsamling.accounts", "kraftsamling.notices"],
    ["programmes"],
    ["kraftsamling.documents", "kraftsamling.search"],
    ["dialogues"],
    ["citizenlab"],
    ["actionplans"],
    ["governance"],
    ["kraftsamling.overview"],
]
# An app may import from apps before it in this list: lower floors, and earlier in its own row.
ORDER = [app for floor in FLOORS for app in floor]
# What the roof makes of several apps stands between what is read and what is written.
MADE = ["map", "posters", "documents"]
LAYERS = ["enums", "roles", "models", "permissions", "queries", *MADE, "services", "forms", "views", "urls"]
LEAVES = {"tasks", "apps", "admin", "management", "migrations", "context_processors", "adapter", "middleware"}


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


def layer_of(module: str, app: str) -> str | None:
    rest = module.removeprefix(app).lstrip(".").split(".")
    name = rest[0].split("_")[0] if rest[0] and rest[0].split("_")[0] in LAYERS else rest[0]
    return name if name in LAYERS else None


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
        app = app_of(module)
        own = layer_of(module, app)
        if own is None or module.removeprefix(app).lstrip(".").split(".")[0] in LEAVES:
            continue
        for imported in imports_of(path):
            layer = layer_of(imported, app) if app_of(imported) == app else None
            if layer and LAYERS.index(layer) > LAYERS.index(own):
                backwards.append(f"{module} imports {imported}")
    assert backwards == []


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


def test_every_app_of_the_plan_exists():
    assert [app for app in ORDER if not (ROOT / app.replace(".", "/") / "apps.py").exists()] == []


def test_no_generic_module_names():
    names = {path.stem for path in source_files()}
    assert names & {"utils", "helpers", "common", "misc", "signals"} == set()
