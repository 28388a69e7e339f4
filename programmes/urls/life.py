"""Work pages under /arbete/: a programme's facts, its goals, what lives on after it, and communication."""

from django.urls import path

from programmes.views import communications, goals, programmes, structures
from programmes.views.record_lists import record_list_url
from programmes.views.record_pages import record_urls

GOALS = "<slug:slug>/planering/mal/"
STRUCTURES = "<slug:slug>/planering/lever-vidare/"
COMMUNICATION = "<slug:slug>/planering/kommunikation/"
FACTS = "<slug:slug>/planering/fakta/"

urlpatterns = [
    path(GOALS, goals.goal_list, name="goal_list"),
    *record_urls(goals.GOAL, GOALS),
    path(f"{GOALS}<int:pk>/", goals.goal_detail, name="goal_detail"),
    path(f"{GOALS}<int:pk>/ordning/", goals.goal_order, name="goal_order"),
    record_list_url(structures.STRUCTURE_LIST, STRUCTURES),
    *record_urls(structures.STRUCTURE, STRUCTURES),
    record_list_url(communications.COMMUNICATION_LIST, COMMUNICATION),
    *record_urls(communications.COMMUNICATION, COMMUNICATION),
    path(FACTS, programmes.programme_facts, name="programme_facts"),
    path(f"{FACTS}dataskydd/", programmes.programme_edit_protection, name="programme_edit_protection"),
    path(f"{FACTS}kommunikator/", programmes.programme_edit_communicator, name="programme_edit_communicator"),
]
