from django.urls import path

from catalog.heard import views

urlpatterns = [
    path("", views.index, name="heard"),
    path("change", views.change, name="heard-change"),
    path("answers.csv", views.answers_csv, name="heard-csv"),
    path("orders/<uuid:order>", views.call, name="heard-call"),
]
