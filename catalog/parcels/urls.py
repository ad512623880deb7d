from django.urls import path

from catalog.parcels import acts, views

urlpatterns = [
    path("", views.index, name="parcels"),
    path("parcels.csv", views.as_csv, name="parcels-csv"),
    path("ageing.csv", views.ageing_csv, name="parcels-ageing-csv"),
    path("cash/", views.cash, name="parcels-cash"),
    path("cash/cash.csv", views.cash_csv, name="parcels-cash-csv"),
    path("cash/mark", acts.mark, name="parcels-remit"),
    path("cash/<uuid:remittance>/undo", acts.unmark, name="parcels-remit-undo"),
    path("refusals/", views.refused, name="parcels-refusals"),
    path("refusals/refusals.csv", views.refusals_csv, name="parcels-refusals-csv"),
    path("words/", views.words, name="courier-words"),
    path("words/<int:word_id>", acts.explain, name="courier-word"),
    path("<uuid:parcel>/", views.one, name="parcel"),
    path("<uuid:parcel>/order", acts.tie, name="parcel-tie"),
]
