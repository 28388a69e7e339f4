"""Work pages under /arbete/: places."""

from django.urls import path

from programmes.views import places, places_import
from programmes.views.record_pages import record_urls

PLACES = "<slug:slug>/kunskap/platser/"

urlpatterns = [
    path(PLACES, places.place_list, name="place_list"),
    path(f"{PLACES}hamta-in/", places_import.place_import, name="place_import"),
    path(f"{PLACES}hamta-in/granska/", places_import.place_import_review, name="place_import_review"),
    *record_urls(places.PLACE, PLACES),
    path(f"{PLACES}<int:pk>/", places.place_detail, name="place_detail"),
]
