from django.urls import path

from catalog.channels import rule_views, views

# What channels cost and bring, at the root of these addresses, is a page of the attribution.
urlpatterns = [
    path("tree/", views.tree, name="channel-tree"),
    path("tree/add/", views.add_channel, name="channel-add"),
    path("tree/<str:channel>/", views.channel, name="channel"),
    path("tree/<str:channel>/reset/", views.reset, name="channel-reset"),
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/campaigns.csv", views.campaigns_csv, name="campaigns-csv"),
    path("campaigns/add/", views.add_campaign, name="campaign-add"),
    path("campaigns/<uuid:uid>/", views.campaign, name="campaign"),
    path("campaigns/<uuid:uid>/archive/", views.archive, name="campaign-archive"),
    path("rules/", rule_views.index, name="channel-rules"),
    path("rules/add/", rule_views.add, name="channel-rule-add"),
    path("rules/apply/", rule_views.apply, name="channel-rules-apply"),
    path("rules/<uuid:uid>/switch/", rule_views.switch, name="channel-rule-switch"),
    path("runs/<uuid:uid>/", rule_views.run, name="channel-run"),
    path("runs/<uuid:uid>/progress/", rule_views.progress, name="channel-run-progress"),
    path("runs/<uuid:uid>/undo/", rule_views.undo, name="channel-run-undo"),
]
