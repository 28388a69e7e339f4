"""Permanent public addresses of documents and files."""

from django.urls import include, path

from kraftsamling.documents.views import public

app_name = "documents"

urlpatterns = [
    path("arbete/", include("kraftsamling.documents.urls.work")),
    path("dokument/<uuid:uuid>/", public.public_document, name="public_document"),
    path("filer/<uuid:uuid>/", public.public_file, name="public_file"),
]
