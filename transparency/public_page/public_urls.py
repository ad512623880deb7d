from django.urls import path

from transparency.public_page import public

urlpatterns = [
    path("", public.public, name="public-transparency"),
    path("legal", public.legal, name="public-legal"),
    path("prices", public.prices, name="public-prices"),
    path("changes", public.changed, name="public-changes"),
]
