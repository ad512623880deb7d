from django.urls import path

from transparency.breach import views

urlpatterns = [
    path("", views.list_page, name="breaches"),
    path("new/", views.new, name="breach-new"),
    path("<uuid:uid>/", views.one, name="breach"),
    path("<uuid:uid>/change/", views.change, name="breach-change"),
    path("<uuid:uid>/step/", views.step, name="breach-step"),
    path("<uuid:uid>/close/", views.close, name="breach-close"),
    path("<uuid:uid>/letter/", views.letter, name="breach-letter"),
]
