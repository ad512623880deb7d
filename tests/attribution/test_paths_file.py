"""Files of paths as people export them, and what the command answers."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from attribution.paths import reading
from attribution.paths.names import MODELS
from attribution.paths.reading import BadFile, read_paths

HEADER = "path;total_conversions;total_conversion_value;total_null\n"


def written(folder: Path, text: str | bytes, name: str = "paths.csv") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def answer(file: Path, model: str = "linear") -> dict[str, Any]:
    out = StringIO()
    call_command("attribute_paths", str(file), model=model, json=True, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_the_answer_has_the_shape_of_the_contract(tmp_path: Path) -> None:
    file = written(tmp_path, HEADER + "A > B > C;1;100;0\nA;0;0;1\nB > C;0;0;1\n")
    found = answer(file, "markov")
    assert found["model"] == "markov"
    assert found["total"] == {"conversions": 1.0, "value": 100.0}
    assert found["channels"]["B"] == pytest.approx({"conversions": 0.4, "value": 40.0, "removal_effect": 1.0})
    assert set(answer(file, "first")["channels"]["A"]) == {"conversions", "value"}


SAME = {"conversions": 3.0, "value": 30.5}


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "a > b;1;10.5;0\nb;2;20;4\n",
        HEADER.replace(";", ",") + "a > b,1,10.5,0\nb,2,20,4\n",
        HEADER.replace(";", "\t") + "a>b\t1\t10,5\t0\nb\t2\t20\t4\n",
        "path;total_conversions;total_conversion_value\na > b;1;10,5\nb;2;20\n",
        '"path";"total_conversions";"total_conversion_value"\r\n"a > b";"1";"10.5"\r\n"b";"2";"20"\r\n',
        "﻿" + HEADER + "a > b;1;10.5;0\n\nb;2;20;\n",
        (HEADER + "a > b;1;10.5;0\nb;2;20;4\n").encode("utf-16"),
        "Total_Conversions;PATH;total_conversion_value;note\n1; a  >b ;10.5;x\n2;b;20;\n",
    ],
)
def test_a_file_is_read_however_it_was_exported(tmp_path: Path, text: str | bytes) -> None:
    found = answer(written(tmp_path, text))
    assert found["total"] == SAME
    assert {name: one["conversions"] for name, one in found["channels"].items()} == {"a": 0.5, "b": 2.5}


def test_a_quoted_channel_may_hold_the_delimiter(tmp_path: Path) -> None:
    found = answer(written(tmp_path, 'path,total_conversions\n"a, b > c",2\n'))
    assert set(found["channels"]) == {"a, b", "c"}
    assert found["total"] == {"conversions": 2.0, "value": 0.0}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "line 1: the column 'path' is missing"),
        ("a > b;1\n", "line 1: the column 'path' is missing"),
        ("path;path;total_conversions\n", "line 1: the column 'path' stands there twice"),
        (HEADER + "a > b;1;10;0\na;1;2\n", "line 3: 3 columns where the header has 4"),
        (HEADER + "a > b;1;10;0\n\na > > b;1;2;0\n", "line 4: a touch without a name in the path"),
        (HEADER + " ;1;10;0\n", "line 2: the path is empty"),
        (HEADER + "a;one;10;0\n", "line 2: total_conversions is 'one', which is no number"),
        (HEADER + "a;1;10;0\na;-1;10;0\n", "line 3: total_conversions is '-1'; it must be 0 or more"),
        (HEADER + "a;1;10;0\na;1;nan;0\n", "line 3: total_conversion_value is 'nan'; it must be 0 or more"),
        (HEADER + "a;1;10;0\na;0;7;1\n", "line 3: total_conversion_value is 7 where total_conversions is 0"),
        (HEADER.encode() + b"a\xff;1;1;0\n", "not UTF-8"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str | bytes, words: str) -> None:
    with pytest.raises(CommandError, match=words):
        answer(written(tmp_path, text))


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        answer(tmp_path / "nowhere.csv")


def test_a_header_alone_is_a_file_without_paths(tmp_path: Path) -> None:
    for model in MODELS:
        assert answer(written(tmp_path, HEADER), model) == {
            "model": model,
            "total": {"conversions": 0.0, "value": 0.0},
            "channels": {},
        }


def test_parts_of_a_large_file_know_the_channels_of_those_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PART", 2)
    file = written(tmp_path, HEADER + "a;1;1;0\nb;1;1;0\nc > a;1;1;0\nb;1;1;0\na;bad;1;0\n")
    parts = read_paths(file)
    assert next(parts).names == ("a", "b")
    assert next(parts).names == ("a", "b", "c")
    with pytest.raises(BadFile, match="line 6"):
        next(parts)


def test_a_person_reads_a_table_without_json(tmp_path: Path) -> None:
    out = StringIO()
    call_command("attribute_paths", str(written(tmp_path, HEADER + "a;2;9;0\n")), model="last", stdout=out)
    assert out.getvalue().splitlines()[0] == "last: 2 conversions, value 9"
