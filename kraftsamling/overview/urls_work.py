"""Work pages of the roof, under /arbete/."""

from django.urls import path

from kraftsamling.overview import (
    views_calendar,
    views_closing,
    views_glance,
    views_map_looks,
    views_sharing,
    views_window,
    views_work,
)

urlpatterns = [
    path("", views_work.my_page, name="my_page"),
    path("<slug:slug>/laget/", views_glance.glance, name="glance"),
    path("<slug:slug>/forhandsvisning/", views_work.programme_preview, name="programme_preview"),
    path("<slug:slug>/processkarta/utseende/", views_map_looks.map_looks, name="map_looks"),
    path("<slug:slug>/processkarta/utseende/andra/", views_map_looks.map_look_change, name="map_look_change"),
    path("<slug:slug>/processkarta/utseende/angra/", views_map_looks.map_look_undo, name="map_look_undo"),
    path("<slug:slug>/skyltfonster/", views_window.shop_window_setup, name="shop_window_setup"),
    path("<slug:slug>/processkarta/dela/", views_sharing.map_sharing, name="map_sharing"),
    path("<slug:slug>/avsluta/", views_closing.programme_close, name="programme_close"),
    path("<slug:slug>/kalender/", views_calendar.calendar, name="calendar"),
]
