"""Decisions and positions: by which mandate, what is missing, and what everyone sees (sweden.md D-9)."""

import datetime as dt
import re

import pytest
from django.http import Http404
from django.urls import reverse

from kraftsamling.documents.models import Document
from kraftsamling.documents.queries.documents import get_public_document
from kraftsamling.documents.services.orders import order_document
from kraftsamling.overview.documents.glance import get_glance
from kraftsamling.overview.map.process_map import build_process_map
from kraftsamling.overview.posters.poster import build_poster
from kraftsamling.shared.dates import ImpreciseDate, Precision
from kraftsamling.shared.errors import RuleViolation
from programmes.models import Decision
from programmes.queries.decisions import positions_without_decision
from programmes.queries.map_items import Audience
from programmes.services import keeping
from programmes.services.bodies import add_body
from programmes.services.decisions import add_decision, move_decision, update_decision
from tests.factories import OrganisationFactory

LIST = "/arbete/provet/styrning/beslut/"
SPRING = ImpreciseDate(dt.date(2026, 1, 1), Precision.SEASON)


@pytest.fixture
def settle(programme, process_leader):
    """Return a function that notes something settled."""
    kinds = [("steering_group", "Styrgruppen"), ("board", "Kulturnämnden"), ("committee", "Arbetsutskottet")]
    bodies = {kind: add_body(programme=programme, kind=kind, name=name, by=process_leader) for kind, name in kinds}

    def add(kind, body=None, **fields):
        fields.setdefault("title", "Torget får ljus")
        return add_decision(programme=programme, type=kind, body=bodies.get(body), by=process_leader, **fields)

    return add


@pytest.mark.parametrize(
    ("kind", "body", "fields", "wrong"),
    [
        ("political", None, {}, "organisation"),
        ("political", "steering_group", {}, "body"),
        ("political", "committee", {}, "delegation_point"),
        ("delegated", None, {}, "delegate"),
        ("position", None, {}, "body"),
        ("position", "board", {}, "body"),
        ("execution", None, {}, "delegate"),
        ("partner", None, {}, "organisation"),
        ("agreement", None, {}, "agreement"),
    ],
)
def test_who_cannot_settle_it_is_refused_at_the_field(settle, kind, body, fields, wrong):
    with pytest.raises(RuleViolation) as refused:
        settle(kind, body, **fields)
    assert refused.value.field == wrong
    assert not Decision.objects.exists()


def test_department_does_not_decide_politically_and_a_board_is_no_partner(settle):
    with pytest.raises(RuleViolation):
        settle("political", organisation=OrganisationFactory(kind="department"))
    with pytest.raises(RuleViolation):
        settle("partner", organisation=OrganisationFactory(kind="board"))
    assert settle("partner", organisation=OrganisationFactory(kind="association")).pk


def test_what_lies_ahead_is_not_settled(settle):
    ahead = ImpreciseDate(dt.date(2199, 1, 1))
    with pytest.raises(RuleViolation):
        settle("position", "steering_group", settled_on=ahead)
    planned = settle("position", "steering_group", settled_on=ahead, state="planned")
    with pytest.raises(RuleViolation):
        move_decision(planned, to="made", by=None)


def test_position_that_binds_lacks_a_decision_until_one_that_holds_is_linked(programme, settle, process_leader):
    position = settle("position", "steering_group", binds_across=True)

    def lacking():
        return [row.pk for row in positions_without_decision(programme)]

    assert lacking() == [position.pk]
    formal = settle("political", "board")
    update_decision(position, changes={"carried_by": formal}, expected_version=1, by=process_leader)
    assert lacking() == []
    move_decision(formal, to="revoked", by=process_leader, reason="Återremiss")
    assert lacking() == [position.pk]
    move_decision(position, to="revoked", by=process_leader, reason="Tas om")
    assert lacking() == []


def test_position_is_carried_only_by_a_formal_decision(settle):
    other = settle("position", "steering_group")
    with pytest.raises(RuleViolation) as refused:
        settle("position", "steering_group", binds_across=True, carried_by=other)
    assert refused.value.field == "carried_by"


def test_list_and_page_say_what_is_missing(client, process_leader, settle):
    position = settle("position", "steering_group", binds_across=True)
    settle("delegated", title="Bidrag till festen", delegate="Kulturchefen")
    client.force_login(process_leader)
    page = client.get(LIST).content.decode()
    assert "Formellt beslut saknas" in page
    assert "Inte anmält än" in page
    page = client.get(position.get_work_url()).content.decode()
    assert "Formellt beslut saknas" in page
    assert f"Ser till att frågan kommer dit: {process_leader}" in page


def test_page_for_changing_says_what_to_do_about_a_wrong_mandate(client, process_leader, programme, settle):
    client.force_login(process_leader)
    found = settle("position", "steering_group")
    page = client.get(reverse("programmes:decision_edit", args=[programme.slug, found.pk])).content.decode()
    assert "dra tillbaka det och anteckna på nytt" in page


def test_position_is_called_a_position_everywhere(client, process_leader, settle):
    position = settle("position", "steering_group")
    client.force_login(process_leader)
    pages = [f"{LIST}ny/?typ=position", position.get_work_url()]
    for page in (client.get(address).content.decode() for address in pages):
        heading = page.split("<h1", 1)[1].split("</h1>")[0]
        assert "beslut" not in heading.casefold()
    assert "Ställningstagande av Styrgruppen" in client.get(position.get_work_url()).content.decode()
    assert "Nytt ställningstagande" in client.get(pages[0]).content.decode()


def test_form_asks_only_what_the_type_needs(client, process_leader, settle):
    client.force_login(process_leader)
    fields = {
        kind: set(client.get(f"{LIST}ny/?typ={kind}").context["form"].fields)
        for kind in ("political", "delegated", "position", "execution", "partner", "agreement")
    }
    assert "delegate" in fields["delegated"]
    assert "delegate" not in fields["position"]
    assert "binds_across" not in fields["political"]
    assert "agreement" in fields["agreement"]
    assert "form" not in client.get(f"{LIST}ny/?typ=okand").context


def test_delegate_acts_for_a_board_not_for_an_association(client, process_leader, settle):
    OrganisationFactory(name="Föreningen", kind="association")
    OrganisationFactory(name="Skolnämnden", kind="board")
    client.force_login(process_leader)
    form = client.get(f"{LIST}ny/?typ=delegated").context["form"]
    offered = {str(one) for one in form.fields["organisation"].queryset}
    assert "Skolnämnden" in offered
    assert "Föreningen" not in offered


def test_bare_number_gets_the_sign_of_a_paragraph(client, process_leader):
    client.force_login(process_leader)
    data = {"type": "political", "title": "Bänkar", "state": "made", "paragraph": "143"}
    page = client.post(f"{LIST}ny/?typ=political", data)
    assert page.context["form"].cleaned_data["paragraph"] == "§ 143"


def test_wrong_body_in_the_form_is_explained_there(client, process_leader, settle):
    client.force_login(process_leader)
    data = {"type": "political", "title": "Ljus", "state": "made", "text": "Behåll mig"}
    response = client.post(f"{LIST}ny/?typ=political", data)
    assert list(response.context["form"].errors) == ["organisation"]
    assert "Behåll mig" in response.content.decode()


def test_edit_empties_what_the_type_does_not_ask_for(settle, process_leader):
    position = settle("position", "steering_group")
    Decision.objects.filter(pk=position.pk).update(delegate="Spår")
    update_decision(position, changes={"title": "Nytt"}, expected_version=1, by=process_leader)
    assert (position.title, position.delegate) == ("Nytt", "")
    assert position.versions.get().texts["title"] == "Torget får ljus"


def test_public_map_tells_who_settled_and_hides_the_rest(client, programme, settle, process_leader):
    position = settle("position", "steering_group", reasons="Hemliga skäl", text="Vi vill ha ljus.", settled_on=SPRING)
    settle("political", "board", title="Dolt beslut")
    decided = settle("political", "board", title="Pengar till ljus")
    for row in (position, decided):
        keeping.set_record_public(row, is_public=True, by=process_leader)
    page = client.get(reverse("overview:process_map", args=[programme.slug])).content.decode()
    assert "Ställningstagande av Styrgruppen: Vi vill ha ljus." in page
    assert re.search(r"Beslutat av: <span[^>]*>Kulturnämnden</span>", page)
    assert page.count("Beslutat av:") == 1
    assert "Hemliga skäl" not in page
    assert "Dolt beslut" not in page


def test_glance_leads_to_the_positions_that_lack_a_formal_decision(client, programme, settle, process_leader):
    lacking = settle("position", "steering_group", binds_across=True)
    settle("position", "steering_group", title="Vi hälsar på varandra")
    client.force_login(process_leader)
    part = next(part for part in get_glance(programme).waits if part.title == "Ställningstaganden utan formellt beslut")
    assert list(client.get(part.url).context["page"]) == [lacking]
    assert client.get(LIST).context["page"].paginator.count == 2


def test_state_on_the_map_follows_the_decision(client, programme, settle, process_leader):
    settle("position", "steering_group", state="planned", settled_on=SPRING)
    revoked = settle("political", "board", title="Ett till")
    move_decision(revoked, to="revoked", by=process_leader, reason="Ersatt")
    items = build_process_map(programme, audience=Audience.WORK, on=dt.date(2027, 1, 1)).items
    assert {(item.title, item.kind, item.state) for item in items} == {
        ("Torget får ljus", "milestone", "planned"),
        ("Ett till", "decision", "dropped"),
    }
    assert "var planerat" in next(item.date_label for item in items if item.kind == "milestone")


def test_group_is_named_on_the_map_and_the_poster_until_it_is_withdrawn(client, programme, settle, process_leader):
    position = settle("position", "steering_group", settled_on=SPRING)
    keeping.set_record_public(position, is_public=True, by=process_leader)
    page = reverse("overview:process_map", args=[programme.slug])
    assert "Styrgruppen" in client.get(page).content.decode()
    poster = order_document(
        kind="process_map_poster", programme=programme, options={"sheet": "a2-portrait"}, language="sv",
        by=process_leader,
    )  # fmt: skip
    sources = build_poster(programme, poster.options, "sv").sources
    Document.objects.filter(pk=poster.pk).update(
        state="ready", published_at=programme.published_at, sources=[list(source) for source in sources]
    )
    assert get_public_document(poster.uuid) == poster
    keeping.withdraw_record(position.body, by=process_leader, reason="Dubblett")
    assert "Styrgruppen" not in client.get(page).content.decode()
    with pytest.raises(Http404):
        get_public_document(poster.uuid)
    client.force_login(process_leader)
    assert "Styrgruppen" in client.get(position.get_work_url()).content.decode()
