from django.urls import path

from attribution.roles import views

urlpatterns = [
    path("", views.roles, name="roles"),
    path("roles.csv", views.roles_csv, name="roles-csv"),
]
