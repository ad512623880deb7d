from django.urls import path

from signals.recommend import views

urlpatterns = [
    path("", views.recommendations, name="recommendations"),
    path("<uuid:uid>/choice/", views.choice, name="recommendation-choice"),
]
