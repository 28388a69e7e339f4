"""Guidance: every key leads somewhere, the ten lessons are said, and a municipality may word it in its own way."""

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils.translation import override

from dialogues.models import Dialogue, Influence, Method, Promise, TargetGroup
from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import EditConflict
from programmes.enums import PhaseKind
from programmes.guidance import GUIDES, TEN_LESSONS, group_of
from programmes.models import (
    Basis,
    ChecklistItem,
    ContactEvent,
    Figure,
    GuidanceText,
    Membership,
    PhasePassage,
    Responsibility,
)
from programmes.queries import guidance as queries
from programmes.queries.guidance import get_guidance_text, guidance_for, guidance_groups
from programmes.services.guidance import save_guidance
from programmes.views.record_pages import RecordPage
from tests.factories import MunicipalityFactory

# Pages whose address is not "<name>_list".
OTHER_PAGES = {
    "planning": "programmes:programme_planning",
    "closing": "overview:programme_close",
    "facts": "programmes:programme_facts",
    "matrix": "programmes:challenge_matrix",
    "calendar": "overview:calendar",
    "glance": "overview:glance",
    "dialogue": "dialogues:dialogue_list",
    "promise": "dialogues:promise_list",
    "contribution": "dialogues:contribution_list",
    "method": "dialogues:method_list",
    # These stand on pages of one dialogue, one method or one promise, to which the lists lead.
    "occasion": "dialogues:dialogue_list",
    "advice": "dialogues:dialogue_list",
    "method_case": "dialogues:method_list",
    "undertaking": "dialogues:promise_list",
}
# Questions of forms that are no RecordPage, by the model whose columns they ask for.
OTHER_FORMS = {
    "passage": PhasePassage,
    "checklist_item": ChecklistItem,
    "figure": Figure,
    "basis": Basis,
    "membership": Membership,
    "contact_event": ContactEvent,
    "responsibility": Responsibility,
    "dialogue": Dialogue,
    "influence": Influence,
    "target_group": TargetGroup,
    "method": Method,
    "promise": Promise,
    "information": Dialogue,
    "undertaking": Promise,
}


@pytest.fixture
def municipality(db):
    return MunicipalityFactory()


def _record_pages(patterns=None) -> dict[str, RecordPage]:
    found = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if hasattr(pattern, "url_patterns"):
            found |= _record_pages(pattern.url_patterns)
            continue
        page = getattr(pattern.callback, "keywords", {}).get("page")
        if isinstance(page, RecordPage):
            found[page.name] = page
    return found


def _has_page(name: str) -> bool:
    try:
        return bool(reverse(OTHER_PAGES.get(name, f"programmes:{name}_list"), args=["sjobo"]))
    except NoReverseMatch:
        return False


def test_every_page_with_guidance_exists():
    pages = [key.partition(".")[2] for key in GUIDES if key.startswith("page.")]
    assert [name for name in pages if not _has_page(name)] == []


def test_every_phase_has_guidance():
    assert [key for key in GUIDES if key.startswith("phase.")] == [f"phase.{kind}" for kind in PhaseKind]


def _is_asked(key: str, pages: dict[str, RecordPage]) -> bool:
    form, _dot, name = key.partition(".")
    if form in OTHER_FORMS:
        return bool(OTHER_FORMS[form]._meta.get_field(name))
    if form in pages:
        return name in {**pages[form].create_form.base_fields, **pages[form].edit_form.base_fields}
    return form in ("page", "phase")


def test_every_question_with_guidance_is_asked():
    pages = _record_pages()
    assert [key for key in GUIDES if not _is_asked(key, pages)] == []


def test_all_ten_lessons_are_said():
    assert len(TEN_LESSONS) == len(set(TEN_LESSONS.values())) == 10
    assert [key for key in TEN_LESSONS.values() if not GUIDES[key].hint] == []


def test_guidance_is_in_swedish():
    with override("sv"):
        swedish = {key: [str(guide.about), str(guide.hint), str(guide.example)] for key, guide in GUIDES.items()}
    with override("en"):
        english = {key: [str(guide.about), str(guide.hint), str(guide.example)] for key, guide in GUIDES.items()}
    same = [key for key in GUIDES if any(a == b != "" for a, b in zip(swedish[key], english[key], strict=True))]
    assert same == []


def test_every_group_has_a_page_to_name_it():
    assert [key for key in GUIDES if group_of(key) not in GUIDES] == []


def _word(municipality, key="page.asset", by=None, **words):
    text = get_guidance_text(municipality, key, "sv")
    return save_guidance(text=text, changes=words, expected_version=text.version, by=by)


def test_own_words_stand_beside_ours_part_by_part(municipality):
    _word(municipality, hint="Fråga grannen.", example="")
    with override("sv"):
        guide = guidance_for("page.asset")["page.asset"]
        assert (guide.hint, str(guide.example)) == ("Fråga grannen.", str(GUIDES["page.asset"].example))
    with override("en"):
        assert guidance_for("page.asset")["page.asset"] == GUIDES["page.asset"]


def test_cleared_words_lead_back_to_ours_and_are_kept(municipality):
    _word(municipality, hint="Fråga grannen.")
    text = _word(municipality, hint="")
    with override("sv"):
        assert guidance_for("page.asset")["page.asset"] == GUIDES["page.asset"]
    assert text.versions.first().texts == {"hint": "Fråga grannen."}
    assert AuditEntry.objects.filter(verb="guidance.update").count() == 2


def test_two_who_word_the_same_text_are_told(municipality):
    first, second = (get_guidance_text(municipality, "page.asset", "sv") for _person in range(2))
    save_guidance(text=first, changes={"hint": "A"}, expected_version=first.version, by=None)
    with pytest.raises(EditConflict):
        save_guidance(text=second, changes={"hint": "B"}, expected_version=second.version, by=None)
    assert GuidanceText.objects.get().hint == "A"


def test_first_two_at_the_same_moment_see_each_others_words(municipality, administrator, client, monkeypatch):
    client.force_login(administrator)
    address = reverse("programmes:guidance_edit", args=["page.asset", "sv"])
    form = client.get(address).context["form"]
    # The other one saves after this request has looked for a wording and found none.
    monkeypatch.setattr(queries, "get_guidance_text", lambda *found: GuidanceText(
        municipality=municipality, key="page.asset", language="sv"))  # fmt: skip
    _word(municipality, hint="Fråga grannen.")
    sent = {name: form[name].value() or "" for name in ("version", "base", "example", "criterion")}
    page = client.post(address, {**sent, "hint": "Fråga vaktmästaren."}).content.decode()
    assert "Fråga grannen." in page
    assert "Fråga vaktmästaren." in page


def test_list_of_guidance_can_be_searched(municipality, django_assert_num_queries):
    _word(municipality, key="goal.title", hint="Skriv som på torget.")
    with override("sv"), django_assert_num_queries(1):
        groups = guidance_groups(municipality, words="torget skriv", only_own=True)
    assert [(group.key, [row.key for row in group.rows]) for group in groups] == [("page.goal", ["goal.title"])]


def test_hints_stay_where_something_must_be_mended(house, client):
    client.force_login(house.people["process_leader"])
    page = client.post(reverse("programmes:asset_create", args=[house.programme.slug]), {"description": "Behåll mig"})
    assert "Använd det namn som folk i området använder." in page.content.decode()


def test_own_words_cannot_bring_markup_into_a_form(house, client):
    _word(house.municipality, key="asset.title", hint="<script>x</script>")
    client.force_login(house.people["process_leader"])
    with override("sv"):
        text = client.get(reverse("programmes:asset_create", args=[house.programme.slug])).content.decode()
    assert "&lt;script&gt;x" in text
    assert "<script>x" not in text
