from django.urls import path

from transparency.audit import views

urlpatterns = [
    path("", views.audit, name="audit"),
    path("audit.csv", views.audit_csv, name="audit-csv"),
    path("run/", views.run, name="audit-run"),
    path("runs/<uuid:uid>/sign/", views.sign, name="audit-sign"),
    path("results/<uuid:uid>/", views.result, name="audit-result"),
    path("results/<uuid:uid>/answer/", views.answer, name="audit-answer"),
]
