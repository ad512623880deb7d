"""The catalogues hold every text of the code, and ``messages.sh`` finds nothing that they lack."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from shop_ai.services.messages import ROOMS
from shop_ai.services.paths import ROOT
from tests.i18n.catalogues import LANGUAGES, keys, translations
from tests.i18n.collected import collected, texts_of_python, texts_of_template


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_code_is_in_the_catalogue(language: str) -> None:
    texts = collected()
    assert len(texts) > 900
    known = keys(language)
    assert {text[1]: place for text, place in texts.items() if text not in known} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_no_text_that_the_code_lost(language: str) -> None:
    assert keys(language) - collected().keys() == set()


def test_texts_are_found_in_python_and_in_templates() -> None:
    code = 'a = _("One" " text"); b = ngettext("%(n)s tree", "%(n)s trees", n); c = pgettext("of a ship", "Mast")'
    assert set(texts_of_python(code)) == {
        (None, "One text", ""),
        (None, "%(n)s tree", "%(n)s trees"),
        ("of a ship", "Mast", ""),
    }
    page = (
        '{% load i18n %}{% translate "It’s (here)" %}{{ value|yesno:_("up,down") }}'
        "{% blocktranslate count n=trees %}{{ n }} tree{% plural %}{{ n }} trees{% endblocktranslate %}"
    )
    assert set(texts_of_template(page)) == {
        (None, "It’s (here)", ""),
        (None, "up,down", ""),
        (None, "%(n)s tree", "%(n)s trees"),
    }


def _copy_of_the_code(to: Path) -> Path:
    for room in (*ROOMS, "locale"):
        shutil.copytree(ROOT / room, to / room, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    (to / ".venv").symlink_to(ROOT / ".venv")
    return to


def test_collecting_finds_nothing_new_and_then_what_was_added(tmp_path: Path) -> None:
    """Everything is translated; a text inside an f-string is found as well; collecting again keeps all others."""
    copy = _copy_of_the_code(tmp_path)
    catalogues = [copy / f"locale/{language}/LC_MESSAGES/django.po" for language in LANGUAGES]
    first = _collect(copy)
    if shutil.which("xgettext") is None:
        assert first.returncode == 1
        assert "GNU gettext" in first.stderr
        return
    assert first.returncode == 0, first.stderr
    once = [_messages(po) for po in catalogues]
    for po in catalogues:
        assert [entry.msgid for entry in polib.pofile(str(po)) if not all(translations(entry))] == []
    (copy / "catalog/added.py").write_text("""name = f"{slug}-{_('a text nobody wrote before')}"\n""")
    assert _collect(copy).returncode == 0
    added = {("a text nobody wrote before", "")}
    assert [_messages(po) for po in catalogues] == [before | added for before in once]


def _messages(po: Path) -> set[tuple[str, str]]:
    return {(entry.msgid, " ".join(translations(entry))) for entry in polib.pofile(str(po))}


def _collect(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(root / "shop_ai/services/messages.sh")], capture_output=True, text=True, check=False
    )
