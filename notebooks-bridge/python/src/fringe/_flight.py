"""Products as record batches, over Arrow Flight."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.flight as flight

from fringe._http import Http
from fringe.errors import (
    FringeError,
    InvalidRequestError,
    NotAllowedError,
    NotFoundError,
    ServiceError,
)

_NEAR = [("grpc.http2.bdp_probe", 0), ("grpc.http2.lookahead_bytes", 512 << 10)]
"""On one's own machine little need be on its way at once, and much would only make memory grow and shrink."""

Range = tuple[int, int]
"""From, and up to but without."""

_WORDS = re.compile(
    r"(?:with message: )?(?P<words>.*?)\.? (?:gRPC client debug context|Client context|Detail):", re.S
)


class Flight:
    """The Flight side of a service, which the service itself tells."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._client: Any = None

    def _connected(self) -> Any:
        if self._client is None:
            where = self._http.json("/api/v1/flight")
            url = urlsplit(self._http.url)
            host = where.get("host") or url.hostname or "localhost"
            scheme = "grpc+tls" if where.get("tls", False) else "grpc+tcp"
            shown = f"[{host}]" if ":" in host else host
            near = host in ("localhost", "127.0.0.1", "::1")
            trusted = self._http.certificates
            self._client = flight.FlightClient(
                f"{scheme}://{shown}:{where['port']}",
                tls_root_certs=trusted.read_bytes() if trusted else None,
                generic_options=_NEAR if near else [],
            )
        return self._client

    def _options(self) -> Any:
        token = self._http.token()
        headers = [(b"authorization", f"Bearer {token}".encode())] if token else []
        return flight.FlightCallOptions(headers=headers)

    def info(self, ticket: Mapping[str, Any]) -> Any:
        """Ask what a ticket would bring: schema, records, bytes."""
        with _faults():
            descriptor = flight.FlightDescriptor.for_command(_write(ticket))
            return self._connected().get_flight_info(descriptor, self._options())

    @contextmanager
    def open(self, ticket: Mapping[str, Any]) -> Iterator[Stream]:
        """Open the stream that a ticket brings; leaving it early ends it at the service too."""
        with _faults():
            reader = self._connected().do_get(flight.Ticket(_write(ticket)), self._options())
            stream = Stream(reader)
        try:
            with _faults():
                yield stream
        finally:
            if not stream.ended:
                reader.cancel()

    def table(self, ticket: Mapping[str, Any]) -> Any:
        """Fetch all that a ticket brings."""
        with self.open(ticket) as stream:
            return pa.Table.from_batches(list(stream), schema=stream.schema)

    def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            self._client.close()
            self._client = None


class Stream:
    """Record batches, as they arrive."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.schema: Any = reader.schema
        self.ended = False

    def __iter__(self) -> Iterator[Any]:
        while True:
            try:
                chunk = self._reader.read_chunk()
            except StopIteration:
                self.ended = True
                return
            yield chunk.data


def ticket(
    did: str,
    *,
    columns: Sequence[str] | None = None,
    rows: Range | None = None,
    section: Sequence[Range] | None = None,
    where: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Put a ticket together."""
    made: dict[str, Any] = {"did": did}
    if columns is not None:
        made["columns"] = list(columns)
    if rows is not None:
        made["rows"] = list(rows)
    if section is not None:
        made["section"] = [list(part) for part in section]
    if where:
        made["where"] = dict(where)
    return made


def metadata(schema: Any) -> dict[str, str]:
    """Give a schema's metadata as texts."""
    return {key.decode(): value.decode() for key, value in (schema.metadata or {}).items()}


def _write(ticket: Mapping[str, Any]) -> bytes:
    return json.dumps(ticket, allow_nan=False).encode()


@contextmanager
def _faults() -> Iterator[None]:
    """Raise our errors for Arrow's."""
    try:
        yield
    except FringeError:
        raise
    except (flight.FlightUnauthenticatedError, flight.FlightUnauthorizedError) as fault:
        raise NotAllowedError(_words(fault)) from fault
    except pa.ArrowKeyError as fault:
        raise NotFoundError(_words(fault)) from fault
    except pa.ArrowInvalid as fault:
        raise InvalidRequestError(_words(fault)) from fault
    except (flight.FlightError, pa.ArrowException) as fault:
        raise ServiceError(_words(fault)) from fault


def _words(fault: BaseException) -> str:
    """Give the service's own words, without what the transport puts around them."""
    text = str(fault)
    text = text.partition("with message: ")[2] or text
    found = _WORDS.match(text)
    return (found["words"] if found else text).strip()
