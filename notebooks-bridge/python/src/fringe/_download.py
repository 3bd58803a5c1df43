"""Files fetched whole: resumed where they broke off, and verified before they have their name."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import requests

from fringe._http import Http, product_path
from fringe._progress import byte_bar
from fringe.errors import ChecksumError, InvalidRequestError, ServiceError

_PIECE = 1 << 16
_TRIES = 3


class _Sums:
    """The checksums of what has been written so far."""

    def __init__(self) -> None:
        self._md5 = hashlib.md5(usedforsecurity=False)
        self._adler = zlib.adler32(b"")
        self.bytes = 0

    def update(self, piece: bytes) -> None:
        self._md5.update(piece)
        self._adler = zlib.adler32(piece, self._adler)
        self.bytes += len(piece)

    def faults(self, product: Mapping[str, Any]) -> str:
        """Tell what isn't as the lake has it; nothing where all is."""
        found = {"md5": self._md5.hexdigest(), "adler32": f"{self._adler & 0xFFFFFFFF:08x}"}
        if self.bytes != product["bytes"]:
            return f"{self.bytes} bytes instead of {product['bytes']}"
        return "; ".join(
            f"{kind} {found[kind]} instead of {product[kind]}"
            for kind in found
            if product.get(kind) and product[kind].lower() != found[kind]
        )


def download(http: Http, did: str, target: Path, *, overwrite: bool, progress: bool | None) -> Path:
    """Fetch a file, see :meth:`fringe.Client.download`."""
    product = http.json(f"/api/v1/products/{product_path(did)}")
    if target.is_dir():
        target = target / Path(product["name"]).name
    if not target.parent.is_dir():
        raise InvalidRequestError(f"{target.parent} is no folder")
    if target.exists():
        if not _sums_of(target).faults(product):
            return target
        if not overwrite:
            raise FileExistsError(f"{target} exists with other bytes than {did}; overwrite=True replaces it")
    part = target.with_name(target.name + ".part")
    sums = _sums_of(part) if part.exists() else _Sums()
    if sums.bytes > product["bytes"]:
        part.unlink()
        sums = _Sums()
    with byte_bar(target.name, product["bytes"], sums.bytes, progress) as bar:
        _fetch(http, did, product, part, sums, bar.update)
    faults = sums.faults(product)
    if faults:
        part.unlink()
        raise ChecksumError(f"{did}: {faults}; nothing was kept")
    part.replace(target)
    return target


def _fetch(
    http: Http,
    did: str,
    product: Mapping[str, Any],
    part: Path,
    sums: _Sums,
    count: Callable[[int], object],
) -> None:
    tries = 0
    with part.open("ab") as file:
        while sums.bytes < product["bytes"]:
            before = sums.bytes
            try:
                _fetch_rest(http, did, product, file, sums, count)
            except requests.RequestException as broken:
                # What arrived counts; only a connection that brings nothing at all is given up.
                tries = 0 if sums.bytes > before else tries + 1
                if tries == _TRIES:
                    raise ServiceError(
                        f"{did}: the connection broke {_TRIES} times at byte {sums.bytes} ({broken}); "
                        f"{part} is kept, and another call goes on from there"
                    ) from broken
                continue
            if sums.bytes == before:
                break


def _fetch_rest(
    http: Http,
    did: str,
    product: Mapping[str, Any],
    file: Any,
    sums: _Sums,
    count: Callable[[int], object],
) -> None:
    headers = {"Accept-Encoding": "identity"}
    if sums.bytes:
        headers["Range"] = f"bytes={sums.bytes}-"
    path = f"/files/{product_path(did)}"
    with http.call("GET", path, headers=headers, stream=True) as response:
        if sums.bytes and response.status_code != 206:
            raise ServiceError(f"{did}: the service does not go on from byte {sums.bytes}")
        try:
            for piece in response.iter_content(_PIECE):
                file.write(piece)
                sums.update(piece)
                count(len(piece))
        finally:
            file.flush()
            os.fsync(file.fileno())


def _sums_of(file: Path) -> _Sums:
    sums = _Sums()
    with file.open("rb") as source:
        while piece := source.read(_PIECE):
            sums.update(piece)
    return sums
