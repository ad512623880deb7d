from django.urls import path

from signals.recommend import views

urlpatterns = [
    path("", views.recommendations, name="recommendations"),
    path("recommendations.csv", views.recommendations_csv, name="recommendations-csv"),
    path("category/", views.category, name="recommendation-category"),
    path("served/", views.served, name="served"),
    path("served/lists.csv", views.served_csv, name="served-csv"),
    path("served/<uuid:uid>/", views.served_list, name="served-list"),
    path("<uuid:uid>/choice/", views.choice, name="recommendation-choice"),
]
