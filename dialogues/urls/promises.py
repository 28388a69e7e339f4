"""Addresses: promises."""

from django.urls import URLPattern, path

from dialogues.views import promises
from programmes.views.record_lists import record_list_url
from programmes.views.record_pages import record_urls

PROMISES = "loften/"
ONE = f"{PROMISES}<int:pk>/"

work_urlpatterns: list[URLPattern] = [
    record_list_url(promises.PROMISE_LIST, PROMISES),
    path("<int:pk>/loften/nytt/", promises.promise_create, name="promise_create"),
    *record_urls(promises.PROMISE, PROMISES),
    path(ONE, promises.promise_detail, name="promise_detail"),
    path(f"{ONE}tillstand/<slug:to>/", promises.promise_move, name="promise_move"),
]
