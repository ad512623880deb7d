"""``manage.py attribute_paths``: the credit of channels from any file of paths."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from attribution.paths.names import MODELS

if TYPE_CHECKING:
    from attribution.paths.compute import Answer


class Command(BaseCommand):
    help = (
        "Share the conversions of a file of paths (path;total_conversions;total_conversion_value;total_null, with paths"
        " written a > b > c) among its channels. A path has no times: time_decay counts one day a step, half-life 7 days."
        " markov is the chain of order 1 in closed form; shapley is the path formula, an equal split among distinct channels."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--model", required=True, choices=MODELS)
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *args: Any, **options: Any) -> None:
        from attribution.paths.compute import attribute
        from attribution.paths.markov import TooManyStates
        from attribution.paths.reading import BadFile, read_paths

        try:
            answer = attribute(read_paths(options["file"]), options["model"])
        except (OSError, BadFile, TooManyStates) as error:
            raise CommandError(f"{options['file']}: {_words(error)}") from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_dict(answer), ensure_ascii=False))
        else:
            self._table(answer)

    def _table(self, answer: Answer) -> None:
        self.stdout.write(f"{answer.model}: {answer.conversions:g} conversions, value {answer.value:g}")
        ranked = sorted(answer.channels.items(), key=lambda item: -item[1].conversions)
        for name, credit in ranked:
            self.stdout.write(f"{credit.conversions:14.4f} {credit.value:16.2f}  {name}")


def _words(error: Exception) -> str:
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)


def _as_dict(answer: Answer) -> dict[str, Any]:
    return {
        "model": answer.model,
        "total": {"conversions": answer.conversions, "value": answer.value},
        "channels": {
            name: {"conversions": credit.conversions, "value": credit.value}
            | ({} if credit.removal_effect is None else {"removal_effect": credit.removal_effect})
            for name, credit in answer.channels.items()
        },
    }
