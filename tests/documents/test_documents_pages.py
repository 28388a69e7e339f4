"""Ordering, following, downloading: what each person gets to see and do."""

import pytest
from django.urls import reverse

from kraftsamling.documents.models import Document
from kraftsamling.jobs.models import Job
from kraftsamling.shared.receipts import make_form_key
from programmes.models import MapNote, Programme
from programmes.roles import RoleKey
from tests.factories import MapNoteFactory, UserFactory, make_member


def page(name: str, *arguments) -> str:
    return reverse(f"documents:{name}", args=["provet", *arguments])


def read(response) -> bytes:
    """Return the body; reading a file to its end is what closes it."""
    return b"".join(response)


def test_list_offers_the_kind_and_shows_what_was_ordered(signed_in, order):
    document = order()
    html = signed_in.get(page("document_list")).content.decode()
    assert f'action="{page("document_order", "test_leaflet")}"' in html
    assert page("document_detail", document.pk) in html


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_number_of_queries(signed_in, order, programme, count, django_assert_num_queries):
    for version in range(count):
        Programme.objects.filter(pk=programme.pk).update(version=version + 10)
        programme.refresh_from_db()
        order()
    with django_assert_num_queries(15):
        signed_in.get(page("document_list"))


def test_list_says_to_publish_first(signed_in, kind, programme):
    Programme.objects.filter(pk=programme.pk).update(published_at=None)
    html = signed_in.get(page("document_list")).content.decode()
    assert page("document_order", "test_leaflet") not in html
    assert reverse("programmes:programme_publish", args=["provet"]) in html


def test_order_leads_to_the_page_that_follows_it(signed_in, kind, process_leader):
    data = {"size": "a4", "language": "en", "form_key": make_form_key(process_leader.pk)}
    first = signed_in.post(page("document_order", "test_leaflet"), data)
    again = signed_in.post(page("document_order", "test_leaflet"), data)
    document = Document.objects.get()
    assert first.url == again.url == page("document_detail", document.pk)
    assert (document.options, document.language, Job.objects.count()) == ({"size": "a4"}, "en", 1)


def test_order_of_what_is_not_offered_shows_the_form_again(signed_in, kind):
    response = signed_in.post(page("document_order", "test_leaflet"), {"size": "a0", "language": "sv"})
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["size"])


@pytest.mark.parametrize(("asked", "chosen"), [("a4", "a4"), ("a5", "a5"), ("a0", "a5"), ("", "a5")])
def test_choice_made_where_the_order_began_is_kept_if_it_is_offered(signed_in, kind, asked, chosen):
    form = signed_in.get(page("document_order", "test_leaflet") + f"?size={asked}").context["form"]
    assert form.fields["size"].initial == chosen


def test_order_of_an_unknown_kind_is_not_found(signed_in):
    assert signed_in.get(page("document_order", "nothing")).status_code == 404


def test_progress_page_asks_again_until_the_document_is_made(signed_in, order, work):
    document = order()
    Job.objects.filter(pk=document.job_id).update(progress=70)
    waiting = signed_in.get(page("document_detail", document.pk)).content.decode()
    assert 'hx-trigger="every 1s"' in waiting
    assert 'value="70"' in waiting
    work()
    made = signed_in.get(page("document_detail", document.pk), headers={"HX-Request": "true"})
    assert "<html" not in made.content.decode()
    assert "hx-trigger" not in made.content.decode()
    assert page("document_download", document.pk) in made.content.decode()


def test_failed_document_can_be_tried_again(signed_in, order):
    document = order()
    Document.objects.filter(pk=document.pk).update(state="failed")
    assert page("document_retry", document.pk) in signed_in.get(page("document_detail", document.pk)).content.decode()
    assert signed_in.post(page("document_retry", document.pk)).url == page("document_detail", document.pk)
    document.refresh_from_db()
    assert document.state == "ordered"


def test_trying_again_what_is_under_way_says_so(signed_in, order):
    document = order()
    response = signed_in.post(page("document_retry", document.pk), follow=True)
    assert (response.status_code, Job.objects.count()) == (200, 1)
    assert [str(message.level_tag) for message in response.context["messages"]] == ["warning"]


def test_download_is_a_private_attachment(signed_in, ready):
    response = signed_in.get(page("document_download", ready.pk))
    assert read(response).startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'attachment; filename="provblad-provet.pdf"'
    assert response["Cache-Control"] == "private, no-store"
    assert (response["X-Content-Type-Options"], response["Content-Type"]) == ("nosniff", "application/pdf")


def test_download_of_what_is_not_made_is_not_found(signed_in, order):
    assert signed_in.get(page("document_download", order().pk)).status_code == 404


NAMES = ["document_list", "document_order", "document_detail", "document_download", "document_retry"]


def arguments(name: str, document: Document) -> list:
    return {"document_list": [], "document_order": ["test_leaflet"]}.get(name, [document.pk])


@pytest.mark.parametrize("name", [*NAMES, "document_withdraw"])
def test_stranger_finds_nothing(client, ready, name):
    client.force_login(UserFactory())
    send = client.post if name == "document_retry" else client.get
    assert send(page(name, *arguments(name, ready))).status_code == 404


@pytest.mark.parametrize(("name", "status"), zip(NAMES, [200, 403, 200, 200, 403], strict=True))
def test_reader_reads_and_orders_nothing(client, ready, programme, name, status):
    client.force_login(make_member(programme, RoleKey.PARTNER))
    send = client.post if name == "document_retry" else client.get
    response = send(page(name, *arguments(name, ready)))
    assert (response.status_code, bool(read(response))) == (status, True)


def test_document_of_another_programme_is_not_found(client, ready):
    other = make_member(MapNoteFactory().programme)
    client.force_login(other)
    slug = other.role_assignments.get().programme.slug
    for name in ("document_detail", "document_download", "document_withdraw"):
        assert client.get(reverse(f"documents:{name}", args=[slug, ready.pk])).status_code == 404


def test_withdrawn_document_is_seen_only_by_those_who_may_withdraw(signed_in, client, ready, programme):
    signed_in.post(page("document_withdraw", ready.pk), {"reason": "Fel datum"})
    assert page("document_detail", ready.pk) not in signed_in.get(page("document_list")).content.decode()
    assert "Fel datum" in signed_in.get(page("document_detail", ready.pk)).content.decode()
    client.force_login(make_member(programme, RoleKey.CIVIL_SERVANT))
    assert client.get(page("document_download", ready.pk)).status_code == 404


def public(document: Document) -> str:
    return reverse("documents:public_document", args=[document.uuid])


def test_public_document_opens_without_account_or_cookie(client, ready):
    response = client.get(public(ready))
    assert read(response).startswith(b"%PDF-")
    assert response["Content-Disposition"] == 'inline; filename="provblad-provet.pdf"'
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies


def test_public_address_is_the_same_in_every_language(signed_in, ready, settings):
    html = signed_in.get("/en" + page("document_detail", ready.pk)).content.decode()
    assert f'href="{settings.PUBLIC_URL}{public(ready)}"' in html


def test_public_document_is_not_sent_again_to_whoever_has_it(client, ready):
    first = client.get(public(ready))
    assert len(read(first)) == ready.file_size
    again = client.get(public(ready), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    by_date = client.get(public(ready), headers={"If-Modified-Since": first["Last-Modified"]})
    assert by_date.status_code == 304


@pytest.mark.parametrize(
    "change",
    [
        lambda document: Programme.objects.update(published_at=None),
        lambda document: Document.objects.filter(pk=document.pk).update(state="ordered"),
        lambda document: Document.objects.filter(pk=document.pk).update(published_at=None),
        lambda document: MapNote.objects.update(published_at=None),
    ],
)
def test_public_address_closes_when_what_it_shows_is_not_public(client, order, work, programme, change):
    MapNoteFactory(programme=programme, published=True)
    document = order()
    work()
    assert read(client.get(public(document))).startswith(b"%PDF-")
    change(document)
    assert client.get(public(document)).status_code == 404
