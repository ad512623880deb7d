from django.urls import path

from catalog.orders import views

urlpatterns = [
    path("", views.orders, name="orders"),
    path("search/", views.search, name="orders-search"),
    path("orders.csv", views.orders_csv, name="orders-csv"),
    path("bulk/", views.bulk, name="orders-bulk"),
    path("undo/", views.undo, name="orders-undo"),
    path("<uuid:uid>/", views.order, name="order"),
    path("<uuid:uid>/step/", views.take_step, name="order-step"),
    path("<uuid:uid>/refund/", views.give_back, name="order-refund"),
]
