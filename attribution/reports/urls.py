from django.urls import path

from attribution.alerts import views as alerts
from attribution.digest import views as letters
from attribution.notes import views as notes
from attribution.reports import views

urlpatterns = [
    path("", views.report, name="report"),
    path("live", views.live, name="report-live"),
    path("alerts/", alerts.index, name="alerts"),
    path("alerts.csv", alerts.alerts_csv, name="alerts-csv"),
    path("alerts/forget/", alerts.forget, name="alerts-forget"),
    path("alerts/<uuid:alert>/", alerts.one, name="alert"),
    path("alerts/<uuid:alert>/answer/", alerts.answer, name="alert-answer"),
    path("notes/", notes.index, name="notes"),
    path("notes.csv", notes.notes_csv, name="notes-csv"),
    path("notes/add/", notes.add, name="note-add"),
    path("notes/<uuid:note>/", notes.one, name="note"),
    path("notes/<uuid:note>/remove/", notes.remove, name="note-remove"),
    path("letters/", letters.index, name="letters"),
    path("letters/choose/", letters.choose, name="letters-choose"),
    path("letters/preview/", letters.preview, name="letters-preview"),
]
