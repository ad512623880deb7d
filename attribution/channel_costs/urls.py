from django.urls import path

from attribution.channel_costs import views

urlpatterns = [
    path("", views.index, name="channels"),
    path("costs.csv", views.sheet, name="channels-csv"),
]
