from django.urls import path

from transparency.integrity import views

urlpatterns = [
    path("", views.integrity, name="integrity"),
    path("checks.csv", views.integrity_csv, name="integrity-csv"),
    path("seen/", views.seen, name="integrity-seen"),
]
