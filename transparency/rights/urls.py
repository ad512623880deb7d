from django.urls import path

from transparency.rights import views, views_settings

urlpatterns = [
    path("", views.index, name="rights"),
    path("requests.csv", views.requests_csv, name="rights-csv"),
    path("consents/", views_settings.consents, name="rights-consents"),
    path("consents.csv", views_settings.consents_csv, name="rights-consents-csv"),
    path("words/", views_settings.words, name="rights-words"),
    path("words/<slug:purpose>/", views_settings.wording, name="rights-wording"),
    path("words/<slug:purpose>/publish", views_settings.publish, name="rights-wording-publish"),
    path("benefit/", views_settings.benefit, name="rights-benefit"),
    path("benefit/change", views_settings.change_benefit, name="rights-benefit-change"),
    path("customers/<uuid:customer>/", views.person, name="rights-person"),
    path("customers/<uuid:customer>/new", views.note, name="rights-note"),
    path("<uuid:uid>/", views.one, name="rights-request"),
    path("<uuid:uid>/send", views.send, name="rights-send"),
    path("<uuid:uid>/done", views.done, name="rights-done"),
    path("<uuid:uid>/refuse", views.refuse, name="rights-refuse"),
    path("<uuid:uid>/erase", views.erase, name="rights-erase"),
]
