"""Work pages under /arbete/: sources with their figures, and stories."""

from django.urls import path

from programmes.views import figures, sources, stories
from programmes.views.record_lists import record_list_url
from programmes.views.record_pages import record_urls

SOURCES = "<slug:slug>/kunskap/kallor/"
FIGURE = "<slug:slug>/kunskap/siffror/<int:pk>/"
STORIES = "<slug:slug>/kunskap/berattelser/"

urlpatterns = [
    record_list_url(sources.SOURCE_LIST, SOURCES),
    *record_urls(sources.SOURCE, SOURCES),
    path(f"{SOURCES}<int:pk>/", sources.source_detail, name="source_detail"),
    path(f"{SOURCES}<int:pk>/siffror/ny/", figures.figure_create, name="figure_create"),
    path(f"{FIGURE}andra/", figures.figure_edit, name="figure_edit"),
    path(f"{FIGURE}dra-tillbaka/", figures.figure_withdraw, name="figure_withdraw"),
    path(f"{FIGURE}ta-bort-text/", figures.figure_redact, name="figure_redact"),
    record_list_url(stories.STORY_LIST, STORIES),
    *record_urls(stories.STORY, STORIES),
    path(f"{STORIES}<int:pk>/", stories.story_detail, name="story_detail"),
]
