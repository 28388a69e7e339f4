"""Addresses of a person's own notices, under konto/."""

from django.urls import path

from kraftsamling.notices import views

app_name = "notices"

urlpatterns = [
    path("meddelanden/", views.notice_list, name="notice_list"),
    path("meddelanden/alla-lasta/", views.notice_read_all, name="notice_read_all"),
    path("meddelanden/<int:pk>/last/", views.notice_read, name="notice_read"),
    path("meddelanden/mejl/", views.mail_choice, name="mail_choice"),
    path("meddelanden/stoppa/<str:token>/", views.mail_stop, name="mail_stop"),
]
