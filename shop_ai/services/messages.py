"""Collects the texts marked for translation into the catalogues, with Django's makemessages.

It works on a copy of the code, so nothing is written beside the sources. Run twice without new texts it changes
nothing: no dates, no line numbers, no guessed translations.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from shop_ai.services.paths import ROOT

ROOMS = ("attribution", "catalog", "shop_ai", "signals", "transparency", "templates")
PLURAL_RULES = {
    "fr": "nplurals=2; plural=(n > 1);",
    "ar": (
        "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
        "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;"
    ),
}
CHURN = re.compile(r'^"(POT-Creation-Date|Project-Id-Version|Report-Msgid-Bugs-To):.*\n', re.MULTILINE)


def collect(root: Path = ROOT) -> dict[str, str]:
    """Update every catalogue of ``root``; language → what msgfmt counts in it."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory)
        _copy_code(root, copy)
        _make_messages(copy)
        return {language: _take_back(copy, root, language) for language in PLURAL_RULES}


def _catalogue(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def _copy_code(root: Path, copy: Path) -> None:
    for room in ROOMS:
        ignored = shutil.ignore_patterns("__pycache__", "migrations", "*.js", "*.svg", "*.css")
        shutil.copytree(root / room, copy / room, ignore=ignored)
    for path in copy.rglob("*.py"):
        inside = "\n".join(_calls_in_f_strings(path.read_text()))
        if inside:
            path.write_text(f"{path.read_text()}\n{inside}\n")
    for language, rule in PLURAL_RULES.items():
        po = _catalogue(copy, language)
        po.parent.mkdir(parents=True)
        before = _catalogue(root, language)
        po.write_text(before.read_text() if before.exists() else _header(language, rule))


def _calls_in_f_strings(source: str) -> Iterator[str]:
    """Older versions of xgettext do not look into f-strings."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            calls = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]
            yield from (ast.unparse(call) for call in calls if _is_marking(call.func))


def _is_marking(function: ast.expr) -> bool:
    return isinstance(function, ast.Name) and (function.id == "_" or "gettext" in function.id)


def _header(language: str, rule: str) -> str:
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {rule}",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines)


def _make_messages(copy: Path) -> None:
    """In a process of its own: makemessages works on the current directory."""
    command = [sys.executable, "-c", "from shop_ai.services.messages import main_in_copy; main_in_copy()"]
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONSAFEPATH": "1",  # the settings of this repository, not of the copy
        "SECRET_KEY": "collect",
        "MASTER_KEY": "collect",
    }
    subprocess.run(command, cwd=copy, env=environment, check=True)


def main_in_copy() -> None:
    """What runs inside the copy."""
    import django
    from django.conf import settings
    from django.core.management.commands import makemessages

    class Collect(makemessages.Command):
        # A text that resembles an old one starts empty: a guess would be shown as if it were right.
        msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]

    settings.configure(LOCALE_PATHS=[str(Path("locale").absolute())], USE_I18N=True)
    django.setup()
    languages = [word for language in PLURAL_RULES for word in ("-l", language)]
    arguments = [*languages, "-e", "html,txt,py", "--no-location", "--no-obsolete", "--no-wrap"]
    Collect().run_from_argv(["messages.sh", "makemessages", "--verbosity", "0", *arguments])


def _take_back(copy: Path, root: Path, language: str) -> str:
    made, kept = _catalogue(copy, language), _catalogue(root, language)
    text = CHURN.sub("", made.read_text())
    if not kept.exists() or kept.read_text() != text:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(text)
    counted = ["msgfmt", "--statistics", "-o", os.devnull, str(kept)]
    return subprocess.run(counted, capture_output=True, text=True, check=True).stderr.strip()


def main() -> int:
    if shutil.which("xgettext") is None:
        print("messages.sh needs GNU gettext (apt-get install gettext)", file=sys.stderr)
        return 1
    for language, counts in collect().items():
        print(f"locale/{language}: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
