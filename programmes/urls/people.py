"""Work pages about roles, people and invitations, under /arbete/; part of urls.work."""

from django.urls import include, path

from programmes.views import invitations, people, roles

municipality_urlpatterns = [
    path("", people.people_list, name="people_list"),
    path("bjud-in/", invitations.invitation_create, name="people_invite"),
    path("inbjudningar/<int:pk>/skicka-igen/", invitations.invitation_resend, name="people_invitation_resend"),
    path("inbjudningar/<int:pk>/ta-tillbaka/", invitations.invitation_cancel, name="people_invitation_cancel"),
    path("ge-roll/", roles.role_grant, name="people_role_grant"),
    path("roller/<int:pk>/avsluta/", roles.role_revoke, name="people_role_revoke"),
    path("<int:pk>/", people.people_detail, name="people_detail"),
    path("<int:pk>/stang/", people.people_close, name="people_close"),
    path("<int:pk>/oppna/", people.people_reopen, name="people_reopen"),
    path("<int:pk>/lamna-over/", people.people_hand_over, name="people_hand_over"),
]

programme_urlpatterns = [
    path("", roles.role_list, name="role_list"),
    path("ge-roll/", roles.role_grant, name="role_grant"),
    path("lamna-over/", roles.role_hand_over, name="role_hand_over"),
    path("<int:pk>/avsluta/", roles.role_revoke, name="role_revoke"),
    path("bjud-in/", invitations.invitation_create, name="invitation_create"),
    path("inbjudningar/<int:pk>/skicka-igen/", invitations.invitation_resend, name="invitation_resend"),
    path("inbjudningar/<int:pk>/ta-tillbaka/", invitations.invitation_cancel, name="invitation_cancel"),
]

urlpatterns = [
    path("kommunen/personer/", include(municipality_urlpatterns)),
    path("<slug:slug>/roller/", include(programme_urlpatterns)),
]
