"""One programme with everything in it, made through the services, for the tests that look at all there is."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from kraftsamling.audit import services as audit
from kraftsamling.documents.models import Document, StoredFile
from kraftsamling.documents.services.orders import order_document
from kraftsamling.jobs.models import Heartbeat, Job
from kraftsamling.notices.models import ContactPoint, MailChoice, Notice
from kraftsamling.overview.services.redrawing import take_snapshot
from kraftsamling.shared.models import FormDraft, FormReceipt, RetentionClass
from programmes.enums import LegalPageKind
from programmes.models import (
    AccessibilityStatement,
    FormerSlug,
    LegalPage,
    Programme,
    Responsibility,
)
from programmes.roles import PROGRAMME_ROLES, RoleKey
from programmes.services.invitations import invite
from programmes.services.legal import save_legal_page
from programmes.services.map_adjustments import adjust_station
from programmes.services.map_notes import add_map_note, update_map_note
from programmes.services.programmes import create_programme, set_programme_public, update_programme
from programmes.services.reports import submit_report
from programmes.services.retention import propose_retention_classes
from tests.factories import MunicipalityFactory, OrganisationFactory, UserFactory, make_member, make_municipal
from tests.house_dialogues import DialogueRows, add_dialogue_rows
from tests.house_rows import Rows, add_rows, attach

DAY_OF_EARLIER_MAP = dt.date(2026, 3, 1)


@dataclass
class House:
    """What the tests point at. ``people`` holds every persona by name."""

    municipality: Any
    programme: Programme
    hidden: Programme
    note: Any
    hidden_note: Any
    withdrawn_note: Any
    secret_note: Any
    document: Document
    file: StoredFile
    report: Any
    invitation: Any
    people_invitation: Any
    retention_class: RetentionClass
    organisation: Any
    notice: Notice
    rows: Rows
    dialogues: DialogueRows
    people: dict[str, Any] = field(default_factory=dict)

    @property
    def rows_by_app(self) -> dict[str, Any]:
        """One row of everything, by the app whose addresses lead to it; each is named as its addresses begin."""
        return {"programmes": self.rows, "dialogues": self.dialogues}


def _add_note(programme: Programme, by, title: str, **fields):
    return add_map_note(
        programme=programme, by=by, title=title, **{"kind": "milestone", "state": "done", "is_public": True, **fields}
    )


def build_house() -> House:
    """Build it, with the local file store; nothing is sent or rendered."""
    municipality = MunicipalityFactory()
    organisation = OrganisationFactory(name="Kulturnämnden")
    people = {
        "stranger": UserFactory(name="Främling"),
        "administrator": make_municipal(name="Administratören"),
        "programme_creator": make_municipal(RoleKey.PROGRAMME_CREATOR, name="Startaren"),
    }
    leader = people["administrator"]
    programme = _start_programme(municipality, organisation, by=leader)
    people |= {str(role): make_member(programme, role, name=str(role)) for role in PROGRAMME_ROLES}
    notes = _add_notes(programme, by=leader)
    hidden = create_programme(by=leader, municipality=municipality, name="Kraftsamling Dold", area_name="Dold")
    FormerSlug.objects.create(slug="gamla-huset", programme=programme)
    Responsibility.objects.create(programme=programme, function="Områdesutvecklare", holder=people["process_leader"])
    rows = add_rows(programme, organisation, by=leader, leaver=people["civil_servant"])
    document, file = _make_document(programme, by=leader), _store_picture(programme, by=leader)
    attach(rows, file)
    report = submit_report(
        municipality=municipality, kind="barrier", description="Går inte", email="nagon@example.org", by=None
    )
    _settle_legal_matters(municipality, by=leader)
    _leave_traces(programme, leader, people["partner"])
    return House(
        municipality=municipality, programme=programme, hidden=hidden, **notes, document=document, file=file,
        report=report, **_invite_two(programme, by=leader), retention_class=RetentionClass.objects.first(),
        organisation=organisation, notice=Notice.objects.get(user=leader, cause=f"report.submit:{report.pk}"),
        rows=rows, dialogues=add_dialogue_rows(programme, rows, by=leader), people=people,
    )  # fmt: skip


def _start_programme(municipality, organisation, *, by) -> Programme:
    programme = create_programme(
        by=by, municipality=municipality, name="Kraftsamling Huset", area_name="Huset",
        responsible_board=organisation, mission="Ett uppdrag",
    )  # fmt: skip
    update_programme(programme=programme, changes={"mission": "Ett bättre uppdrag"}, expected_version=1, by=by)
    set_programme_public(programme=programme, is_public=True, by=by)
    return programme


def _add_notes(programme: Programme, *, by) -> dict[str, Any]:
    """Return by name a note that everyone sees, and the three that nobody else may."""
    note = _add_note(programme, by, "En bänk")
    update_map_note(note=note, changes={"title": "Två bänkar"}, expected_version=1, by=by)
    adjust_station(
        programme=programme, item_key=note.map_key, title=note.title, changes={"short_title": "Bänkar"}, seen_step=0,
        by=by,
    )  # fmt: skip
    withdrawn, secret = _add_note(programme, by, "Borta"), _add_note(programme, by, "Hemlig")
    now = timezone.now()
    type(note).objects.filter(pk=withdrawn.pk).update(withdrawn_at=now, withdrawn_reason="Dubblett")
    type(note).objects.filter(pk=secret.pk).update(
        openness="marked", secrecy_provision="OSL 26 kap. 1 §", secrecy_marked_at=now, registry_number="KS 2026-1"
    )
    hidden = _add_note(programme, by, "Intern", is_public=False)
    return {"note": note, "withdrawn_note": withdrawn, "secret_note": secret, "hidden_note": hidden}


def _make_document(programme: Programme, *, by) -> Document:
    """Return a poster that looks as if it had been made."""
    document = order_document(
        kind="process_map_poster", programme=programme, options={"sheet": "a2-portrait"}, language="sv", by=by
    )
    document.file.save("affisch.pdf", ContentFile(b"%PDF-1.7 prov"))
    now = timezone.now()
    Document.objects.filter(pk=document.pk).update(state="ready", file_size=13, ready_at=now, published_at=now)
    return document


def _store_picture(programme: Programme, *, by) -> StoredFile:
    stored = StoredFile(
        programme=programme, number="HUSET-FIL-1", arrived_at=timezone.now(), content_type="image/png", size=4,
        checksum="x", title="En bild", alt_text="En bänk i solen", created_by=by,
    )  # fmt: skip
    stored.file.save("bild.png", ContentFile(b"\x89PNG"))
    return stored


def _settle_legal_matters(municipality, *, by) -> None:
    propose_retention_classes(by=by)
    page, _created = LegalPage.objects.get_or_create(
        municipality=municipality, kind=LegalPageKind.PRIVACY, language="sv", defaults={"body": "Text"}
    )
    save_legal_page(page=page, body="En ny text", expected_version=page.version, by=by)
    AccessibilityStatement.objects.get_or_create(municipality=municipality)


def _invite_two(programme: Programme, *, by) -> dict[str, Any]:
    """Return by name an invitation to the programme, and one to a role in the whole municipality."""
    municipality = programme.municipality
    invitation = invite(
        email="inbjuden@example.org", name="Inbjuden", role=RoleKey.PARTNER, municipality=municipality,
        programme=programme, by=by,
    )  # fmt: skip
    people_invitation = invite(
        email="annan@example.org", name="Annan", role=RoleKey.PROGRAMME_CREATOR, municipality=municipality, by=by
    )
    return {"invitation": invitation, "people_invitation": people_invitation}


def _leave_traces(programme: Programme, leader, partner) -> None:
    """Add what the house keeps for itself: choices, kept forms, jobs, an earlier map, an address."""
    now = timezone.now()
    MailChoice.objects.create(user=partner)
    FormDraft.objects.create(owner=leader, path="/arbete/", fields={"text": ["Ett utkast"]})
    FormReceipt.objects.create(digest="d" * 64, location="/arbete/")
    Job.objects.get_or_create(kind="prov", key="prov", defaults={"due_at": now})
    Heartbeat.objects.create(name="sweep", at=now)
    take_snapshot(programme, on=DAY_OF_EARLIER_MAP)
    ContactPoint.objects.create(email="kontakt@example.org", purpose="prov", purge_on=now.date())
    for programme_id in (programme.pk, None):
        audit.record("account.close", partner, by=leader, programme_id=programme_id, reason="Har slutat")


@pytest.fixture
def house(db):
    return build_house()
