from django.urls import path

from transparency.erasure import views

urlpatterns = [
    path("", views.erasures_page, name="erasures"),
    path("erasures.csv", views.erasures_csv, name="erasures-csv"),
    path("customers/<uuid:uid>/", views.ask, name="erasure-ask"),
    path("customers/<uuid:uid>/erase/", views.start, name="erasure-start"),
    path("<uuid:uid>/", views.record_page, name="erasure-record"),
    path("<uuid:uid>/progress/", views.progress, name="erasure-progress"),
    path("<uuid:uid>/again/", views.again, name="erasure-again"),
]
