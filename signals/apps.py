from django.apps import AppConfig

from shop_ai.lib.rooms import load_rooms


class SignalsConfig(AppConfig):
    name = "signals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        load_rooms("signals", "automations")
        load_rooms("signals", "jobs")
        load_rooms("signals", "kinds")
        load_rooms("signals", "playlist_checks")
        load_rooms("signals", "stored_channels")
