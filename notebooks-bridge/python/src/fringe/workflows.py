"""Workflows that run at the service."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fringe._http import Http
from fringe._progress import percent_bar
from fringe.errors import InvalidRequestError, WorkflowFailedError

_ENDED = frozenset({"succeeded", "failed", "cancelled"})


@dataclass(frozen=True)
class Status:
    """How far a workflow is.

    Attributes
    ----------
    state : str
        queued, running, succeeded, failed or cancelled.
    fraction : float
        Of the work that is done, 0 to 1.
    stage : str
        What is being done now.
    message : str
        Why it failed, or what it found.
    """

    state: str
    fraction: float
    stage: str
    message: str

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in _ENDED


class Run:
    """A workflow that has been submitted."""

    def __init__(self, http: Http, run: str) -> None:
        self._http = http
        self.id = run

    def __repr__(self) -> str:
        return f"<fringe.Run {self.id}>"

    def json(self) -> dict[str, Any]:
        """Give all that the service tells of it."""
        found: dict[str, Any] = self._http.json(f"/api/v1/workflows/{self.id}")
        return found

    def status(self) -> Status:
        """Ask how far it is."""
        found = self.json()
        return Status(
            state=str(found.get("state", "queued")).lower(),
            fraction=float(found.get("fraction") or 0.0),
            stage=str(found.get("stage") or ""),
            message=str(found.get("message") or ""),
        )

    def watch(
        self, *, progress: bool | None = None, every: float = 1.0, timeout: float | None = None
    ) -> Status:
        """Wait until it has ended, with a progress bar.

        Parameters
        ----------
        progress : bool, optional
            Whether a bar is drawn; by default in notebooks and terminals.
        every : float
            Seconds between two questions.
        timeout : float, optional
            Seconds after which ``TimeoutError`` is raised; the workflow goes on.

        Raises
        ------
        WorkflowFailedError
            If it ended in another way than by success.
        """
        end = None if timeout is None else time.monotonic() + timeout
        with percent_bar(self.id, progress) as bar:
            while True:
                status = self.status()
                bar.set_postfix_str(status.stage, refresh=False)
                bar.update(round(100 * status.fraction) - bar.n)
                if status.ended:
                    break
                if end is not None and time.monotonic() > end:
                    raise TimeoutError(f"{self.id} is {status.state} after {timeout} s, and goes on")
                time.sleep(every)
            if status.state == "succeeded":
                bar.update(100 - bar.n)
        if status.state != "succeeded":
            raise WorkflowFailedError(f"{self.id} {status.state}: {status.message}")
        return status

    def cancel(self) -> None:
        """Stop it."""
        self._http.call("DELETE", f"/api/v1/workflows/{self.id}").close()


def submit(http: Http, workflow: str | Path | Mapping[str, Any]) -> Run:
    """Submit a workflow, see :meth:`fringe.Client.submit`."""
    with http.call(
        "POST",
        "/api/v1/workflows",
        data=_text(workflow).encode(),
        headers={"Content-Type": "application/yaml"},
    ) as response:
        return Run(http, str(response.json()["id"]))


def _text(workflow: str | Path | Mapping[str, Any]) -> str:
    """Give the YAML text; JSON is YAML."""
    if isinstance(workflow, Mapping):
        return json.dumps(workflow)
    if isinstance(workflow, Path):
        return workflow.read_text(encoding="utf-8")
    if "\n" in workflow:
        return workflow
    file = Path(workflow).expanduser()
    if not file.is_file():
        raise InvalidRequestError(f"{workflow!r} is neither a file nor the text of a workflow")
    return file.read_text(encoding="utf-8")
