"""Work pages of the programmes app, under /arbete/. Fixed words come before the programme's address."""

from django.urls import path

from programmes.views import map_notes, programmes

urlpatterns = [
    path("ny/", programmes.programme_create, name="programme_create"),
    path("alla/", programmes.programme_list, name="programme_list_work"),
    path("<slug:slug>/", programmes.programme_detail, name="programme_detail"),
    path("<slug:slug>/planering/", programmes.programme_planning, name="programme_planning"),
    path("<slug:slug>/planering/grund/", programmes.programme_edit_basics, name="programme_edit_basics"),
    path("<slug:slug>/planering/uppdrag/", programmes.programme_edit_mission, name="programme_edit_mission"),
    path("<slug:slug>/planering/beslut/", programmes.programme_edit_decision, name="programme_edit_decision"),
    path("<slug:slug>/planering/faser/<int:pk>/", programmes.phase_edit, name="phase_edit"),
    path("<slug:slug>/tillstand/<slug:to>/", programmes.programme_move, name="programme_move"),
    path("<slug:slug>/publicera/", programmes.programme_publish, name="programme_publish"),
    path("<slug:slug>/dra-tillbaka/", programmes.programme_withdraw, name="programme_withdraw"),
    path("<slug:slug>/ta-bort-text/", programmes.programme_redact, name="programme_redact"),
    path("<slug:slug>/karta/", map_notes.map_note_list, name="map_note_list"),
    path("<slug:slug>/karta/ny/", map_notes.map_note_create, name="map_note_create"),
    path("<slug:slug>/karta/<int:pk>/", map_notes.map_note_edit, name="map_note_edit"),
    path("<slug:slug>/karta/<int:pk>/synlighet/", map_notes.map_note_set_public, name="map_note_set_public"),
    path("<slug:slug>/karta/<int:pk>/dra-tillbaka/", map_notes.map_note_withdraw, name="map_note_withdraw"),
    path("<slug:slug>/karta/<int:pk>/ta-bort-text/", map_notes.map_note_redact, name="map_note_redact"),
]
