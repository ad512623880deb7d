from django.urls import path

from signals.exposure import views

urlpatterns = [
    path("", views.exposure, name="exposure"),
    path("tests.csv", views.exposure_csv, name="exposure-csv"),
    path("start/", views.start, name="exposure-start"),
    path("<uuid:uid>/", views.test, name="exposure-test"),
    path("<uuid:uid>/decide/", views.decide, name="exposure-decide"),
]
