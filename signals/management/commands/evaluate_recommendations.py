"""``evaluate_recommendations``: the shipped session model on a public or own session log, beside its trivial rivals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = (
        "Learn from one session file and answer another. Hit rate, mean reciprocal rank and coverage of the shipped "
        "model, popularity, popularity within the session and last-item Markov; seen items allowed, and removed "
        "(…_unseen, over the queries whose target is new to the session)."
    )
    requires_system_checks: list[str] = []  # no database is needed

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--train", required=True, type=Path, help="one session of space-separated item ids a line"
        )
        parser.add_argument("--test", required=True, type=Path, help="CSV with the columns prefix,target")
        parser.add_argument("--k", type=int, default=20, help="length of the lists (default: 20)")
        parser.add_argument("--model", help="a model to show besides those")
        parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        from signals.recommenders.evaluation import BASELINES, SHIPPED, evaluate
        from signals.recommenders.registry import MODELS
        from signals.recommenders.session_files import Unreadable, read_queries, read_sessions

        if options["k"] < 1:
            raise CommandError("--k must be at least 1")
        if options["model"] and options["model"] not in MODELS:
            raise CommandError(
                f"no model is called {options['model']}; there are: {', '.join(sorted(MODELS))}"
            )
        try:
            data = read_sessions(options["train"])
            asked = read_queries(options["test"], data.ids)
        except Unreadable as error:
            raise CommandError(str(error)) from error
        names = [SHIPPED, *BASELINES, *([options["model"]] if options["model"] else [])]
        document = evaluate(data, asked.queries, options["k"], names) | {"skipped": asked.skipped}
        self.stdout.write(json.dumps(document) if options["json"] else table(document))


def table(document: dict[str, Any]) -> str:
    """The same for people: one line a model."""
    k = document["k"]
    lines = [
        f"{document['sessions']} sessions, {document['items']} items, {document['queries']} queries "
        f"({document['queries_unseen']} with a new target), {document['peak_mb']} MB",
        f"{'model':<20} {f'HR@{k}':>7} {f'MRR@{k}':>7} {'cover':>7} {'HR new':>7} {'MRR new':>7} {'s':>6}",
    ]
    for name, one in document["models"].items():
        figures = (one[key] for key in ("hit_rate", "mrr", "coverage", "hit_rate_unseen", "mrr_unseen"))
        lines.append(
            f"{name:<20} " + " ".join(f"{figure:7.4f}" for figure in figures) + f" {one['seconds']:6.1f}"
        )
    return "\n".join(lines)
