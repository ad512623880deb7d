"""What a process has loaded for good, out of the way of garbage collection."""

from __future__ import annotations

import gc
from functools import cache


@cache
def set_loaded_apart() -> None:
    """Once a process: modules, models and tables that stay until its end are not walked through again.

    A full collection goes through every object there is: with the libraries of a night .1 s in each night of .7, and a tenth
    of a page.
    """
    gc.collect()
    gc.freeze()
