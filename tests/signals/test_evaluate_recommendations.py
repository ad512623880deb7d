"""The command on session files: known answers, odd files, and the size of a public log."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.session_log import simulated_sessions
from shop_ai.services.paths import ROOT

TRAIN = "a b c\na b\nb c\n\na b d\n"
TEST = "prefix,target\na,b\na b,a\na b,d\nd,zzz\n"


def files(folder: Path, train: str | bytes = TRAIN, test: str | bytes = TEST) -> tuple[Path, Path]:
    paths = folder / "train.txt", folder / "test.csv"
    for path, content in zip(paths, (train, test), strict=True):
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return paths


def evaluated(folder: Path, *options: str, k: int = 2, **content: str | bytes) -> dict[str, Any]:
    train, test = files(folder, **content)
    out = StringIO()
    call_command(
        "evaluate_recommendations", "--train", str(train), "--test", str(test), "--k", str(k), "--json", *options,
        stdout=out,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_the_document_has_the_shape_of_the_contract(tmp_path: Path) -> None:
    found = evaluated(tmp_path)
    assert {"k", "queries", "items", "shipped", "models", "peak_mb"} <= set(found)
    assert (found["k"], found["queries"], found["items"], found["sessions"]) == (2, 4, 4, 4)
    assert set(found["models"]) == {"session_knn", "popularity", "session_popularity", "last_item_markov"}
    assert found["shipped"] == "session_knn"
    for one in found["models"].values():
        assert {"hit_rate", "mrr", "coverage", "hit_rate_unseen", "mrr_unseen", "seconds"} <= set(one)
        assert 0 <= one["hit_rate_low"] <= one["hit_rate"] <= one["hit_rate_high"] <= 1


def test_popularity_is_counted_by_hand(tmp_path: Path) -> None:
    """b 4, a 3, c 2, d 1. Lists of two: b, a. With the prefix removed: b, c · c, d · c, d · b, a."""
    popular = evaluated(tmp_path)["models"]["popularity"]
    assert popular["hit_rate"] == 2 / 4  # b for "a", a for "a b"
    assert popular["mrr"] == pytest.approx((1 + 1 / 2) / 4)
    assert popular["coverage"] == 2 / 4
    assert popular["hit_rate_unseen"] == pytest.approx(2 / 3, abs=1e-6)  # of b, d and zzz
    assert popular["mrr_unseen"] == pytest.approx((1 + 1 / 2) / 3, abs=1e-6)


def test_within_the_session_the_prefix_itself_is_named(tmp_path: Path) -> None:
    own = evaluated(tmp_path, test="prefix,target\nc d d,d\nc d d,c\nc d,b\n")["models"]["session_popularity"]
    assert (own["hit_rate"], own["mrr"]) == (pytest.approx(2 / 3, abs=1e-6), pytest.approx(1.5 / 3, abs=1e-6))
    assert own["hit_rate_unseen"] == 1.0


def test_markov_follows_the_last_item(tmp_path: Path) -> None:
    markov = evaluated(tmp_path, k=1)["models"]["last_item_markov"]
    assert markov["hit_rate"] == 1 / 4  # a leads to b; b leads to c twice and to d once


def test_a_model_can_be_shown_besides(tmp_path: Path) -> None:
    assert "ease_20" in evaluated(tmp_path, "--model", "ease_20")["models"]


@pytest.mark.parametrize(
    ("train", "test"),
    [
        (TRAIN.replace("\n", "\r\n"), TEST.replace("\n", "\r\n")),
        ("\ufeff" + TRAIN, "\ufeff" + TEST),
        ("\n\n" + TRAIN.replace(" ", "\t  "), TEST.replace(",", ";")),
        ('"a b c"\n"a" "b"\n[b, c]\na b d', 'prefix,target\n"a","b"\n"a b","a"\n"[a, b]","d"\nd,zzz'),
        (TRAIN, "target,prefix,day\nb,a,1\na,a b,1\nd,a b,2\nzzz,d,2\n"),
        (TRAIN, "Prefix , TARGET\n\na,b\n\na b,a\na b,d\nd unknown-item,zzz\n"),
    ],
    ids=["crlf", "bom", "tabs", "quotes", "columns", "case"],
)
def test_odd_files_give_the_same_figures(tmp_path: Path, train: str, test: str) -> None:
    usual = {name: one["hit_rate"] for name, one in evaluated(tmp_path)["models"].items()}
    found = evaluated(tmp_path, train=train, test=test)
    assert {name: one["hit_rate"] for name, one in found["models"].items()} == usual


def test_rows_without_a_target_are_counted_not_guessed(tmp_path: Path) -> None:
    found = evaluated(tmp_path, test=TEST + "a,\na\na,b c\n,b\n")
    assert (found["queries"], found["skipped"]) == (5, 3)


def test_ids_are_text_of_any_length(tmp_path: Path) -> None:
    long = "9" * 200_000
    found = evaluated(
        tmp_path, train=f"{long} 00012\n{long} 12\n00012 {long}\n", test=f"prefix,target\n00012,{long}\n"
    )
    assert (found["items"], found["models"]["session_knn"]["hit_rate"]) == (3, 1.0)


@pytest.mark.parametrize(
    ("train", "test", "said"),
    [
        ("", TEST, "no session"),
        ("\n \n", TEST, "no session"),
        (TRAIN, "", "prefix,target"),
        (TRAIN, "a,b\na,c\n", "prefix,target"),
        (TRAIN, "prefix,target\n", "no query"),
        (TRAIN, b"prefix,target\n\xff\xfe,a\n", "UTF-8"),
        (b"\xff\xfea\x00", TEST, "UTF-8"),
    ],
)
def test_files_that_cannot_be_used_are_refused_in_a_sentence(
    tmp_path: Path, train: str | bytes, test: str | bytes, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        evaluated(tmp_path, train=train, test=test)


def test_a_wrong_length_model_or_path_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="at least 1"):
        evaluated(tmp_path, k=0)
    with pytest.raises(CommandError, match=r"there are: .*ease_20"):
        evaluated(tmp_path, "--model", "magic")
    with pytest.raises(CommandError, match="No such file"):
        call_command("evaluate_recommendations", train=tmp_path / "none", test=tmp_path / "none")
    with pytest.raises(CommandError, match="directory"):
        call_command("evaluate_recommendations", train=tmp_path, test=tmp_path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(train=st.binary(max_size=300), test=st.binary(max_size=300), header=st.booleans())
def test_no_file_ends_in_a_traceback(tmp_path: Path, train: bytes, test: bytes, header: bool) -> None:
    with suppress(CommandError):
        evaluated(tmp_path, train=train, test=b"prefix,target\n" + test if header else test)


def test_people_read_a_table(tmp_path: Path) -> None:
    train, test = files(tmp_path)
    out = StringIO()
    call_command("evaluate_recommendations", train=train, test=test, stdout=out)
    assert "HR@20" in out.getvalue()
    assert "session_popularity" in out.getvalue()


def simulated_log(folder: Path, sessions: int, items: int, queries: int) -> tuple[Path, Path]:
    """The files of a log of the size of the public ones."""
    held = [" ".join(map(str, session)) for session in simulated_sessions(sessions + queries, items)]
    body = [line.rpartition(" ") for line in held[sessions:]]
    rows = "\n".join(f"{prefix},{target}" for prefix, _, target in body)
    return files(folder, "\n".join(held[:sessions]), f"prefix,target\n{rows}")


@pytest.mark.long
def test_a_log_of_126168_sessions_takes_under_three_minutes_and_two_gigabytes(tmp_path: Path) -> None:
    train, test = simulated_log(tmp_path, 126_168, 36_968, 15_132)
    command = [
        sys.executable,
        "manage.py",
        "evaluate_recommendations",
        "--train",
        str(train),
        "--test",
        str(test),
    ]
    began = time.monotonic()
    done = subprocess.run(
        [*command, "--k", "20", "--json"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    took = time.monotonic() - began
    found = json.loads(done.stdout)
    knn = found["models"]["session_knn"]
    assert (found["queries"], found["sessions"]) == (15_132, 126_168)
    assert took < 180
    assert found["peak_mb"] < 2_000
    assert knn["fit_seconds"] < 10
    assert knn["hit_rate"] > max(
        one["hit_rate"] for name, one in found["models"].items() if name != "session_knn"
    )
