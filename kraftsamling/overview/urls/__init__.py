"""Public pages that compose several apps; the programme's own address comes last since it matches any word."""

from django.urls import include, path

from kraftsamling.overview.views import gallery, health, public, window

app_name = "overview"

# Without language prefix: these lead on or are read by machines.
unprefixed = [
    path("k/<slug:code>", public.short_address, name="short_address"),
    path("halsa/", health.health, name="health"),
]

urlpatterns = [
    path("", public.programme_list, name="programme_list"),
    path("arbete/", include("kraftsamling.overview.urls.work")),
    path("galleri/", gallery.gallery, name="gallery"),
    path("<slug:slug>/skyltfonster/", window.shop_window, name="shop_window"),
    path("<slug:slug>/skyltfonster/tjanst.js", window.shop_window_worker, name="shop_window_worker"),
    path("<slug:slug>/", public.programme_public, name="programme_public"),
    path("<slug:slug>/", include("kraftsamling.overview.urls.map")),
]
