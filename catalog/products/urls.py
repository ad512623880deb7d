from django.urls import path

from catalog.products import views

urlpatterns = [
    path("", views.products, name="products"),
    path("products.csv", views.products_csv, name="products-csv"),
    path("new/", views.create, name="product-create"),
    path("<uuid:uid>/", views.product, name="product"),
    path("<uuid:uid>/save/", views.save, name="product-save"),
    path("<uuid:uid>/hold/", views.hold, name="product-hold"),
]
