"""Addresses of the dialogues app: public pages, and work pages under /arbete/<programme>/dialoger/."""

from django.urls import include, path

from dialogues import urls_invitations, urls_methods, urls_occasions, urls_plan, urls_promises

app_name = "dialogues"

work_urlpatterns = [
    *urls_methods.work_urlpatterns,
    *urls_promises.work_urlpatterns,
    *urls_occasions.work_urlpatterns,
    *urls_invitations.work_urlpatterns,
    *urls_plan.work_urlpatterns,
]

urlpatterns = [
    path("arbete/kommunen/delaktighet/", include(urls_methods.municipality_urlpatterns)),
    path("arbete/<slug:slug>/dialoger/", include(work_urlpatterns)),
    *urls_occasions.public_urlpatterns,
    *urls_invitations.public_urlpatterns,
]
