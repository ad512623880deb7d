from django.urls import path

from signals.backtest import views

urlpatterns = [
    path("", views.model_choice, name="model-choice"),
    path("models.csv", views.model_choice_csv, name="model-choice-csv"),
]
