"""Work pages of the documents app, under /arbete/."""

from django.urls import path

from kraftsamling.documents.views import attachments, documents, files, hanging

RECORD_FILES = "<slug:slug>/filer/till/"

urlpatterns = [
    path("<slug:slug>/dokument/", documents.document_list, name="document_list"),
    path("<slug:slug>/dokument/ny/<slug:key>/", documents.document_order, name="document_order"),
    path("<slug:slug>/dokument/<int:pk>/", documents.document_detail, name="document_detail"),
    path("<slug:slug>/dokument/<int:pk>/igen/", documents.document_retry, name="document_retry"),
    path("<slug:slug>/dokument/<int:pk>/hamta/", documents.document_download, name="document_download"),
    path("<slug:slug>/dokument/<int:pk>/dra-tillbaka/", documents.document_withdraw, name="document_withdraw"),
    path("<slug:slug>/dokument/<int:pk>/ta-bort-text/", documents.document_redact, name="document_redact"),
    path("<slug:slug>/dokument/<int:pk>/sitter/", hanging.document_hang, name="document_hang"),
    path("<slug:slug>/filer/", files.file_list, name="file_list"),
    path("<slug:slug>/filer/ny/", files.file_create, name="file_create"),
    path("<slug:slug>/filer/<int:pk>/", files.file_detail, name="file_detail"),
    path("<slug:slug>/filer/<int:pk>/andra/", files.file_edit, name="file_edit"),
    path("<slug:slug>/filer/<int:pk>/synlighet/", files.file_set_public, name="file_set_public"),
    path("<slug:slug>/filer/<int:pk>/hamta/", files.file_download, name="file_download"),
    path("<slug:slug>/filer/<int:pk>/dra-tillbaka/", files.file_withdraw, name="file_withdraw"),
    path("<slug:slug>/filer/<int:pk>/ta-bort-for-gott/", files.file_redact, name="file_redact"),
    path(f"{RECORD_FILES}<slug:target>/<int:pk>/", attachments.attachment_list, name="attachment_list"),
    path(f"{RECORD_FILES}<slug:target>/<int:pk>/ny/", attachments.attachment_add, name="attachment_add"),
    path(f"{RECORD_FILES}<slug:target>/<int:pk>/valj/", attachments.attachment_choose, name="attachment_choose"),
    path(f"{RECORD_FILES}<int:pk>/ta-bort/", attachments.attachment_detach, name="attachment_detach"),
]
