"""Work pages of the roof, under /arbete/."""

from django.urls import path

from kraftsamling.overview import views_work

urlpatterns = [
    path("", views_work.my_page, name="my_page"),
    path("<slug:slug>/forhandsvisning/", views_work.programme_preview, name="programme_preview"),
]
