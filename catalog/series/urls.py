from django.urls import path

from catalog.series import acts, views

urlpatterns = [
    path("", views.series, name="series"),
    path("new/", views.new, name="series-new"),
    path("posts.csv", views.posts_csv, name="series-csv"),
    path("calendar.ics", views.calendar, name="series-calendar"),
    path("posts/<uuid:post>/", acts.post, name="series-post"),
    path("<uuid:series>/", views.one, name="series-one"),
    path("<uuid:series>/calendar.ics", views.one_calendar, name="series-one-calendar"),
    path("<uuid:series>/change/", acts.change, name="series-change"),
]
