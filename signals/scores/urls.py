from django.urls import path

from signals.scores import views

urlpatterns = [
    path("", views.scores, name="scores"),
    path("scores.csv", views.scores_csv, name="scores-csv"),
    path("steady/", views.steady, name="scores-steady"),
    path("settings/", views.settings, name="scores-settings"),
    path("<uuid:uid>/", views.product, name="score-product"),
    path("<uuid:uid>/cost/", views.cost, name="score-cost"),
]
