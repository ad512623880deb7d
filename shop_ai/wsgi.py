import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop_ai.settings")
django = get_wsgi_application()

from signals.widget.door import with_ready_answers  # noqa: E402  # its models need the apps that Django has just loaded

application = with_ready_answers(django)
