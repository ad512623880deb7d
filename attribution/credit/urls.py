from django.urls import path

from attribution.credit import views

urlpatterns = [
    path("", views.credit, name="credit"),
    path("credit.csv", views.credit_csv, name="credit-csv"),
    path("rules/", views.rules, name="credit-rules"),
    path("settings/", views.settings, name="credit-settings"),
    path("orders/", views.rows, name="credit-rows"),
    path("orders/entries.csv", views.rows_csv, name="credit-rows-csv"),
    path("orders/<uuid:uid>/", views.order, name="credit-order"),
]
