"""Compiles the catalogues (``locale/*/LC_MESSAGES/*.po``) that changed, without GNU gettext."""

from __future__ import annotations

from pathlib import Path

from shop_ai.services.paths import ROOT


def compile_catalogues(root: Path = ROOT) -> list[Path]:
    """Write the ``.mo`` beside each ``.po`` that is newer; returns those written."""
    stale = [po for po in sorted(root.glob("locale/*/LC_MESSAGES/*.po")) if _is_stale(po)]
    if stale:
        import polib

        for po in stale:
            polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
    return [po.with_suffix(".mo") for po in stale]


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime


if __name__ == "__main__":
    compile_catalogues()
