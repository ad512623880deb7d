from django.urls import path

from catalog.login import first, views

urlpatterns = [
    path("welcome", first.welcome, name="welcome"),
    path("login", views.log_in, name="login"),
    path("login/code", views.log_in_code, name="login-code"),
    path("logout", views.log_out, name="logout"),
    path("password", views.ask_for_link, name="password-link"),
    path("password/<str:number>/<str:token>", views.renew, name="password-renew"),
]
