"""The constants of a rule, read from its source without running it: heavy modules stay out of web processes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from transparency.ledger.environment import ROOT


@lru_cache(maxsize=64)
def constants_of(modules: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """By module, each constant with a capital name whose value can be read without running anything.

    Numbers, texts, and tuples, lists and mappings of them. Raises FileNotFoundError for a module that is not there.
    """
    return {name: dict(_constants(_source(name))) for name in modules}


def _source(module: str) -> str:
    return ROOT.joinpath(*module.split(".")).with_suffix(".py").read_text()


def _constants(source: str) -> Iterator[tuple[str, Any]]:
    for statement in ast.parse(source).body:
        name, value = _assigned(statement)
        if name and name.lstrip("_").isupper() and value is not None:
            try:
                yield name, _plain(ast.literal_eval(_folded(value)))
            except (ValueError, TypeError):
                continue


def _assigned(statement: ast.stmt) -> tuple[str, ast.expr | None]:
    if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        return statement.target.id, statement.value
    if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
        return statement.targets[0].id, statement.value
    return "", None


def _folded(value: ast.expr) -> ast.expr:
    """``Decimal("5")``, ``timedelta(days=30)`` and ``frozenset([…])`` as what was written between the brackets."""
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        named = [ast.Tuple([ast.Constant(one.arg), one.value], ast.Load()) for one in value.keywords]
        return ast.Tuple([*value.args, *named], ast.Load())
    return value


def _plain(value: Any) -> Any:
    """As JSON can hold it; mappings by the text of their keys."""
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    raise TypeError(type(value).__name__)
