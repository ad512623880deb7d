from django.urls import include, path

from transparency.centre import views

urlpatterns = [
    path("", views.centre, name="transparency"),
    path("switch/", views.switch, name="transparency-switch"),
    path("decisions/", include("transparency.decisions.urls")),
]
