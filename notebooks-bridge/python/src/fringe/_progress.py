"""Progress bars, in notebooks and terminals; none where nobody looks."""

from __future__ import annotations

import sys
from typing import Any

from tqdm.auto import tqdm


def in_notebook() -> bool:
    """Whether output goes to a notebook's cell."""
    shell = sys.modules.get("IPython")
    if shell is None:
        return False
    running = shell.get_ipython()
    return running is not None and "IPKernelApp" in running.config


def wanted(progress: bool | None) -> bool:
    """Whether a bar shall be drawn: as asked for, else where somebody sees it."""
    return progress if progress is not None else in_notebook() or sys.stderr.isatty()


def byte_bar(title: str, total: int, done: int, progress: bool | None) -> Any:
    """Make a bar that counts bytes."""
    return tqdm(
        desc=title,
        total=total,
        initial=done,
        unit="B",
        unit_scale=True,
        disable=not wanted(progress),
        mininterval=0.2,
    )


def percent_bar(title: str, progress: bool | None) -> Any:
    """Make a bar from 0 to 100 %."""
    return tqdm(
        desc=title,
        total=100,
        disable=not wanted(progress),
        bar_format="{desc}: {percentage:3.0f}%|{bar}| {elapsed}{postfix}",
    )
