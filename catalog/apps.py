from importlib import import_module

from django.apps import AppConfig

from shop_ai.lib.rooms import load_rooms


class CatalogueConfig(AppConfig):
    name = "catalog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        load_rooms("catalog", "automations")
        load_rooms("catalog", "jobs")
        load_rooms("catalog", "kinds")
        load_rooms("catalog", "playlist_checks")
        load_rooms("catalog", "stored_channels")
        # Whoever asks for a job must be able to wake a worker; Celery loads this by itself in the worker alone.
        import_module("catalog.outbox.tasks")
