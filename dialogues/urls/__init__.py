"""Addresses of the dialogues app: public pages, and work pages under /arbete/<programme>/dialoger/."""

from django.urls import include, path

from dialogues.urls import contributions, invitations, methods, occasions, plan, promises

app_name = "dialogues"

work_urlpatterns = [
    *methods.work_urlpatterns,
    *promises.work_urlpatterns,
    *occasions.work_urlpatterns,
    *contributions.work_urlpatterns,
    *invitations.work_urlpatterns,
    *plan.work_urlpatterns,
]

urlpatterns = [
    path("arbete/kommunen/delaktighet/", include(methods.municipality_urlpatterns)),
    path("arbete/<slug:slug>/dialoger/", include(work_urlpatterns)),
    *occasions.public_urlpatterns,
    *contributions.public_urlpatterns,
    *invitations.public_urlpatterns,
]
