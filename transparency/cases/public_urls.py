from django.urls import path

from transparency.cases import public

urlpatterns = [
    path("adviser", public.adviser, name="public-adviser"),
    path("cases/<str:token>", public.follow, name="public-case"),
]
