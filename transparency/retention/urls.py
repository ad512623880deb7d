from django.urls import path

from transparency.retention import views

urlpatterns = [
    path("", views.retention, name="retention"),
    path("retention.csv", views.retention_csv, name="retention-csv"),
    path("keep/", views.keep, name="retention-keep"),
    path("run/", views.run, name="retention-run"),
    path("locked/", views.locked, name="retention-locked"),
    path("locked/<uuid:uid>/", views.open_one, name="retention-open"),
]
