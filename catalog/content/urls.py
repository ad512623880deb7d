from django.urls import path

from catalog.content import views

# The list itself, with its scores, is a page of the signals.
urlpatterns = [
    path("new/", views.create, name="content-new"),
    path("facts.csv", views.facts_csv, name="content-facts-csv"),
    path("<uuid:uid>/", views.piece, name="content-piece"),
    path("<uuid:uid>/edit/", views.edit, name="content-edit"),
    path("<uuid:uid>/metrics/", views.metrics, name="content-metrics"),
    path("<uuid:uid>/products/", views.products, name="content-products"),
    path("<uuid:uid>/archive/", views.archive, name="content-archive"),
    path("<uuid:uid>/history.csv", views.history_csv, name="content-history-csv"),
]
