"""The house plan: apps stand on floors and import only downwards; inside an app, layers only towards the start."""

import ast
from pathlib import Path

import pytest

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
LAYERS = ["enums", "roles", "models", "permissions", "queries", "services", "forms", "views", "urls"]
LEAVES = {"tasks", "apps", "admin", "management", "migrations", "context_processors", "adapter", "middleware"}


def app_of(module: str) -> str | None:
    return next((app for app in ORDER if module == app or module.startswith(app + ".")), None)


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> list[tuple[str, bool]]:
    """Return (module, is_at_top) for every import of the file."""
    tree = ast.parse(path.read_text())
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found += [(f"{node.module}.{name.name}", node in tree.body) for name in node.names]
        elif isinstance(node, ast.Import):
            found += [(name.name, node in tree.body) for name in node.names]
    return found


def source_files() -> list[Path]:
    folders = {app.replace(".", "/") for app in ORDER}
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def layer_of(module: str, app: str) -> str | None:
    rest = module.removeprefix(app).lstrip(".").split(".")
    name = rest[0].split("_")[0] if rest[0] and rest[0].split("_")[0] in LAYERS else rest[0]
    return name if name in LAYERS else None


@pytest.mark.parametrize("path", source_files(), ids=module_of)
def test_app_imports_only_from_lower_floors(path):
    app = app_of(module_of(path))
    for module, _is_at_top in imports_of(path):
        other = app_of(module)
        if other and other != app:
            assert ORDER.index(other) < ORDER.index(app), f"{app} imports {module}"


@pytest.mark.parametrize("path", source_files(), ids=module_of)
def test_layer_imports_only_towards_the_start(path):
    module = module_of(path)
    app = app_of(module)
    own = layer_of(module, app)
    if own is None or module.removeprefix(app).lstrip(".").split(".")[0] in LEAVES:
        return
    for imported, _is_at_top in imports_of(path):
        layer = layer_of(imported, app) if app_of(imported) == app else None
        if layer and layer != own:
            assert LAYERS.index(layer) < LAYERS.index(own), f"{module} imports {imported}"


@pytest.mark.parametrize("path", sorted((ROOT / "programmes/processmap").glob("*.py")), ids=module_of)
def test_processmap_is_pure(path):
    for module, _is_at_top in imports_of(path):
        assert not module.startswith(("django", "kraftsamling", "programmes.models", "programmes.queries")), module


def test_roof_is_imported_by_nobody_but_the_urls():
    users = {
        module_of(path)
        for path in source_files()
        for module, _is_at_top in imports_of(path)
        if app_of(module) == "kraftsamling.overview" and app_of(module_of(path)) != "kraftsamling.overview"
    }
    assert users == set()


def test_every_app_of_the_plan_exists():
    assert [app for app in ORDER if not (ROOT / app.replace(".", "/") / "apps.py").exists()] == []


def test_no_generic_module_names():
    names = {path.stem for path in source_files()}
    assert names & {"utils", "helpers", "common", "misc", "signals"} == set()
