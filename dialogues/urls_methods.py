"""Addresses: methods."""

from django.urls import URLPattern

work_urlpatterns: list[URLPattern] = []
