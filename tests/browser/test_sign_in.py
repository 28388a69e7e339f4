"""Sign-in, passkeys, invitations and roles in a real browser."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from playwright.sync_api import expect

from kraftsamling.jobs.models import Job
from kraftsamling.notices.queries import make_stop_token
from programmes.queries.invitations import link_secret
from programmes.roles import RoleKey
from programmes.services import invitations
from tests.factories import PASSWORD, MunicipalityFactory, ProgrammeFactory, UserFactory, make_member


@pytest.fixture
def programme(transactional_db):
    return ProgrammeFactory(slug="provet", code="PROVET", municipality=MunicipalityFactory())


def send_invitation(programme, leader, email="ana@example.org"):
    return invitations.invite(
        email=email, name="Ana", role=RoleKey.IDEA_COACH, municipality=programme.municipality, programme=programme,
        by=leader,
    )  # fmt: skip


def look_at(visitor, path: str):
    """Open one of the pages of one's own account, and see that it is the one."""
    visitor.open(f"/konto/{path}").check()
    assert visitor.page.url.endswith(path)


def add_virtual_device(page):
    client = page.context.new_cdp_session(page)
    client.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    client.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_passkey_is_saved_and_signs_in(visitor, programme):
    user = make_member(programme, email="ana@example.org")
    page = visitor.page
    add_virtual_device(page)
    visitor.sign_in(user).open("/konto/sakerhet/nycklar/ny/")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Bekräfta").click()
    page.fill("[name=name]", "Jobbtelefonen")
    visitor.check()
    page.get_by_role("button", name="Spara lösennyckeln").click()
    page.wait_for_url("**/reservkoder/")
    visitor.check().open("/konto/sakerhet/nycklar/").check()
    assert page.get_by_role("heading", name="Jobbtelefonen").is_visible()
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN).pk
    for path in [f"sakerhet/nycklar/{key}/namn/", f"sakerhet/nycklar/{key}/ta-bort/", "bekrafta/nyckel/",
                 "sakerhet/reservkoder/nya/"]:  # fmt: skip
        look_at(visitor, path)
    page.context.clear_cookies()
    visitor.open("/konto/logga-in/?next=/konto/profil/")
    page.get_by_role("button", name="Logga in med lösennyckel").click()
    page.wait_for_url("**/konto/profil/")


def test_passkey_that_fails_is_told_in_words(visitor, programme):
    page = visitor.page
    page.add_init_script("navigator.credentials.get = () => Promise.reject(new Error('closed'))")
    visitor.open("/konto/logga-in/")
    page.get_by_role("button", name="Logga in med lösennyckel").click()
    page.get_by_text("Det gick inte. Lösennyckeln användes inte").wait_for()
    visitor.check()


def test_app_is_connected_and_its_page_is_accessible(visitor, programme):
    user = make_member(programme)
    visitor.sign_in(user).open("/konto/sakerhet/app/")
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.get_by_role("button", name="Bekräfta").click()
    visitor.check()
    visitor.page.fill("[name=code]", "000000")
    visitor.page.get_by_role("button", name="Koppla appen").click()
    assert visitor.page.get_by_text("Koden är fel eller för gammal.").first.is_visible()
    TOTP.activate(user, generate_totp_secret())
    for path in ["sakerhet/", "sakerhet/app/ta-bort/", "bekrafta/kod/"]:
        look_at(visitor, path)
    visitor.page.context.clear_cookies()
    visitor.open("/konto/logga-in/")
    visitor.page.fill("[name=login]", user.email)
    visitor.page.fill("[name=password]", PASSWORD)
    visitor.page.get_by_role("button", name="Logga in", exact=True).click()
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Ett steg till")
    visitor.check()


def test_account_without_a_password_gets_one(visitor, programme):
    user = make_member(programme)
    user.set_unusable_password()
    user.save()
    look_at(visitor.arrive_as(user), "valj-losenord/")
    look_at(visitor, f"meddelanden/stoppa/{make_stop_token(user.pk, 'programmes.role_granted')}/")


@pytest.mark.parametrize("javascript", [True, False])
def test_invited_person_arrives(visitor_at, programme, javascript):
    visitor = visitor_at("phone", javascript=javascript)
    invitation = send_invitation(programme, make_member(programme))
    page = visitor.open(f"/konto/inbjudan/{link_secret(invitation)}/").page
    if javascript:
        visitor.check()
    page.fill("[name=password]", "helt annan fras nu då")
    page.get_by_role("button", name="Tacka ja till inbjudan").click()
    page.wait_for_url("**/arbete/provet/")
    assert page.get_by_text("Välkommen! Du har tackat ja till inbjudan.").is_visible()


def test_role_is_given_without_javascript(visitor_at, programme):
    visitor = visitor_at("desktop", javascript=False)
    UserFactory(name="Ana", email="ana@example.org")
    page = visitor.sign_in(make_member(programme)).open("/arbete/provet/roller/ge-roll/").page
    page.select_option("[name=user]", label="Ana")
    page.get_by_label("Samtalsledare.").check()
    page.get_by_role("button", name="Ge rollen").click()
    page.wait_for_url("**/roller/")
    assert page.get_by_text("Ana har nu rollen: Samtalsledare.").is_visible()
    assert (Job.objects.filter(kind="notices.send").count(), mail.outbox) == (1, [])
