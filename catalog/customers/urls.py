from django.urls import path

from catalog.customers import views

urlpatterns = [
    path("", views.customers, name="customers"),
    path("search/", views.search, name="customers-search"),
    path("customers.csv", views.customers_csv, name="customers-csv"),
    path("<uuid:uid>/", views.customer, name="customer"),
    path("<uuid:uid>/save/", views.save, name="customer-save"),
]
