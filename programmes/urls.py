"""Addresses of the programmes app; the work pages lie in urls_work."""

from django.urls import include, path

app_name = "programmes"

public_urlpatterns: list = []

urlpatterns = [
    *public_urlpatterns,
    path("arbete/", include("programmes.urls_work")),
]
