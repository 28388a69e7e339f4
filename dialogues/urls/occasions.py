"""Addresses: occasions, signing up for them, and calendars."""

from django.urls import path

from dialogues.views import calendars, occasions, participants, sign_up
from programmes.views.record_pages import record_urls

OCCASION = "tillfallen/<int:pk>/"
REGISTRATION = "anmalningar/<int:pk>/"
DIALOGUE = "<slug:slug>/dialoger/<slug:dialogue>/"

work_urlpatterns = [
    path("<int:pk>/tillfallen/nytt/", occasions.occasion_create, name="occasion_create"),
    *record_urls(occasions.OCCASION, "tillfallen/"),
    path(OCCASION, occasions.occasion_detail, name="occasion_detail"),
    path(f"{OCCASION}tillstand/<slug:to>/", occasions.occasion_move, name="occasion_move"),
    path(f"{OCCASION}anmalda/", participants.participant_list, name="participant_list"),
    path(f"{OCCASION}anmalda/ny/", participants.participant_add, name="participant_add"),
    path("att-ringa/", participants.call_list, name="call_list"),
    path(f"{REGISTRATION}ringd/", participants.registration_call, name="registration_call"),
    path(f"{REGISTRATION}kom/", participants.registration_came, name="registration_came"),
    path(f"{REGISTRATION}avboka/", participants.registration_cancel, name="registration_cancel"),
    path(f"{REGISTRATION}ta-bort-text/", participants.registration_redact, name="registration_redact"),
]
public_urlpatterns = [
    path("anmalan/<slug:secret>/", sign_up.registration_open, name="registration_open"),
    path("anmalan/<slug:secret>/kontakt/", sign_up.registration_contact, name="registration_contact"),
    path("anmalan/<slug:secret>/avboka/", sign_up.registration_leave, name="registration_leave"),
    path("anmalan/<slug:secret>/ta-bort-adress/", sign_up.registration_forget, name="registration_forget"),
    path(f"{DIALOGUE}anmalan/<int:pk>/", sign_up.registration_sign_up, name="registration_sign_up"),
    path(f"{DIALOGUE}kalender/<int:pk>.ics", calendars.occasion_ics, name="occasion_ics"),
    path("<slug:slug>/kalender.ics", calendars.dialogue_calendar, name="dialogue_calendar"),
]
