"""Work pages of the programmes app, under /arbete/. Fixed words come before the programme's address."""

from django.urls import include, path

from programmes.views import legal, log, map_notes, municipality, programmes, reorganising, reports, retention

municipality_urlpatterns = [
    path("", municipality.municipality_edit, name="municipality_edit"),
    path("logotyp/", municipality.municipality_logo, name="municipality_logo"),
    path("logotyp/ta-bort/", municipality.municipality_logo_remove, name="municipality_logo_remove"),
    path("organisationer/", municipality.organisation_list, name="organisation_list"),
    path("organisationer/ny/", municipality.organisation_create, name="organisation_create"),
    path("organisationer/<int:pk>/", municipality.organisation_edit, name="organisation_edit"),
    path("organisationer/<int:pk>/avsluta/", municipality.organisation_end, name="organisation_end"),
    path("organisationer/<int:pk>/uppga/", reorganising.organisation_merge, name="organisation_merge"),
    path("sidor/", legal.legal_page_list, name="legal_page_list"),
    path("sidor/tillganglighet/", legal.statement_edit, name="statement_edit"),
    path("sidor/tillganglighet/publicera/", legal.statement_publish, name="statement_publish"),
    path("sidor/tillganglighet/ta-ner/", legal.statement_unpublish, name="statement_unpublish"),
    *(
        path(f"sidor/{word}/<slug:language>/", legal.legal_page_edit, {"kind": kind}, name="legal_page_edit")
        for word, kind in [("personuppgifter", "privacy"), ("sa-hanterar-vi", "how_we_handle")]
    ),
    path("arenden/", reports.report_list, name="report_list"),
    path("arenden/<int:pk>/", reports.report_detail, name="report_detail"),
    path("arenden/<int:pk>/ta-hand-om/", reports.report_take, name="report_take"),
    path("arenden/<int:pk>/svara/", reports.report_answer, name="report_answer"),
    path("arenden/<int:pk>/ta-upp-igen/", reports.report_reopen, name="report_reopen"),
    path("arenden/<int:pk>/ta-bort-text/", reports.report_redact, name="report_redact"),
    path("gallring/", retention.retention_list, name="retention_list"),
    path("gallring/forslag/", retention.retention_propose, name="retention_propose"),
    path("gallring/ny/", retention.retention_create, name="retention_create"),
    path("gallring/<int:pk>/", retention.retention_edit, name="retention_edit"),
    path("logg/", log.municipality_log, name="municipality_log"),
    path("logg/<int:pk>/ta-bort-skal/", log.municipality_log_reason, name="municipality_log_reason"),
]

urlpatterns = [
    path("", include("programmes.urls.people")),
    path("kommunen/vagledning/", include("programmes.urls.guidance")),
    path("kommunen/", include(municipality_urlpatterns)),
    path("ny/", programmes.programme_create, name="programme_create"),
    path("alla/", programmes.programme_list, name="programme_list_work"),
    # One file for each part of a programme's work.
    *(
        path("", include(f"programmes.urls.{part}"))
        for part in (
            "planning",
            "life",
            "pictures",
            "assets",
            "sources",
            "places",
            "actors",
            "governing",
            "handovers",
        )
    ),
    path("<slug:slug>/", programmes.programme_detail, name="programme_detail"),
    path("<slug:slug>/planering/grund/", programmes.programme_edit_basics, name="programme_edit_basics"),
    path("<slug:slug>/planering/uppdrag/", programmes.programme_edit_mission, name="programme_edit_mission"),
    path("<slug:slug>/planering/beslut/", programmes.programme_edit_decision, name="programme_edit_decision"),
    path("<slug:slug>/tillstand/<slug:to>/", programmes.programme_move, name="programme_move"),
    path("<slug:slug>/publicera/", programmes.programme_publish, name="programme_publish"),
    path("<slug:slug>/dra-tillbaka/", programmes.programme_withdraw, name="programme_withdraw"),
    path("<slug:slug>/ta-bort-text/", programmes.programme_redact, name="programme_redact"),
    path("<slug:slug>/logg/", log.log_list, name="log_list"),
    path("<slug:slug>/logg/<int:pk>/ta-bort-skal/", log.log_reason, name="log_reason"),
    path("<slug:slug>/karta/", map_notes.map_note_list, name="map_note_list"),
    path("<slug:slug>/karta/ny/", map_notes.map_note_create, name="map_note_create"),
    path("<slug:slug>/karta/<int:pk>/", map_notes.map_note_edit, name="map_note_edit"),
    path("<slug:slug>/karta/<int:pk>/synlighet/", map_notes.map_note_set_public, name="map_note_set_public"),
    path("<slug:slug>/karta/<int:pk>/dra-tillbaka/", map_notes.map_note_withdraw, name="map_note_withdraw"),
    path("<slug:slug>/karta/<int:pk>/ta-bort-text/", map_notes.map_note_redact, name="map_note_redact"),
]
