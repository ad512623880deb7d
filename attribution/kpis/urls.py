from django.urls import path

from attribution.kpis import views

urlpatterns = [
    path("", views.today, name="today"),
    path("kpis/", views.kpis, name="kpis"),
    path("kpis/days.csv", views.days_csv, name="kpi-days-csv"),
    path("kpis/channels.csv", views.channels_csv, name="kpi-channels-csv"),
    path("kpis/by.csv", views.by_csv, name="kpi-by-csv"),
    path("kpis/targets", views.targets, name="kpi-targets"),
    path("kpis/months.csv", views.months_csv, name="kpi-months-csv"),
    path("kpis/rows/<slug:figure>/", views.rows, name="kpi-rows"),
    path("sales/", views.sales, name="sales"),
]
