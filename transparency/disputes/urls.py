from django.urls import path

from transparency.disputes import views

urlpatterns = [
    path("", views.disputes, name="disputes"),
    path("order/<uuid:order>/", views.file, name="dispute-file"),
    path("<uuid:uid>/", views.dispute, name="dispute"),
    path("<uuid:uid>/file.csv", views.dispute_csv, name="dispute-csv"),
    path("<uuid:uid>/file.json", views.dispute_json, name="dispute-json"),
]
