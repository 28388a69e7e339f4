"""Addresses: plan."""

from django.urls import URLPattern

work_urlpatterns: list[URLPattern] = []
