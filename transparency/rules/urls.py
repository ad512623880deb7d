from django.urls import path

from transparency.rules import views

urlpatterns = [
    path("", views.rules, name="rules"),
    path("findings.csv", views.findings_csv, name="rules-csv"),
    path("run/", views.run, name="rules-run"),
    path("book/", views.book, name="rules-book"),
    path("book/<str:rule>/", views.rule, name="rules-rule"),
    path("book/<str:rule>/forget/", views.forget, name="rules-forget"),
    path("findings/<uuid:uid>/", views.one, name="rules-finding"),
    path("findings/<uuid:uid>/mend/", views.mend, name="rules-mend"),
    path("findings/<uuid:uid>/override/", views.override, name="rules-override"),
    path("findings/<uuid:uid>/withdraw/", views.withdraw, name="rules-withdraw"),
]
