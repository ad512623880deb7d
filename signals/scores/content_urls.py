from django.urls import path

from signals.scores import content_views

urlpatterns = [
    path("", content_views.content, name="content"),
    path("content.csv", content_views.content_csv, name="content-csv"),
    path("regular.csv", content_views.performers_csv, name="performers-csv"),
    path("<uuid:uid>/score/", content_views.post, name="content-score"),
]
