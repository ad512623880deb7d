from __future__ import annotations

import pytest

from shop_ai.services.translations import compile_catalogues
from tests.cast import Cast, make_cast


@pytest.fixture(scope="session")
def compiled() -> None:
    """The catalogues as the pages read them."""
    compile_catalogues()


@pytest.fixture
def cast(db: None, compiled: None) -> Cast:
    return make_cast()
