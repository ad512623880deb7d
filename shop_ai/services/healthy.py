"""Health check of the web container: ``GET /health`` on ``PORT`` must say 200."""

from __future__ import annotations

import os
import sys

from shop_ai.services.plan import answers

if __name__ == "__main__":
    sys.exit(not answers(int(os.environ.get("PORT") or 8000)))
