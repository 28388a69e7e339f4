import pytest

from kraftsamling.jobs.services import registry


@pytest.fixture
def kinds(monkeypatch):
    """Let a test register handlers that nobody else sees."""
    for name in ("_handlers", "_failure_handlers", "_daily_kinds"):
        monkeypatch.setattr(registry, name, type(getattr(registry, name))())
    monkeypatch.setattr(registry, "load_handlers", lambda: None)
