from django.urls import path

from transparency.register import views

urlpatterns = [
    path("", views.register, name="register"),
    path("register.csv", views.register_csv, name="register-csv"),
    path("print/", views.on_paper, name="register-print"),
    path("head/", views.head, name="register-head"),
    path("lines/<slug:processing>/", views.line, name="register-line"),
]
