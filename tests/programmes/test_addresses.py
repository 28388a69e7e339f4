import pytest

from kraftsamling.shared.errors import RuleViolation
from programmes.services import programmes as services
from tests.factories import ProgrammeFactory


def test_address_taken_at_the_same_moment_is_told_in_words(programme, process_leader, monkeypatch):
    ProgrammeFactory(slug="nya-adressen")
    monkeypatch.setattr(services, "is_slug_taken", lambda *args, **kwargs: False)  # looked just before it was taken
    with pytest.raises(RuleViolation, match="upptagen") as refusal:
        services.update_programme(
            programme=programme, changes={"slug": "nya-adressen"}, expected_version=programme.version, by=process_leader
        )
    assert refusal.value.field == "slug"
    programme.refresh_from_db()
    assert programme.slug == "provet"
