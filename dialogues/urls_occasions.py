"""Addresses: occasions."""

from django.urls import URLPattern

work_urlpatterns: list[URLPattern] = []
public_urlpatterns: list[URLPattern] = []
