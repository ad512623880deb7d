from django.urls import path

from attribution.budget import views

urlpatterns = [
    path("", views.budget, name="budget"),
    path("budget.csv", views.budget_csv, name="budget-csv"),
]
