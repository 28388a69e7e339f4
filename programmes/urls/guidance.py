"""Guidance: list and own wording."""

from django.urls import path

from programmes.views import guidance

urlpatterns = [
    path("", guidance.guidance_list, name="guidance_list"),
    path("<str:key>/<slug:language>/", guidance.guidance_edit, name="guidance_edit"),
]
