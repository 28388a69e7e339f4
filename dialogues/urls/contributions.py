"""Addresses: what people have said, the queue of what is to be read, and themes."""

from django.urls import path

from dialogues.views import contributions, leaving
from programmes.views.record_lists import record_list_url
from programmes.views.record_pages import record_urls

CONTRIBUTIONS = "synpunkter/"
ONE = f"{CONTRIBUTIONS}<int:pk>/"

work_urlpatterns = [
    record_list_url(contributions.CONTRIBUTION_LIST, CONTRIBUTIONS),
    path(f"{CONTRIBUTIONS}att-lasa/", contributions.contribution_queue, name="contribution_queue"),
    path("<int:pk>/synpunkter/ny/", contributions.contribution_create, name="contribution_create"),
    path(ONE, contributions.contribution_detail, name="contribution_detail"),
    path(f"{ONE}publicera/", contributions.contribution_publish, name="contribution_publish"),
    path(f"{ONE}internt/", contributions.contribution_keep, name="contribution_keep"),
    *record_urls(contributions.CONTRIBUTION, CONTRIBUTIONS),
    path("<int:pk>/teman/nytt/", contributions.theme_create, name="theme_create"),
    *record_urls(contributions.THEME, "teman/"),
]
public_urlpatterns = [
    path("folj/", leaving.follow, name="follow"),
    path("folj/<str:code>/", leaving.follow_open, name="follow_open"),
    path("<slug:slug>/dialoger/<slug:dialogue>/lamna/", leaving.contribution_leave, name="contribution_leave"),
]
