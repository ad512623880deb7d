from django.urls import path

from signals.audience import views

urlpatterns = [
    path("", views.audience_page, name="audience"),
    path("audience.csv", views.audience_csv, name="audience-csv"),
]
