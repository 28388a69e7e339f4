"""Work pages under /arbete/: actors, contacts, agreements, functions."""

from django.urls import path

from programmes.views import actors, agreements, contacts, responsibilities
from programmes.views.record_lists import record_list_url
from programmes.views.record_pages import record_urls

ACTORS = "<slug:slug>/aktorer/"
CONTACTS = f"{ACTORS}kontakter/"
AGREEMENTS = f"{ACTORS}avtal/"
FUNCTIONS = f"{ACTORS}funktioner/"

urlpatterns = [
    record_list_url(contacts.CONTACT_LIST, CONTACTS),
    *record_urls(contacts.CONTACT, CONTACTS),
    path(f"{CONTACTS}<int:pk>/", contacts.contact_detail, name="contact_detail"),
    path(f"{CONTACTS}<int:pk>/adress/", contacts.contact_address, name="contact_address"),
    path(f"{CONTACTS}<int:pk>/vi-har-pratat/", contacts.contact_event_create, name="contact_event_create"),
    path(f"{CONTACTS}gang/<int:pk>/andra/", contacts.contact_event_edit, name="contact_event_edit"),
    path(f"{CONTACTS}gang/<int:pk>/dra-tillbaka/", contacts.contact_event_withdraw, name="contact_event_withdraw"),
    path(f"{CONTACTS}gang/<int:pk>/ta-bort-text/", contacts.contact_event_redact, name="contact_event_redact"),
    record_list_url(agreements.AGREEMENT_LIST, AGREEMENTS),
    *record_urls(agreements.AGREEMENT, AGREEMENTS),
    path(f"{AGREEMENTS}<int:pk>/", agreements.agreement_detail, name="agreement_detail"),
    path(FUNCTIONS, responsibilities.responsibility_list, name="responsibility_list"),
    path(f"{FUNCTIONS}ny/", responsibilities.responsibility_create, name="responsibility_create"),
    path(f"{FUNCTIONS}<int:pk>/andra/", responsibilities.responsibility_edit, name="responsibility_edit"),
    path(f"{FUNCTIONS}<int:pk>/ta-bort-text/", responsibilities.responsibility_redact, name="responsibility_redact"),
    record_list_url(actors.ACTOR_LIST, ACTORS),
    *record_urls(actors.ACTOR, ACTORS),
    path(f"{ACTORS}vem-arbetar-med-vem/", actors.actor_network, name="actor_network"),
    path(f"{ACTORS}<int:pk>/", actors.actor_detail, name="actor_detail"),
    path(f"{ACTORS}<int:pk>/avsluta/", actors.actor_end, name="actor_end"),
]
