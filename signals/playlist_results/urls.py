from django.urls import path

from signals.playlist_results import views

urlpatterns = [
    path("", views.results, name="playlist-results"),
    path("results.csv", views.results_csv, name="playlist-results-csv"),
    path("<slug:playlist>/", views.result, name="playlist-result"),
    path("<slug:playlist>/days.csv", views.days_csv, name="playlist-result-days"),
    path("<slug:playlist>/orders.csv", views.orders_csv, name="playlist-result-orders"),
]
