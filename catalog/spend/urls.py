from django.urls import path

from catalog.spend import views

urlpatterns = [
    path("", views.index, name="spend"),
    path("spend.csv", views.sheet, name="spend-csv"),
    path("add/", views.add, name="spend-add"),
    path("undo/", views.undo, name="spend-undo"),
    path("rates/", views.rate, name="spend-rate"),
    path("rates/<uuid:uid>/forget/", views.forget_rate, name="spend-rate-forget"),
    path("<uuid:uid>/", views.one, name="spend-entry"),
    path("<uuid:uid>/remove/", views.remove, name="spend-remove"),
]
