"""Addresses: the catalogue of methods, the advice on a dialogue, and the ladder of participation."""

from django.urls import path

from dialogues.views import advice, case_sharing, ladder, methods
from programmes.views.record_pages import record_urls

METHODS = "metoder/"
CASES = f"{METHODS}erfarenheter/"

work_urlpatterns = [
    path(METHODS, methods.method_list, name="method_list"),
    path(f"{METHODS}forslag/", methods.method_propose, name="method_propose"),
    path(f"{METHODS}ny/", methods.method_create, name="method_create"),
    path(f"{METHODS}<int:pk>/", methods.method_detail, name="method_detail"),
    path(f"{METHODS}<int:pk>/andra/", methods.method_edit, name="method_edit"),
    path(f"{METHODS}<int:pk>/erfarenheter/ny/", methods.method_case_create, name="method_case_create"),
    path(f"{CASES}dela/", case_sharing.method_case_share, name="method_case_share"),
    path(f"{CASES}hamta/", case_sharing.method_case_import, name="method_case_import"),
    path(f"{CASES}hamta/granska/", case_sharing.method_case_import_review, name="method_case_import_review"),
    *record_urls(methods.METHOD_CASE, CASES),
    path("<int:pk>/rad/", advice.advice, name="advice"),
    path("<int:pk>/rad/valj/", advice.advice_choose, name="advice_choose"),
    path("<int:pk>/rad/till-planen/", advice.advice_fill, name="advice_fill"),
]

municipality_urlpatterns = [
    path("", ladder.ladder_edit, name="ladder_edit"),
    path("<slug:level>/<slug:language>/", ladder.ladder_step_edit, name="ladder_step_edit"),
]
