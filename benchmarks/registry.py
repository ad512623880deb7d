"""Finds the measurements in the modules of this package."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import benchmarks

Measure = Callable[[str], list[dict[str, Any]]]


def discover(package: ModuleType = benchmarks) -> Mapping[str, Measure]:
    """Name of each measurement and the function that makes it, in order of module and of ``NAMES``.

    Raises ``ValueError`` when two modules claim one name.
    """
    found: dict[str, Measure] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda item: item.name):
        if info.name == "__main__":
            continue
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        for name in getattr(module, "NAMES", ()):
            if name in found:
                raise ValueError(f"two measurements are called {name}")
            found[name] = module.run
    return found
