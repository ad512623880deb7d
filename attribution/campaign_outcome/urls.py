from django.urls import path

from attribution.campaign_outcome import views

urlpatterns = [
    path("", views.campaign_outcomes, name="campaign-outcomes"),
    path("plan/", views.plan, name="campaign-outcome-plan"),
    path("results.csv", views.campaign_outcomes_csv, name="campaign-outcomes-csv"),
    path("withdraw", views.withdraw, name="campaign-outcome-withdraw"),
]
