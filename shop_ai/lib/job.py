"""Long work as a page shows it while it goes on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """What the progress panel shows; `total` is 0 while nobody knows it."""

    title: str
    done: int
    total: int
    seconds_left: float | None
    is_finished: bool
    summary: str
    text: str

    def as_json(self) -> dict[str, object]:
        return {"done": self.done, "total": self.total, "text": self.text, "finished": self.is_finished}
