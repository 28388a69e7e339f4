"""Work pages of the documents app, under /arbete/."""

from django.urls import path

from kraftsamling.documents.views import documents, files

urlpatterns = [
    path("<slug:slug>/dokument/", documents.document_list, name="document_list"),
    path("<slug:slug>/dokument/ny/<slug:key>/", documents.document_order, name="document_order"),
    path("<slug:slug>/dokument/<int:pk>/", documents.document_detail, name="document_detail"),
    path("<slug:slug>/dokument/<int:pk>/igen/", documents.document_retry, name="document_retry"),
    path("<slug:slug>/dokument/<int:pk>/hamta/", documents.document_download, name="document_download"),
    path("<slug:slug>/dokument/<int:pk>/dra-tillbaka/", documents.document_withdraw, name="document_withdraw"),
    path("<slug:slug>/filer/", files.file_list, name="file_list"),
    path("<slug:slug>/filer/ny/", files.file_create, name="file_create"),
    path("<slug:slug>/filer/<int:pk>/", files.file_detail, name="file_detail"),
    path("<slug:slug>/filer/<int:pk>/andra/", files.file_edit, name="file_edit"),
    path("<slug:slug>/filer/<int:pk>/synlighet/", files.file_set_public, name="file_set_public"),
    path("<slug:slug>/filer/<int:pk>/hamta/", files.file_download, name="file_download"),
    path("<slug:slug>/filer/<int:pk>/dra-tillbaka/", files.file_withdraw, name="file_withdraw"),
]
