"""The texts that the code and the templates mark for translation, found without GNU gettext."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shop_ai.services.messages import ROOMS
from shop_ai.services.paths import ROOT

PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
Text = tuple[str | None, str, str]
# templatize() turns a template into calls between rows of X.
CALL = re.compile(r"(?<![\w.])(?:_|n?p?gettext)\(")


@cache
def collected() -> dict[Text, str]:
    """(context, text, plural text) → the file where it stands."""
    found: dict[Text, str] = {}
    for path in _files():
        source = path.read_text()
        texts = texts_of_python(source) if path.suffix == ".py" else texts_of_template(source)
        found.update(dict.fromkeys(texts, str(path.relative_to(ROOT))))
    return found


def _files() -> Iterator[Path]:
    for room in ROOMS:
        for ending in ("py", "html", "txt"):
            yield from (path for path in (ROOT / room).rglob(f"*.{ending}") if "migrations" not in path.parts)


def texts_of_python(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            text = _text_of_call(node.func.id, node.args)
            if text is not None:
                yield text


def texts_of_template(source: str) -> Iterator[Text]:
    from django.utils.translation.template import templatize

    code = templatize(source)
    for start in CALL.finditer(code):
        yield from texts_of_python(_one_call(code, start.start()))


def _one_call(code: str, start: int) -> str:
    """The call that begins at ``start``: the shortest piece up to a closing bracket that is Python."""
    for end in re.finditer(r"\)", code[start:]):
        piece = code[start : start + end.end()]
        try:
            ast.parse(piece)
        except SyntaxError:
            continue
        return piece
    raise ValueError(f"not a call: {code[start : start + 80]!r}")


def _text_of_call(name: str, arguments: list[ast.expr]) -> Text | None:
    words = [one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    if name in PLAIN and len(words) == 1:
        return None, words[0], ""
    # A lazy plural may name the value that it counts as a third word.
    if name in PLURAL and len(words) in {2, 3}:
        return None, words[0], words[1]
    if name in CONTEXT and len(words) == 2:
        return words[0], words[1], ""
    if name == "npgettext" and len(words) == 3:
        return words[0], words[1], words[2]
    return None
