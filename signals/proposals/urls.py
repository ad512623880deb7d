from django.urls import path

from signals.proposals import views

urlpatterns = [
    path("", views.index, name="proposals"),
    path("proposals.csv", views.proposals_csv, name="proposals-csv"),
    path("lessons/<uuid:lesson>/forget/", views.forget, name="proposal-forget"),
    path("<uuid:uid>/", views.proposal, name="proposal"),
    path("<uuid:uid>/accept/", views.accept, name="proposal-accept"),
    path("<uuid:uid>/refuse/", views.refuse, name="proposal-refuse"),
]
