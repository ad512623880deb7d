from django.urls import path

from catalog.shops import views

urlpatterns = [path("", views.settings, name="settings")]
