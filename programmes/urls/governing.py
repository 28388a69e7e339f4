"""Work pages under /arbete/: the leadership, and what is settled."""

from django.urls import path

from programmes.views import bodies, decisions
from programmes.views.record_lists import record_list_url
from programmes.views.record_pages import record_urls

BODIES = "<slug:slug>/styrning/grupper/"
SEATS = "<slug:slug>/styrning/ledamoter/<int:pk>/"
DECISIONS = "<slug:slug>/styrning/beslut/"

urlpatterns = [
    path(BODIES, bodies.body_list, name="body_list"),
    *record_urls(bodies.BODY, BODIES),
    path(f"{BODIES}<int:pk>/", bodies.body_detail, name="body_detail"),
    path(f"{BODIES}<int:pk>/ledamoter/ny/", bodies.membership_create, name="membership_create"),
    path(f"{SEATS}andra/", bodies.membership_edit, name="membership_edit"),
    path(f"{SEATS}avsluta/", bodies.membership_end, name="membership_end"),
    path(f"{SEATS}ta-bort-text/", bodies.membership_redact, name="membership_redact"),
    record_list_url(decisions.DECISION_LIST, DECISIONS),
    # A new one begins with the question by which mandate.
    path(f"{DECISIONS}ny/", decisions.decision_create, name="decision_create"),
    *(address for address in record_urls(decisions.DECISION, DECISIONS) if address.name != "decision_create"),
    path(f"{DECISIONS}<int:pk>/", decisions.decision_detail, name="decision_detail"),
]
