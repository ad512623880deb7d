from django.urls import path

from catalog.codes import acts, views

urlpatterns = [
    path("", views.index, name="codes"),
    path("codes.csv", views.codes_csv, name="codes-csv"),
    path("new/", acts.create, name="codes-create"),
    path("<uuid:code_uid>/", views.code, name="code"),
    path("<uuid:code_uid>/uses.csv", views.uses_csv, name="code-uses"),
    path("<uuid:code_uid>/print/", views.sheet, name="code-print"),
    path("<uuid:code_uid>/qr.svg", views.qr, name="code-qr"),
    path("<uuid:code_uid>/edit/", views.edit, name="code-edit"),
    path("<uuid:code_uid>/save/", acts.save, name="code-save"),
    path("<uuid:code_uid>/state/", acts.state, name="code-state"),
    path("<uuid:code_uid>/delete/", acts.delete, name="code-delete"),
    path("<uuid:code_uid>/uses/<uuid:use_uid>/back/", acts.back, name="code-use-back"),
]
