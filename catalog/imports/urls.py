from django.urls import path

from catalog.imports import views

urlpatterns = [
    path("", views.index, name="imports"),
    path("upload/", views.upload, name="import-upload"),
    path("<uuid:batch>/", views.one, name="import"),
    path("<uuid:batch>/columns/", views.columns, name="import-columns"),
    path("<uuid:batch>/start/", views.start, name="import-start"),
    path("<uuid:batch>/progress/", views.progress, name="import-progress"),
    path("<uuid:batch>/refused.csv", views.errors, name="import-errors"),
    path("<uuid:batch>/undo/", views.undo, name="import-undo"),
    path("<uuid:batch>/discard/", views.discard, name="import-discard"),
]
