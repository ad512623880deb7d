from django.urls import path

from catalog.occasions import views

urlpatterns = [
    path("", views.occasions, name="occasions"),
    path("occasions.csv", views.occasions_csv, name="occasions-csv"),
    path("add/", views.add, name="occasion-add"),
    path("<slug:occasion>/", views.occasion, name="occasion"),
    path("<slug:occasion>/save/", views.save, name="occasion-save"),
    path("<slug:occasion>/change/", views.change, name="occasion-change"),
]
