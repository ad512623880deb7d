from django.urls import path

from transparency.cases import views, views_settings

urlpatterns = [
    path("", views.queue, name="cases"),
    path("cases.csv", views.queue_csv, name="cases-csv"),
    path("take/", views.take, name="cases-take"),
    path("new/", views.create, name="case-new"),
    path("settings/", views_settings.settings, name="case-settings"),
    path("replies/", views_settings.reply_list, name="case-replies"),
    path("replies/new/", views_settings.reply_new, name="case-reply-new"),
    path("replies/<slug:reply_code>/<slug:reply_language>/", views_settings.reply_one, name="case-reply"),
    path(
        "replies/<slug:reply_code>/<slug:reply_language>/away/",
        views_settings.reply_away,
        name="case-reply-away",
    ),
    path("<uuid:uid>/", views.one, name="case"),
    path("<uuid:uid>/answer/", views.reply, name="case-answer"),
    path("<uuid:uid>/note/", views.note, name="case-note"),
    path("<uuid:uid>/give/", views.give, name="case-give"),
    path("<uuid:uid>/tie/", views.tie, name="case-tie"),
    path("<uuid:uid>/release/", views.let_go, name="case-release"),
    path("<uuid:uid>/hold/", views.keep_away, name="case-hold"),
    path("<uuid:uid>/close/", views.end, name="case-close"),
]
