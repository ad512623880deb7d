from django.urls import path

from catalog.keys import views

urlpatterns = [
    path("", views.keys, name="keys"),
    path("create", views.create, name="keys-create"),
    path("<uuid:uid>/revoke", views.revoke, name="keys-revoke"),
    path("public/origins", views.origins, name="keys-origins"),
    path("public/replace", views.replace, name="keys-replace"),
]
