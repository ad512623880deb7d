from django.urls import path

from signals.visits_import import views

urlpatterns = [
    path("", views.index, name="imported-visits"),
    path("visits.csv", views.as_csv, name="imported-visits-csv"),
]
