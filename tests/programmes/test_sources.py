"""Sources with their figures: kept, shown, withdrawn, and what builds on them."""

import pytest
from django.urls import reverse

from kraftsamling.audit.models import AuditEntry
from kraftsamling.shared.errors import RuleViolation, StateConflict
from programmes.models import Basis, Figure, Place, ProblemPicture, Source
from programmes.services.figures import add_figure, update_figure, withdraw_figure
from programmes.services.keeping import add_record
from tests.factories import ProgrammeFactory


@pytest.fixture
def source(programme, process_leader):
    return add_record(
        Source, programme=programme, by=process_leader, kind="statistics", title="Boende i siffror",
        url="https://example.org/siffror", caution="De som hyr i andra hand syns inte.",
    )  # fmt: skip


@pytest.fixture
def figure(source, process_leader):
    return add_figure(source=source, by=process_leader, label="Boende", value="drygt 3 000")


def test_page_shows_figures_caution_and_link_that_is_not_followed(client, source, figure, process_leader):
    client.force_login(process_leader)
    body = client.get(source.get_work_url()).content.decode()
    assert "drygt 3 000" in body
    assert "hyr i andra hand" in body
    assert '<a href="https://example.org/siffror" rel="noopener noreferrer">' in body
    assert "De bevisar inte vad kraftsamlingen har orsakat" in body


def test_page_shows_what_builds_on_it(client, programme, source, process_leader):
    picture = add_record(ProblemPicture, programme=programme, by=process_leader, title="Tomt torg", statement="x")
    Basis.objects.create(picture=picture, kind="facts", text="Få stannar", source=source)
    client.force_login(process_leader)
    body = client.get(source.get_work_url()).content.decode()
    assert "Tomt torg" in body
    assert "Få stannar" in body


def test_figure_is_added_changed_and_withdrawn_with_a_trace(source, figure, process_leader):
    update_figure(figure, changes={"value": "3 012"}, expected_version=1, by=process_leader)
    withdraw_figure(figure, by=process_leader, reason="Fel år")
    verbs = AuditEntry.objects.filter(target_type="programmes.figure").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["part.add", "part.update", "part.withdraw"]
    with pytest.raises(StateConflict):
        withdraw_figure(figure, by=process_leader, reason="Igen")


def test_figure_is_not_withdrawn_without_a_reason(figure, process_leader):
    with pytest.raises(RuleViolation):
        withdraw_figure(figure, by=process_leader, reason=" ")


def test_figure_refuses_a_place_of_another_programme(source, figure, process_leader):
    other = add_record(Place, programme=ProgrammeFactory(), by=process_leader, name="Fel", kind="spot")
    with pytest.raises(RuleViolation):
        add_figure(source=source, by=process_leader, label="x", value="1", place=other)
    with pytest.raises(RuleViolation):
        update_figure(figure, changes={"place": other}, expected_version=1, by=process_leader)


def test_figure_through_the_forms(client, programme, source, process_leader):
    client.force_login(process_leader)
    data = {"label": "Lägenheter", "value": "1 200", "measured_on": "2024", "comparison": "", "place": ""}
    client.post(reverse("programmes:figure_create", args=[programme.slug, source.pk]), data)
    figure = Figure.objects.get()
    assert str(figure.measured_on) == "2024"
    edit = reverse("programmes:figure_edit", args=[programme.slug, figure.pk])
    form = client.get(edit).context["form"]
    hidden = {"version": form.initial["version"], "base": form.initial["base"]}
    assert client.post(edit, {**data, **hidden, "value": "1 250"}).url == source.get_work_url()
    client.post(reverse("programmes:figure_withdraw", args=[programme.slug, figure.pk]), {"reason": "Fel"})
    assert "1 250" not in client.get(source.get_work_url()).content.decode()
    assert client.get(edit).status_code == 404


def test_list_is_filtered_by_words_and_kind(client, programme, source, process_leader):
    add_record(Source, programme=programme, by=process_leader, kind="research", title="Om torg")
    client.force_login(process_leader)
    address = reverse("programmes:source_list", args=[programme.slug])
    for query, shown in [("ord=boende", ["Boende i siffror"]), ("kind=research", ["Om torg"]), ("ord=finns+inte", [])]:
        page = client.get(f"{address}?{query}").context["page"]
        assert [row.title for row in page] == shown
