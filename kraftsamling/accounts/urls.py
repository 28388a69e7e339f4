"""Addresses under konto/. allauth's views keep their names, since allauth looks them up; what is not used is left out.

There is no way to sign up and no list of e-mail addresses: accounts begin with an invitation to one address.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from kraftsamling.accounts import views
from kraftsamling.shared.access import open_to_all

own_patterns = [path("profil/", views.profile, name="profile")]

urlpatterns = [
    path("", include((own_patterns, "accounts"))),
    path("logga-in/", account.login, name="account_login"),
    path("logga-in/kod/", mfa.authenticate, name="mfa_authenticate"),
    path("logga-in/nyckel/", open_to_all(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path("logga-ut/", views.sign_out, name="account_logout"),
    path("stangt/", open_to_all(account.account_inactive), name="account_inactive"),
    path("bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("bekrafta/kod/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("bekrafta/nyckel/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("byt-losenord/", account.password_change, name="account_change_password"),
    path("valj-losenord/", account.password_set, name="account_set_password"),
    path("glomt-losenord/", account.password_reset, name="account_reset_password"),
    path("glomt-losenord/skickat/", account.password_reset_done, name="account_reset_password_done"),
    path("glomt-losenord/klart/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^glomt-losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sakerhet/", mfa.index, name="mfa_index"),
    path("sakerhet/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("sakerhet/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("sakerhet/reservkoder/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("sakerhet/reservkoder/nya/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("sakerhet/reservkoder/hamta/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("sakerhet/nycklar/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("sakerhet/nycklar/ny/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("sakerhet/nycklar/<int:pk>/namn/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("sakerhet/nycklar/<int:pk>/ta-bort/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
]
