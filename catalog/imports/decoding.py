"""From the bytes of an uploaded file to rows of text, whatever the program that wrote them.

Order of the guesses: the file's own signature (gzip, zip, xlsx), byte order mark, strict UTF-8, then
Windows-1252 against Windows-1256 by which of the two gives words. Everything is read as a stream.
"""

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from catalog.imports.refusal import ImportRefused
from catalog.imports.sheets import MAX_COLUMNS, is_workbook, workbook_rows

MAX_FILE_BYTES = 50 * 2**20
MAX_EXPANDED_BYTES = 250 * 2**20
MAX_RATIO = 120
MAX_ROWS = 1_000_000
MAX_CELL = 32_768
MAX_ROW = 2**20
_SMALL_ENOUGH = 2**20
_SAMPLE = 2**18
_CHUNK = 2**20
# NotImplementedError is how zipfile names a compression method it does not know; it is a RuntimeError.
_DAMAGED = (OSError, EOFError, zipfile.BadZipFile, zlib.error, ValueError, RuntimeError)
_OLE = b"\xd0\xcf\x11\xe0"
_SEP_LINE = re.compile(r'^"?sep=(.)"?$')
_ODD_SIGNS = frozenset("¤¦¬¯¶¸¹º»¿×÷þðÞÐÆæØø¥§©®±²³µ¼½¾¡£¢ª\ufffd")
_LATIN = re.compile("[A-Za-z]")
_ARABIC = re.compile("[\u0621-\u064a]")
_INSIDE_CAPITALS = frozenset("ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝßáãäåìíòóõñúýÿ")

Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """A file ready to be read as rows. `encoding_is_sure` is false when letters had to be guessed."""

    encoding: str
    delimiter: str
    encoding_is_sure: bool
    _content: bytes = field(repr=False)
    _skip: int = 0

    def rows(self) -> Iterator[Row]:
        """(line number as a spreadsheet shows it, cells) of every row, blank ones included."""
        found = workbook_rows(self._content) if self.encoding == "xlsx" else self._csv_rows()
        return _within_limit(found)

    def head(self, count: int = 10) -> list[Row]:
        """The first rows, for detection and preview."""
        return list(islice(self.rows(), count))

    def _csv_rows(self) -> Iterator[Row]:
        text = io.TextIOWrapper(expanded(self._content), encoding=self.encoding, errors="replace", newline="")
        for _ in range(self._skip):
            text.readline()
        lines = _Lines(text, self._skip)
        reader = csv.reader(lines, delimiter=self.delimiter)
        csv.field_size_limit(MAX_CELL)
        try:
            for number, cells in enumerate(reader, start=1 + self._skip):
                lines.begin_row()
                yield number, cells[:MAX_COLUMNS]
        except csv.Error as error:
            raise ImportRefused("unreadable_row", row=reader.line_num) from error


class _Lines:
    """The lines of a text for ``csv``, until one row takes more of them than any real row.

    The reader gathers a whole row before it hands it over: a file of nothing but separators would fill the memory.
    """

    def __init__(self, text: io.TextIOWrapper, skipped: int) -> None:
        self._text, self._number, self._taken = text, skipped, 0

    def begin_row(self) -> None:
        self._taken = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(MAX_ROW + 1):
            self._number += 1
            self._taken += len(line)
            if self._taken > MAX_ROW:
                raise ImportRefused("unreadable_row", row=self._number)
            yield line


def open_table(content: bytes, *, encoding: str = "") -> Table:
    """The rows of an uploaded file. `encoding` overrides the guess when its owner knows better.

    Raises ImportRefused (`empty`, `too_large`, `bomb`, `macro`, `old_excel`, `binary`, `unreadable`).
    """
    if not content.strip():
        raise ImportRefused("empty")
    if len(content) > MAX_FILE_BYTES:
        raise ImportRefused("too_large", limit=MAX_FILE_BYTES // 2**20)
    if content.startswith(_OLE):
        raise ImportRefused("old_excel")
    if is_workbook(content):
        return Table("xlsx", "", True, content)
    name, sure = (encoding, True) if encoding else _guess_encoding(content)
    delimiter, skip = _delimiter(_first_text(content, name))
    return Table(name, delimiter, sure, content, skip)


def expanded(content: bytes) -> io.BufferedReader:
    """The plain bytes of a file that may be gzipped or zipped, cut off when it grows beyond any real file."""
    if content.startswith(b"\x1f\x8b"):
        opened: IO[bytes] | gzip.GzipFile = gzip.GzipFile(fileobj=io.BytesIO(content))
    elif content.startswith(b"PK\x03\x04"):
        opened = _only_member(content)
    else:
        opened = io.BytesIO(content)
    limit = max(_SMALL_ENOUGH, min(MAX_EXPANDED_BYTES, MAX_RATIO * len(content)))
    return io.BufferedReader(_Guarded(opened, limit), _CHUNK)


class _Guarded(io.RawIOBase):
    """Stops a decompression bomb: reading fails once more bytes came out than any real file gives."""

    def __init__(self, opened: IO[bytes] | gzip.GzipFile, limit: int) -> None:
        self._opened, self._left = opened, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # the buffer protocol has no name before 3.12
        try:
            piece = self._opened.read(len(view))
        except _DAMAGED as error:
            raise ImportRefused("unreadable") from error
        self._left -= len(piece)
        if self._left < 0:
            raise ImportRefused("bomb")
        view[: len(piece)] = piece
        return len(piece)


def _only_member(content: bytes) -> IO[bytes]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        names = [
            info
            for info in archive.infolist()
            if not info.is_dir() and not info.filename.startswith("__MACOSX")
        ]
        if len(names) != 1:
            raise ImportRefused("several_files")
        return archive.open(names[0])
    except _DAMAGED as error:
        raise ImportRefused("unreadable") from error


def _guess_encoding(content: bytes) -> tuple[str, bool]:
    start = expanded(content).peek(4)[:4]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(content, "utf-16"), True
    _refuse_nul(content)
    if start.startswith(b"\xef\xbb\xbf"):
        return _checked(content, "utf-8-sig"), True
    try:
        return _checked(content, "utf-8"), True
    except UnicodeDecodeError:
        return _single_byte(_telling_sample(content)), False


def _checked(content: bytes, encoding: str) -> str:
    text = io.TextIOWrapper(expanded(content), encoding=encoding, newline="")
    try:
        while piece := text.read(_CHUNK):
            if "\0" in piece:
                raise ImportRefused("binary")
    except UnicodeDecodeError:
        if encoding == "utf-8":
            raise
        raise ImportRefused("unreadable") from None
    return encoding


def _refuse_nul(content: bytes) -> None:
    stream = expanded(content)
    while piece := stream.read(_CHUNK):
        if b"\0" in piece:
            raise ImportRefused("binary")


def _telling_sample(content: bytes) -> bytes:
    """The lines that hold something else than ASCII: the others say nothing about the encoding."""
    kept, size = [], 0
    for line in expanded(content):
        if not line.isascii():
            kept.append(line)
            size += len(line)
        if size > _SAMPLE:
            break
    return b"".join(kept)


def _single_byte(sample: bytes) -> str:
    return max(("cp1252", "cp1256"), key=lambda name: _plausibility(sample.decode(name, "replace")))


def _plausibility(text: str) -> int:
    """Arabic letters speak for a table; mixed words, odd signs and capitals inside words speak against it."""
    words = re.findall(r"[^\W\d_]+", text)
    mixed = sum(bool(_LATIN.search(word) and _ARABIC.search(word)) for word in words)
    odd = sum(sign in _ODD_SIGNS for sign in text)
    inside = sum(sign in _INSIDE_CAPITALS for word in words for sign in word[1:])
    return len(_ARABIC.findall(text)) - 4 * mixed - 2 * odd - inside


def _first_text(content: bytes, encoding: str) -> str:
    try:
        return io.TextIOWrapper(expanded(content), encoding=encoding, errors="replace", newline="").read(
            _SAMPLE
        )
    except LookupError as error:
        raise ImportRefused("unreadable") from error


def _delimiter(text: str) -> tuple[str, int]:
    lines = [line for line in text.splitlines()[:5] if line]
    if lines and (hint := _SEP_LINE.match(lines[0].strip())):
        return hint[1], 1
    return max(
        ";\t,|", key=lambda sign: (max((line.count(sign) for line in lines), default=0), sign == ";")
    ), 0


def _within_limit(rows: Iterator[Row]) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise ImportRefused("too_many_rows", limit=MAX_ROWS)
        yield row
