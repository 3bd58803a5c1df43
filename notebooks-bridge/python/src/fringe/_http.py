"""Calls of the service over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import requests

from fringe.errors import (
    FringeError,
    InvalidRequestError,
    NotAllowedError,
    NotFoundError,
    ServiceError,
)

Token = str | Callable[[], str] | None
"""A bearer token, or what gives one each time it is asked: tokens expire."""

Parameters = Mapping[str, str | Iterable[str]]

TIMEOUT = (10.0, 120.0)
"""Seconds to connect, and between two pieces of an answer."""


class Http:
    """One service, and the token that is sent to it and to nobody else."""

    def __init__(self, url: str, token: Token, certificates: Path | None = None) -> None:
        self.url = url.rstrip("/")
        self._token = token
        self.certificates = certificates
        self._session = requests.Session()
        if certificates is not None:
            self._session.verify = str(certificates)

    def token(self) -> str | None:
        """Give the token in force."""
        return self._token() if callable(self._token) else self._token

    def call(
        self,
        method: str,
        path: str,
        *,
        params: Parameters | None = None,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
        stream: bool = False,
        accept: Iterable[int] = (),
    ) -> requests.Response:
        """Make a call, and raise what its answer's status means unless it is in ``accept``."""
        sent = dict(headers or {})
        token = self.token()
        if token:
            sent["Authorization"] = f"Bearer {token}"
        try:
            response = self._session.request(
                method,
                self.url + path,
                params=params,
                headers=sent,
                data=data,
                stream=stream,
                timeout=TIMEOUT,
                # A token must not follow a redirect to another host; requests takes care of that.
                allow_redirects=True,
            )
        except requests.RequestException as failure:
            raise ServiceError(f"{self.url} does not answer: {failure}") from failure
        if response.ok or response.status_code in set(accept):
            return response
        with response:
            raise problem(response)

    def json(self, path: str, params: Parameters | None = None) -> Any:
        """Get a JSON answer."""
        with self.call("GET", path, params=params) as response:
            try:
                return response.json()
            except requests.JSONDecodeError as failure:
                raise ServiceError(
                    f"{self.url}{path} answers with {response.headers.get('Content-Type', 'nothing')}, "
                    "not JSON: is it a Fringe service?"
                ) from failure

    def close(self) -> None:
        """Close connections."""
        self._session.close()


def problem(response: requests.Response) -> FringeError:
    """Tell what a refusal means, in the service's own words."""
    words = _words(response) or f"{response.request.method} {response.url}: {response.reason}"
    match response.status_code:
        case 400 | 405 | 406 | 413 | 415 | 416 | 422:
            return InvalidRequestError(words)
        case 401 | 403:
            return NotAllowedError(words)
        case 404 | 410:
            return NotFoundError(words)
        case _:
            return ServiceError(f"status {response.status_code}: {words}")


def _words(response: requests.Response) -> str:
    kind = response.headers.get("Content-Type", "")
    if "json" in kind:
        try:
            found = response.json()
        except requests.JSONDecodeError:
            return ""
        return str(found.get("detail") or found.get("title") or "") if isinstance(found, dict) else ""
    if "xml" in kind:
        # A DALI error document: a VOTable whose QUERY_STATUS holds the message.
        from io import BytesIO

        from astropy.io.votable import parse
        from astropy.io.votable.exceptions import VOTableSpecError

        try:
            table = parse(BytesIO(response.content), verify="ignore")
        except (VOTableSpecError, ValueError, IndexError):
            return ""
        return "; ".join(
            str(info.content)
            for resource in table.resources
            for info in resource.infos
            if info.name == "QUERY_STATUS" and info.content
        )
    return response.text.strip()[:500] if kind.startswith("text/plain") else ""


def product_path(did: str) -> str:
    """Give the path of a DID, ``scope/name``, for addresses."""
    scope, colon, name = did.partition(":")
    if not colon or not scope or not name:
        raise InvalidRequestError(f"{did!r} is not a DID, scope:name")
    return f"{quote(scope, safe='')}/{quote(name, safe='/')}"
