"""Addresses: the public pages of dialogues, the invitation's texts, the check before publishing."""

from django.urls import path

from dialogues.views import checking, invitations, public, texts, translated

TEXT = "<int:pk>/texter/<slug:language>/"
DIALOGUES = "<slug:slug>/dialoger/"
DIALOGUE = f"{DIALOGUES}<slug:dialogue>/"

work_urlpatterns = [
    path("<int:pk>/kontroll/", checking.dialogue_check, name="dialogue_check"),
    path("<int:pk>/publicera/", checking.dialogue_publish, name="dialogue_publish"),
    path("<int:pk>/forhandsvisning/", invitations.dialogue_preview, name="dialogue_preview"),
    path("<int:pk>/inbjudan/", invitations.invitation_detail, name="invitation_detail"),
    path("<int:pk>/texter/", texts.text_list, name="text_list"),
    path(TEXT, texts.text_edit, name="text_edit"),
    path(f"{TEXT}granska/", texts.text_review, name="text_review"),
    path(f"{TEXT}ta-bort-text/", texts.text_redact, name="text_redact"),
]
public_urlpatterns = [
    path(DIALOGUES, public.dialogue_public_list, name="dialogue_public_list"),
    path(f"{DIALOGUES}sida/<int:number>/", public.dialogue_public_page, name="dialogue_public_page"),
    path(DIALOGUE, public.dialogue_public, name="dialogue_public"),
    path(f"{DIALOGUE}delningsbild.png", public.dialogue_share_picture, name="dialogue_share_picture"),
    path(f"{DIALOGUE}<slug:language>/", translated.dialogue_public_text, name="dialogue_public_text"),
]
