from django.urls import path

from catalog.playlists import acts, views

urlpatterns = [
    path("", views.index, name="playlists"),
    path("playlists.csv", views.playlists_csv, name="playlists-csv"),
    path("new/", acts.create, name="playlist-create"),
    path("<slug:playlist>/", views.builder, name="playlist"),
    path("<slug:playlist>/find/", views.find, name="playlist-find"),
    path("<slug:playlist>/preview/", views.preview, name="playlist-preview"),
    path("<slug:playlist>/save/", acts.save, name="playlist-save"),
    path("<slug:playlist>/change/", acts.change, name="playlist-change"),
    path("<slug:playlist>/mend/", acts.mend, name="playlist-mend"),
    path("<slug:playlist>/undo/", acts.undo, name="playlist-undo"),
    path("<slug:playlist>/state/", acts.state, name="playlist-state"),
    path("<slug:playlist>/delete/", acts.delete, name="playlist-delete"),
]
