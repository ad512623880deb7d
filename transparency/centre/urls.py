from django.urls import path

from transparency.centre import views

urlpatterns = [
    path("", views.centre, name="transparency"),
    path("switch/", views.switch, name="transparency-switch"),
    path("decisions/", views.log, name="decisions"),
    path("decisions/verify/", views.verify, name="decisions-verify"),
    path("decisions/export/", views.export, name="decisions-export"),
    path("decisions/<uuid:uid>/", views.decision, name="decision"),
]
