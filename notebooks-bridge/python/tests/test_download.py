"""Downloads, from the real service; a small server of our own where one must misbehave."""

from __future__ import annotations

import hashlib
import json
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

import fringe

from .conftest import Site

CONTENT = bytes(range(256)) * 20_000


class Unsteady(BaseHTTPRequestHandler):
    """Breaks every answer off after a third of what is left, and writes down the ranges asked for."""

    asked: ClassVar[list[str | None]] = []
    spoilt = False

    def do_GET(self) -> None:
        if self.path.startswith("/api/"):
            product = {
                "name": "file.fits",
                "bytes": len(CONTENT),
                "md5": hashlib.md5(CONTENT).hexdigest(),
                "adler32": f"{zlib.adler32(CONTENT):08x}",
            }
            body = json.dumps(product).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return
        self.asked.append(self.headers.get("Range"))
        first = int((self.headers.get("Range") or "bytes=0-")[6:-1])
        rest = CONTENT[first:]
        self.send_response(206 if first else 200)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        sent = rest[: max(len(rest) // 3, 500_000)]
        self.wfile.write(b"x" + sent[1:] if self.spoilt else sent)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def unsteady() -> Iterator[str]:
    Unsteady.asked, Unsteady.spoilt = [], False
    with ThreadingHTTPServer(("127.0.0.1", 0), Unsteady) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_download_goes_on_where_it_broke_off(unsteady: str, tmp_path: Path) -> None:
    (tmp_path / "file.fits.part").write_bytes(CONTENT[:1000])
    with fringe.connect(unsteady) as sky:
        file = sky.download("a:file.fits", tmp_path)
    assert file.read_bytes() == CONTENT
    assert Unsteady.asked[0] == "bytes=1000-"
    assert len(Unsteady.asked) > 3
    assert list(tmp_path.iterdir()) == [file]


def test_other_bytes_are_not_kept(unsteady: str, tmp_path: Path) -> None:
    Unsteady.spoilt = True
    with fringe.connect(unsteady) as sky, pytest.raises(fringe.ChecksumError, match="md5"):
        sky.download("a:file.fits", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_other_bytes_is_left_alone(unsteady: str, tmp_path: Path) -> None:
    mine = tmp_path / "file.fits"
    mine.write_bytes(b"mine")
    with fringe.connect(unsteady) as sky:
        with pytest.raises(FileExistsError, match="other bytes"):
            sky.download("a:file.fits", mine)
        assert mine.read_bytes() == b"mine"
        sky.download("a:file.fits", mine, overwrite=True)
        assert mine.read_bytes() == CONTENT
        asked = len(Unsteady.asked)
        sky.download("a:file.fits", mine)
        assert len(Unsteady.asked) == asked, "a file that is there is not fetched again"


def test_the_real_service_sends_the_files_bytes(sky: fringe.Client, site: Site, tmp_path: Path) -> None:
    file = sky.download("demo:first-light-image.fits", tmp_path, progress=False)
    right = (site.demo / "images" / "first-light-image.fits").read_bytes()
    assert file.read_bytes() == right
    file.rename(tmp_path / "first-light-image.fits.part")
    (tmp_path / "first-light-image.fits.part").write_bytes(right[:1_000_000])
    assert sky.download("demo:first-light-image.fits", tmp_path).read_bytes() == right
    with pytest.raises(fringe.NotFoundError):
        sky.download("demo:nothing.fits", tmp_path)
