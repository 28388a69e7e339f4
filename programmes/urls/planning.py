"""Work pages under /arbete/: planning."""

from django.urls import path

from programmes.views import checklists, passages, phases, timeline
from programmes.views.record_lists import record_list_url
from programmes.views.record_pages import record_urls

PLANNING = "<slug:slug>/planering/"
PHASE = f"{PLANNING}faser/<int:pk>/"
PASSAGE = f"{PLANNING}genomgangar/<int:pk>/"
ITEMS = f"{PLANNING}punkter/"

urlpatterns = [
    path(PLANNING, phases.programme_planning, name="programme_planning"),
    path(PHASE, phases.phase_detail, name="phase_detail"),
    path(f"{PHASE}andra/", phases.phase_edit, name="phase_edit"),
    path(f"{PHASE}flytta/", phases.phase_shift, name="phase_shift"),
    path(f"{PHASE}datum/", timeline.phase_set_dates, name="phase_set_dates"),
    path(f"{PLANNING}uttradesdel/datum/", timeline.exit_set_dates, name="exit_set_dates"),
    path(f"{PHASE}borja/", passages.phase_start, name="phase_start"),
    path(f"{PHASE}ta-upp-igen/", passages.phase_take_up, name="phase_take_up"),
    path(f"{PASSAGE}avsluta/", passages.passage_finish, name="passage_finish"),
    path(f"{PASSAGE}andra/", passages.passage_edit, name="passage_edit"),
    path(f"{PASSAGE}av-misstag/", passages.passage_cancel, name="passage_cancel"),
    path(f"{PASSAGE}inte-avslutad/", passages.passage_reopen, name="passage_reopen"),
    path(f"{PASSAGE}ta-bort-text/", passages.passage_redact, name="passage_redact"),
    path(f"{PHASE}ta-bort-text/", passages.phase_redact, name="phase_redact"),
    record_list_url(checklists.CHECKLIST_ITEM_LIST, ITEMS),
    path(f"{ITEMS}forslag/", checklists.checklist_propose, name="checklist_propose"),
    *record_urls(checklists.CHECKLIST_ITEM, ITEMS),
    path(f"{ITEMS}<int:pk>/", checklists.checklist_item_detail, name="checklist_item_detail"),
    path(f"{ITEMS}<int:pk>/tillstand/<slug:to>/", checklists.checklist_item_move, name="checklist_item_move"),
    path(f"{ITEMS}<int:pk>/ordning/", checklists.checklist_item_order, name="checklist_item_order"),
]
