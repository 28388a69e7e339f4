"""Work pages of the roof, under /arbete/."""

from django.urls import path

from kraftsamling.overview.views import calendar, closing, glance, map_looks, sharing, window, work

urlpatterns = [
    path("", work.my_page, name="my_page"),
    path("<slug:slug>/laget/", glance.glance, name="glance"),
    path("<slug:slug>/forhandsvisning/", work.programme_preview, name="programme_preview"),
    path("<slug:slug>/processkarta/utseende/", map_looks.map_looks, name="map_looks"),
    path("<slug:slug>/processkarta/utseende/andra/", map_looks.map_look_change, name="map_look_change"),
    path("<slug:slug>/processkarta/utseende/angra/", map_looks.map_look_undo, name="map_look_undo"),
    path("<slug:slug>/skyltfonster/", window.shop_window_setup, name="shop_window_setup"),
    path("<slug:slug>/processkarta/dela/", sharing.map_sharing, name="map_sharing"),
    path("<slug:slug>/avsluta/", closing.programme_close, name="programme_close"),
    path("<slug:slug>/kalender/", calendar.calendar, name="calendar"),
]
