from django.urls import path

from catalog.landing import views

urlpatterns = [
    path("<uuid:code_uid>/landing/", views.editor, name="landing"),
    path("<uuid:code_uid>/landing/save/", views.save, name="landing-save"),
    path("<uuid:code_uid>/landing/preview/", views.preview, name="landing-preview"),
]
