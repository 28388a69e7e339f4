"""Addresses of the programmes app; the work pages lie in urls.work."""

from django.urls import include, path

from programmes.views import invitations, legal, municipality

app_name = "programmes"

public_urlpatterns = [
    path("konto/inbjudan/", invitations.invitation_accept, name="invitation_accept"),
    path("konto/inbjudan/<str:secret>/", invitations.invitation_open, name="invitation_open"),
    path("tillganglighet/", legal.accessibility_statement, name="accessibility_statement"),
    path("tillganglighet/rapportera/", legal.accessibility_report, name="accessibility_report"),
    path(
        "tillganglighet/rapportera/<uuid:uuid>/",
        legal.accessibility_report_receipt,
        name="accessibility_report_receipt",
    ),
    path("personuppgifter/", legal.privacy, name="privacy"),
    path("sa-hanterar-vi/", legal.how_we_handle, name="how_we_handle"),
    path("logotyp/", municipality.logo, name="logo"),
]

urlpatterns = [
    *public_urlpatterns,
    path("arbete/", include("programmes.urls.work")),
]
