"""The guide for integrators: every example runs as it stands, against a real server."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.api.conftest import caller
from tests.factories import make_shop

GUIDE = Path(__file__).parents[2] / "docs" / "integrators" / "api.md"
EXAMPLES = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(), re.DOTALL | re.MULTILINE)


@pytest.mark.django_db(transaction=True)
def test_every_example_of_the_guide_runs(live_server: Any, tmp_path: Path) -> None:
    assert len(EXAMPLES) == 20
    key = caller(make_shop("boutique"))
    environment = {
        "API": f"{live_server.url}/api/v1",
        "KEY": key.secret,
        "WORK": str(tmp_path),
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "TZ": "DZT-1",  # whoever types the examples lives by the shop's clock
    }
    script = "set -euo pipefail\n" + "\necho\n".join(EXAMPLES)
    ran = subprocess.run(
        ["bash", "-c", script], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert '"money_state":"partially_refunded"' in ran.stdout
    assert '"sku":"COFFRET-1"' in ran.stdout
    assert "row,column,value,code,message" in ran.stdout
