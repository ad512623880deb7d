from django.urls import path

from catalog.playlists import views

urlpatterns = [
    path("", views.index, name="playlists"),
    path("new/", views.create, name="playlist-create"),
    path("<slug:playlist>/", views.builder, name="playlist"),
    path("<slug:playlist>/save/", views.save, name="playlist-save"),
    path("<slug:playlist>/change/", views.change, name="playlist-change"),
    path("<slug:playlist>/delete/", views.delete, name="playlist-delete"),
]
