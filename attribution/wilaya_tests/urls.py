from django.urls import path

from attribution.wilaya_tests import views

urlpatterns = [
    path("", views.tests, name="wilaya-tests"),
    path("add/", views.add, name="wilaya-test-add"),
    path("<uuid:uid>/", views.test, name="wilaya-test"),
    path("<uuid:uid>/pairs.csv", views.pairs_csv, name="wilaya-test-csv"),
    path("<uuid:uid>/stop/", views.stop_test, name="wilaya-test-stop"),
]
