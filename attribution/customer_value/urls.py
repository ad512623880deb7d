from django.urls import path

from attribution.customer_value import views

urlpatterns = [
    path("", views.customer_value, name="customer-value"),
    path("groups.csv", views.customer_value_csv, name="customer-value-csv"),
]
