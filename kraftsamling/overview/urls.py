"""Public pages that compose several apps; the programme's own address comes last since it matches any word."""

from django.urls import include, path

from kraftsamling.overview import views_gallery, views_health, views_public, views_window

app_name = "overview"

# Without language prefix: these lead on or are read by machines.
unprefixed = [
    path("k/<slug:code>", views_public.short_address, name="short_address"),
    path("halsa/", views_health.health, name="health"),
]

urlpatterns = [
    path("", views_public.programme_list, name="programme_list"),
    path("arbete/", include("kraftsamling.overview.urls_work")),
    path("galleri/", views_gallery.gallery, name="gallery"),
    path("<slug:slug>/skyltfonster/", views_window.shop_window, name="shop_window"),
    path("<slug:slug>/skyltfonster/tjanst.js", views_window.shop_window_worker, name="shop_window_worker"),
    path("<slug:slug>/", views_public.programme_public, name="programme_public"),
    path("<slug:slug>/", include("kraftsamling.overview.urls_map")),
]
