from django.apps import AppConfig


class ShopAiConfig(AppConfig):
    name = "shop_ai"

    def ready(self) -> None:
        # Tasks are shared: whoever queues one needs the Celery application. Importing it here, not in the
        # package, keeps the runner (shop_ai.services) free of Django and quick to start.
        from shop_ai import celery  # noqa: F401
