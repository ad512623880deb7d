from django.urls import path

from transparency.public_page import views

urlpatterns = [
    path("", views.overview, name="public-page"),
    path("mend/", views.mend, name="public-page-mend"),
    path("contact/", views.contact, name="public-page-contact"),
    path("hours/", views.hours, name="public-page-hours"),
    path("hours/away/", views.away, name="public-page-away"),
    path("charge/", views.charge, name="public-page-charge"),
    path("legal/", views.legal, name="public-page-legal"),
    path("texts/<str:text>/", views.text, name="public-page-text"),
    path("changes/", views.changed, name="public-page-changes"),
    path("changes/restore/", views.restore, name="public-page-restore"),
]
