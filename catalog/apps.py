from django.apps import AppConfig

from shop_ai.lib.rooms import load_rooms


class CatalogueConfig(AppConfig):
    name = "catalog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        load_rooms("catalog", "automations")
        load_rooms("catalog", "jobs")
        load_rooms("catalog", "kinds")
