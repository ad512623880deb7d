from django.urls import path

from signals.widget import views

urlpatterns = [path("", views.widget, name="widget")]
