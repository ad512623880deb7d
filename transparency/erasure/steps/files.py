"""Letters that were written to files, where an instance has no mail server."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from django.conf import settings

from transparency.erasure.person import Person

LARGEST: Final = 10 * 2**20


def erase_letters(person: Person) -> int:
    """Delete the written letters that name the person; a letter too large to read goes too."""
    folder = Path(settings.EMAIL_FILE_PATH)
    if not folder.is_dir():
        return 0
    found = [file for file in sorted(folder.iterdir()) if file.is_file() and _names(person, file)]
    for file in found:
        file.unlink(missing_ok=True)
    return len(found)


def _names(person: Person, file: Path) -> bool:
    if file.stat().st_size > LARGEST:
        return True
    return any(person.marks.are_in(line) for line in file.read_text("utf-8", "replace").splitlines())
