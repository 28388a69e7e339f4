"""Work pages under /arbete/: assets."""

from django.urls import path

from programmes.views import assets
from programmes.views.record_lists import record_list_url
from programmes.views.record_pages import record_urls

ASSETS = "<slug:slug>/kunskap/tillgangar/"

urlpatterns = [
    record_list_url(assets.ASSET_LIST, ASSETS),
    *record_urls(assets.ASSET, ASSETS),
    path(f"{ASSETS}<int:pk>/", assets.asset_detail, name="asset_detail"),
]
