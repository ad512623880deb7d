from django.urls import path

from signals.ingest import views

urlpatterns = [
    path("", views.overview, name="signals"),
    path("key", views.make_key, name="signals-key"),
    path("retention", views.keep_events, name="signals-retention"),
    path("intake.csv", views.intake_csv, name="signals-intake-csv"),
    path("funnel.csv", views.funnel_csv, name="signals-funnel-csv"),
    path("sessions.csv", views.sessions_csv, name="signals-sessions-csv"),
    path("tail", views.tail_part, name="signals-tail"),
    path("tail.csv", views.tail_csv, name="signals-tail-csv"),
]
