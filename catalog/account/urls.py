from django.urls import path

from catalog.account import views

urlpatterns = [
    path("language", views.choose_language, name="set_language"),
    path("account", views.account, name="account"),
    path("account/profile", views.save_profile, name="account-profile"),
    path("account/password", views.change_password, name="account-password"),
    path("account/sessions", views.end_other_sessions, name="account-sessions"),
    path("account/factor", views.set_up_factor, name="account-factor"),
    path("account/factor/off", views.turn_factor_off, name="account-factor-off"),
    path("account/recovery", views.renew_recovery_codes, name="account-recovery"),
]
