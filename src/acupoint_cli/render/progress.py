"""A bar on standard error while the index is made: only on a terminal, and only when it takes longer than a second."""

import atexit
import sys
import time
from typing import Any

_WAIT, _STEP = 1.0, 0.1  # seconds before the bar, and between two pictures of it


class Bar:
    """Call it with how much is done of how much; it draws itself when that is worth a look, and goes when all is done."""

    def __init__(self) -> None:
        self._start: float | None = None
        self._last = 0.0
        self._bar: Any = None
        self._task: Any = None

    def __call__(self, done: int, total: int) -> None:
        """Show that `done` of `total` is done; nothing where standard error is no terminal."""
        now = time.monotonic()
        if self._start is None:
            self._start = now
        if done + 1 >= total:
            self.close()
        elif now - self._start > _WAIT and now - self._last > _STEP and sys.stderr is not None and sys.stderr.isatty():
            self._last = now
            self._draw(done, total)

    def _draw(self, done: int, total: int) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())  # fmt: skip
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
            self._bar.start()
            atexit.register(self.close)  # Ctrl-C must not leave the terminal without a cursor
            self._task = self._bar.add_task("Reading your points", total=total)
        self._bar.update(self._task, completed=done, total=total, refresh=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
