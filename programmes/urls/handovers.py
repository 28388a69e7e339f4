"""Work pages under /arbete/: handovers."""

from django.urls import path

from programmes.views import handovers

HANDOVERS = "<slug:slug>/overlamning/"

urlpatterns = [
    path(HANDOVERS, handovers.handover_list, name="handover_list"),
    path(f"{HANDOVERS}ny/", handovers.handover_create, name="handover_create"),
    path(f"{HANDOVERS}<int:pk>/", handovers.handover_detail, name="handover_detail"),
    path(f"{HANDOVERS}<int:pk>/andra/", handovers.handover_edit, name="handover_edit"),
    path(f"{HANDOVERS}<int:pk>/lamna-over/", handovers.handover_finish, name="handover_finish"),
    path(f"{HANDOVERS}<int:pk>/tillstand/<slug:to>/", handovers.handover_move, name="handover_move"),
    path(f"{HANDOVERS}<int:pk>/ta-bort-text/", handovers.handover_redact, name="handover_redact"),
    path(f"{HANDOVERS}svar/<int:pk>/", handovers.handover_answer, name="handover_answer"),
    path(f"{HANDOVERS}svar/<int:pk>/ta-bort-text/", handovers.handover_answer_redact, name="handover_answer_redact"),
]
