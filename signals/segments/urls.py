from django.urls import path

from signals.segments import answers, campaign_views, views

urlpatterns = [
    path("", views.segments, name="segments"),
    path("segments.csv", views.segments_csv, name="segments-csv"),
    path("moves.csv", views.moves_csv, name="segments-moves-csv"),
    path("settings/", views.settings, name="segments-settings"),
    path("offers/", campaign_views.campaigns, name="segments-campaigns"),
    path("offers.csv", campaign_views.campaigns_csv, name="segments-campaigns-csv"),
    path("offers/<uuid:uid>/", campaign_views.campaign, name="segment-campaign"),
    path("offers/<uuid:uid>/people/", campaign_views.people, name="segment-campaign-people"),
    path("offers/<uuid:uid>/people.csv", campaign_views.people_csv, name="segment-campaign-csv"),
    path("offers/<uuid:uid>/stop/", campaign_views.stop_now, name="segment-campaign-stop"),
    path("proposals/<uuid:uid>/", answers.proposal, name="segment-proposal"),
    path("proposals/<uuid:uid>/accept/", answers.accept_it, name="segment-accept"),
    path("proposals/<uuid:uid>/refuse/", answers.refuse_it, name="segment-refuse"),
    path("proposals/<uuid:uid>/later/", answers.later, name="segment-later"),
    path("<str:segment_code>/people/", views.people, name="segments-people"),
    path("<str:segment_code>/people.csv", views.people_csv, name="segments-people-csv"),
    path("<str:segment_code>/agreed/", views.agreed, name="segments-agreed"),
]
