from django.urls import path

from transparency.decisions import views

urlpatterns = [
    path("", views.log, name="decisions"),
    path("verify/", views.verify, name="decisions-verify"),
    path("export/", views.export, name="decisions-export"),
    path("months.csv", views.months, name="decisions-months"),
    path("<uuid:uid>/", views.decision, name="decision"),
    path("<uuid:uid>/decision.json", views.decision_json, name="decision-json"),
]
