import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop_ai.settings")
django = get_wsgi_application()

# Their models need the apps that Django has just loaded.
from shop_ai.lib.memory import set_loaded_apart  # noqa: E402
from signals.ingest.door import with_intake  # noqa: E402
from signals.widget.door import with_ready_answers  # noqa: E402

application = with_intake(with_ready_answers(django))
# Before the web server forks, so that the processes also share it for longer.
set_loaded_apart()
