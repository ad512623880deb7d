from django.apps import AppConfig

from shop_ai.lib.rooms import load_rooms


class AttributionConfig(AppConfig):
    name = "attribution"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        load_rooms("attribution", "automations")
        load_rooms("attribution", "jobs")
