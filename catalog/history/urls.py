from django.urls import path

from catalog.history import views

urlpatterns = [
    path("<slug:kind>/<uuid:record>/", views.history, name="record-history"),
    path("<slug:kind>/<uuid:record>/changes.csv", views.history_csv, name="record-history-csv"),
]
