from django.apps import AppConfig

from shop_ai.lib.rooms import load_rooms


class TransparencyConfig(AppConfig):
    name = "transparency"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        load_rooms("transparency", "automations")
        load_rooms("transparency", "jobs")
        load_rooms("transparency", "playlist_checks")
