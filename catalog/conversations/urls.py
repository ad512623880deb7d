from django.urls import include, path

from catalog.conversations import views, views_import, views_settings

urlpatterns = [
    path("", views.index, name="conversations"),
    path("figures.csv", views.figures_csv, name="conversations-figures-csv"),
    path("all/", views.talks, name="conversations-list"),
    path("all/search", views.search, name="conversations-search"),
    path("all/conversations.csv", views.talks_csv, name="conversations-csv"),
    path("new/", views.create, name="conversation-new"),
    path("import/", views_import.bring_file, name="conversation-imports"),
    path("import/<uuid:batch>/", views_import.chat, name="conversation-import"),
    path("answers/", views_settings.script_list, name="reply-scripts"),
    path("answers/new/", views_settings.new_script, name="reply-script-new"),
    path("answers/<uuid:script>/", views_settings.script, name="reply-script"),
    path("answers/<uuid:script>/archive", views_settings.put_script_away, name="reply-script-archive"),
    path("settings/", views_settings.settings, name="conversation-settings"),
    path("heard/", include("catalog.heard.urls")),
    path("<uuid:uid>/", views.one, name="conversation"),
    path("<uuid:uid>/verdict", views.verdict, name="conversation-verdict"),
    path("<uuid:uid>/outcome", views.outcome, name="conversation-outcome"),
    path("<uuid:uid>/message", views.message, name="conversation-message"),
    path("<uuid:uid>/undo", views.undo, name="conversation-undo"),
    path("<uuid:uid>/forget/", views.forget, name="conversation-forget"),
]
