"""Addresses: dialogues and their plans."""

from django.urls import path

from dialogues.views import dialogues, parts, plan
from dialogues.views.parts import INFLUENCE, TARGET_GROUP, part_urls
from programmes.views.record_lists import record_list_url

ONE = "<int:pk>/"

work_urlpatterns = [
    record_list_url(dialogues.DIALOGUE_LIST, ""),
    path("ny/", dialogues.dialogue_create, name="dialogue_create"),
    path(ONE, dialogues.dialogue_detail, name="dialogue_detail"),
    path(f"{ONE}andra/<slug:section>/", plan.dialogue_edit, name="dialogue_edit"),
    path(f"{ONE}omfang/", plan.dialogue_size, name="dialogue_size"),
    path(f"{ONE}tillstand/<slug:to>/", dialogues.dialogue_move, name="dialogue_move"),
    path(f"{ONE}dra-tillbaka/", dialogues.dialogue_withdraw, name="dialogue_withdraw"),
    path(f"{ONE}ta-bort-text/", dialogues.dialogue_redact, name="dialogue_redact"),
    *part_urls(INFLUENCE, "paverkan/"),
    *part_urls(TARGET_GROUP, "grupper/"),
    path("tidigare-niva/<int:pk>/ta-bort-text/", parts.level_change_redact, name="level_change_redact"),
]
