"""A real service over a lake that ``fringe demo`` made, and a client of it."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import fringe

LAUNCHER = Path(os.environ.get("FRINGE", Path(__file__).resolve().parents[3] / "fringe"))


@dataclass(frozen=True)
class Site:
    """Where the service is, and what the demo left.

    ``FRINGE_TEST_SITE=FOLDER`` keeps the demo's files from one run to the next.
    """

    url: str
    demo: Path


def _run(*arguments: str) -> None:
    done = subprocess.run([str(LAUNCHER), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Make the lake, with the demo's visibilities in it, and serve it."""
    kept = os.environ.get("FRINGE_TEST_SITE")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("site")
    demo = folder / "demo"
    if not demo.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _run("demo", "--dir", str(demo))
        for file, kind in {"observation.uvfits": "visibility", "sky.csv": "measurements"}.items():
            _run(
                *("lake", "put", str(demo / file), f"demo:{file}", "--lake", str(demo / "lake")),
                *("--metadata", f"dataproduct_type={kind}"),
            )
    with serve(demo / "lake", folder / "state") as url:
        with fringe.connect(url) as sky:
            end = time.monotonic() + 60
            while len(sky.search(scope="demo")) < 12:
                assert time.monotonic() < end, "the service does not find the lake's files"
                time.sleep(0.1)
        yield Site(url, demo)


@contextmanager
def serve(lake: Path, state: Path, *options: str) -> Iterator[str]:
    """Serve a lake at any free port; its log goes into a file beside its state."""
    state.mkdir(parents=True, exist_ok=True)
    log = state / "service.log"
    command = [
        *(str(LAUNCHER), "serve", "--lake", str(lake), "--state", str(state)),
        *("--port", "0", "--follow", "1", *options),
    ]
    environment = os.environ | {"FRINGE_JAVA_OPTS": "-Xmx512m"}
    with log.open("w") as out, subprocess.Popen(command, stderr=out, env=environment) as service:
        try:
            end = time.monotonic() + 120
            while not (found := re.search(r"at (http://\S+?)/? ", log.read_text())):
                assert service.poll() is None and time.monotonic() < end, log.read_text()
                time.sleep(0.05)
            yield found[1]
        finally:
            service.terminate()


@pytest.fixture(scope="session")
def sky(site: Site) -> Iterator[fringe.Client]:
    """Give a client of the service."""
    with fringe.connect(site.url) as client:
        yield client
