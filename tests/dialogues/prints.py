"""Invitations on paper, and what their page says of those that no longer hold, for the tests of prints."""

from django.urls import reverse

from dialogues.prints.invitations import build_invitation
from kraftsamling.documents.models import Document
from kraftsamling.documents.services.orders import order_document
from tests.post import deliver

SIZES = {"a4": (210, 297), "a3": (297, 420), "a5": (148, 210), "slips": (210, 297)}


def build(dialogue, sheet="a4", language="sv"):
    return build_invitation(dialogue.programme, {"invitation": f"{dialogue.pk}.{language}", "sheet": sheet}, "sv")


def make_print(dialogue, by, *, language="sv", sheet="a4") -> Document:
    document = order_document(
        kind="dialogue_invitation", programme=dialogue.programme, language="sv", by=by,
        options={"invitation": f"{dialogue.pk}.{language}", "sheet": sheet},
    )  # fmt: skip
    deliver("documents.render")
    document.refresh_from_db()
    return document


def told(client, dialogue) -> str:
    """What the page of the invitation says of prints that no longer hold; empty when all hold."""
    address = reverse("dialogues:invitation_detail", args=[dialogue.programme.slug, dialogue.pk])
    page = client.get(address).content.decode()
    return page.partition("Tryckta inbjudningar som inte längre stämmer")[2].partition("</section>")[0]
