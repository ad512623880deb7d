from django.urls import path

from signals.code_results import views

urlpatterns = [path("<uuid:code_uid>/days.csv", views.days_csv, name="code-link-days")]
