"""Work pages under /arbete/: problem pictures, challenges, lessons, and the search over all that is known."""

from django.urls import path

from programmes.views import challenges, knowledge, lessons, picture_bases, pictures
from programmes.views.record_lists import record_list_url
from programmes.views.record_pages import record_urls

KNOWLEDGE = "<slug:slug>/kunskap/"
PICTURES = f"{KNOWLEDGE}problembilder/"
ONE = f"{PICTURES}<int:pk>/"
BASES = f"{PICTURES}grund/<int:pk>/"
CHALLENGES = f"{KNOWLEDGE}utmaningar/"
LESSONS = f"{KNOWLEDGE}lardomar/"

urlpatterns = [
    path(KNOWLEDGE, knowledge.knowledge_list, name="knowledge_list"),
    path(PICTURES, pictures.picture_list, name="picture_list"),
    *record_urls(pictures.PICTURE, PICTURES),
    path(ONE, pictures.picture_detail, name="picture_detail"),
    path(f"{ONE}faststall/", pictures.picture_establish, name="picture_establish"),
    path(f"{ONE}ersatt/", pictures.picture_replace, name="picture_replace"),
    path(f"{ONE}forkasta/", pictures.picture_reject, name="picture_reject"),
    path(f"{ONE}ta-upp-igen/", pictures.picture_take_up, name="picture_take_up"),
    path(f"{ONE}grund/ny/", picture_bases.picture_basis_create, name="picture_basis_create"),
    path(f"{BASES}andra/", picture_bases.picture_basis_edit, name="picture_basis_edit"),
    path(f"{BASES}dra-tillbaka/", picture_bases.picture_basis_withdraw, name="picture_basis_withdraw"),
    path(f"{BASES}ta-bort-text/", picture_bases.picture_basis_redact, name="picture_basis_redact"),
    record_list_url(challenges.CHALLENGE_LIST, CHALLENGES),
    path(f"{CHALLENGES}matris/", challenges.challenge_matrix, name="challenge_matrix"),
    *record_urls(challenges.CHALLENGE, CHALLENGES),
    path(f"{CHALLENGES}<int:pk>/", challenges.challenge_detail, name="challenge_detail"),
    record_list_url(lessons.LESSON_LIST, LESSONS),
    *record_urls(lessons.LESSON, LESSONS),
    path(f"{LESSONS}<int:pk>/", lessons.lesson_detail, name="lesson_detail"),
]
