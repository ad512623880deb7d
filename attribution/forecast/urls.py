from django.urls import path

from attribution.forecast import views

urlpatterns = [
    path("", views.forecast, name="forecast"),
    path("forecast.csv", views.forecast_csv, name="forecast-csv"),
    path("products.csv", views.products_csv, name="forecast-products-csv"),
    path("test.csv", views.test_csv, name="forecast-test-csv"),
]
