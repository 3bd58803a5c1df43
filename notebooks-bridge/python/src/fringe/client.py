"""The client: everything that a service offers, in a notebook's terms."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeAlias

import numpy as np
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.table import Table
from astropy.time import Time

from fringe import _download, images, tables, workflows
from fringe._flight import Flight, Range, ticket
from fringe._http import Http, Token, product_path
from fringe.errors import InvalidRequestError, NotFoundError
from fringe.images import Image
from fringe.visibilities import Where
from fringe.workflows import Run

Angle: TypeAlias = u.Quantity | float
Position: TypeAlias = SkyCoord | str | tuple[float, float]


def connect(
    url: str | None = None, token: Token = None, *, certificates: str | os.PathLike[str] | None = None
) -> Client:
    """Connect to a Fringe service.

    Parameters
    ----------
    url : str, optional
        Such as ``http://127.0.0.1:8080``, where ``fringe serve`` listens; by default the
        environment variable ``FRINGE_URL``, else that.
    token : str or callable, optional
        A bearer token, or a function that gives one each time it is needed; by default the
        environment variable ``FRINGE_TOKEN``, if it is set. Without one, public data are served.
    certificates : path, optional
        PEM file of authorities that a service's own certificate may come from, where the usual ones
        don't suffice.

    Examples
    --------
    >>> sky = fringe.connect("http://127.0.0.1:8080")
    >>> sky.search(type="image", subtype="restored")
    """
    address = url or os.environ.get("FRINGE_URL") or "http://127.0.0.1:8080"
    if not address.startswith(("http://", "https://")):
        raise InvalidRequestError(f"url is {address!r}; an address such as http://127.0.0.1:8080 is needed")
    return Client(
        address,
        token or os.environ.get("FRINGE_TOKEN"),
        certificates=None if certificates is None else Path(certificates).expanduser(),
    )


class Client:
    """A Fringe service. Use :func:`connect` to make one, and it with ``with``, or ``close`` it."""

    def __init__(self, url: str, token: Token = None, *, certificates: Path | None = None) -> None:
        self._http = Http(url, token, certificates)
        self._flight = Flight(self._http)

    def __repr__(self) -> str:
        return f"<fringe.Client of {self.url}>"

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """Where the service is."""
        return self._http.url

    def close(self) -> None:
        """Close connections."""
        self._flight.close()
        self._http.close()

    def search(
        self,
        text: str | None = None,
        *,
        position: Position | None = None,
        radius: Angle | None = None,
        time: tuple[Any, Any] | None = None,
        limit: int = 1000,
        **columns: str | int | Sequence[str | int],
    ) -> Table:
        """Look for products.

        Parameters
        ----------
        text : str, optional
            Words, all of which must stand in a product's names, titles or telescope.
        position : SkyCoord, str or (float, float), optional
            Products whose field has points within ``radius`` of it; a text as ``SkyCoord`` reads
            it, two numbers are degrees, ICRS.
        radius : Quantity or float, optional
            Number: degrees. By default 1 arcsec: products that contain the position.
        time : (Time or str, Time or str), optional
            Products observed between these; None stands for any.
        limit : int
            Rows of the table at most, the last published first.
        **columns
            ``type``, ``subtype``, ``target``, ``collection``, ``facility``, ``instrument``,
            ``obs_id``, ``scope``, ``name``, ``dataset``, ``calib``: where ``*`` stands for
            anything, and a list for alternatives.

        Returns
        -------
        Table
            A row for each product, with units.
        """
        asked: dict[str, str | list[str]] = {}
        for name, value in columns.items():
            many = [value] if isinstance(value, str | int) else value
            asked[name] = [str(one) for one in many]
        if text:
            asked["q"] = text
        if position is not None:
            centre = _position(position)
            degrees = _degrees(radius if radius is not None else 1 * u.arcsec)
            asked["pos"] = f"CIRCLE {centre.ra.deg:.9f} {centre.dec.deg:.9f} {degrees:.9g}"
        elif radius is not None:
            raise InvalidRequestError("a radius without a position says nothing; position is needed")
        for name, moment in zip(("since", "until"), time or (), strict=False):
            if moment is not None:
                asked[name] = _moment(moment)
        items: list[Mapping[str, Any]] = []
        size = min(limit, 500)
        page = 1
        while len(items) < limit:
            found = self._http.json("/api/v1/products", {**asked, "page": str(page), "size": str(size)})
            items += found["items"]
            page += 1
            if not found["items"] or len(items) >= found["total"]:
                break
        return tables.products(items[:limit])

    def product(self, did: str) -> dict[str, Any]:
        """Give all that is known of a product: metadata, replicas, rules, provenance, sources."""
        found: dict[str, Any] = self._http.json(f"/api/v1/products/{product_path(did)}")
        return found

    def image(self, did: str, *, section: Sequence[Range] | None = None, squeeze: bool = True) -> Image:
        """Fetch an image or cube.

        Parameters
        ----------
        did : str
            Name of the product, ``scope:name``.
        section : sequence of (int, int), optional
            Pixels from, and up to but without, along each axis of the file, the slowest first:
            polarisation, frequency, y, x. The rest is not fetched.
        squeeze : bool
            Whether axes of length 1 (but y and x) are left out.

        Returns
        -------
        Image
            A ``CCDData`` with unit (Jy/beam for restored images), WCS, header and beam.
        """
        return images.fetch(self._flight, did, section, squeeze)

    def image_rows(
        self, did: str, *, section: Sequence[Range] | None = None
    ) -> Iterator[tuple[int, np.ndarray[Any, Any]]]:
        """Fetch an image or cube that is larger than memory, by rows of pixels as they arrive.

        Parameters
        ----------
        did : str
            Name of the product, ``scope:name``.
        section : sequence of (int, int), optional
            As in :meth:`image`.

        Yields
        ------
        (int, ndarray)
            The number of the first row, counted through all planes, and rows of pixels.
        """
        return images.fetch_rows(self._flight, did, section)

    def cutout(
        self,
        did: str,
        centre: Position | None = None,
        radius: Angle | None = None,
        *,
        polygon: SkyCoord | Sequence[tuple[float, float]] | None = None,
        band: tuple[Any, Any] | None = None,
        pol: str | Sequence[str] | None = None,
        squeeze: bool = True,
    ) -> Image:
        """Fetch a part of an image or cube, cut out by the service (SODA).

        Parameters
        ----------
        did : str
            Name of the product, ``scope:name``.
        centre : SkyCoord, str or (float, float), optional
            Of a circle; a text as ``SkyCoord`` reads it, two numbers are degrees, ICRS.
        radius : Quantity or float, optional
            Of the circle; a number is in degrees.
        polygon : SkyCoord or sequence of (float, float), optional
            Corners instead of a circle, counter-clockwise as seen on the sky; numbers are degrees.
        band : (Quantity, Quantity) or (float, float), optional
            Range of frequencies or wavelengths; numbers are metres, as SODA has them.
        pol : str or sequence of str, optional
            Polarisations, such as ``"I"`` or ``["I", "V"]``.
        squeeze : bool
            Whether axes of length 1 (but y and x) are left out.

        Returns
        -------
        Image
            As :meth:`image` gives it.
        """
        asked: dict[str, str | list[str]] = {"ID": did}
        if polygon is not None:
            if centre is not None or radius is not None:
                raise InvalidRequestError("a circle and a polygon are given; one of them is needed")
            asked["POLYGON"] = " ".join(f"{value:.9f}" for value in _corners(polygon))
        elif centre is not None and radius is not None:
            at = _position(centre)
            asked["CIRCLE"] = f"{at.ra.deg:.9f} {at.dec.deg:.9f} {_degrees(radius):.9g}"
        elif centre is not None or radius is not None:
            raise InvalidRequestError("a circle needs both centre and radius")
        if band is not None:
            asked["BAND"] = " ".join(f"{metres!r}" for metres in _band(band))
        if pol is not None:
            asked["POL"] = [pol] if isinstance(pol, str) else list(pol)
        with self._http.call("GET", "/soda/sync", params=asked) as response:
            content = response.content
        if not content:
            # SODA 1.0, 4.2.2: no content where nothing of the product lies there.
            raise NotFoundError(f"nothing of {did} lies there, or has that band or polarisation")
        with fits.open(io.BytesIO(content), memmap=False) as units:
            data = units[0].data
            native = data.astype(data.dtype.newbyteorder("="))
            return images.make(native, units[0].header, did, squeeze)

    def sources(self, did: str, *, columns: Sequence[str] | None = None, rows: Range | None = None) -> Table:
        """Fetch a list of sources, or another table that was published.

        Parameters
        ----------
        did : str
            Name of the list, ``scope:name``.
        columns : sequence of str, optional
            Names of the wanted columns, in the wanted order.
        rows : (int, int), optional
            From, and up to but without.

        Returns
        -------
        Table
            Columns have units; missing values are masked.
        """
        return tables.of_arrow(self._flight.table(ticket(did, columns=columns, rows=rows)))

    def visibilities(
        self,
        did: str,
        columns: Sequence[str] | None = None,
        where: Where | None = None,
        *,
        rows: Range | None = None,
    ) -> Any:
        """Fetch visibilities as one table; see :meth:`visibility_batches` for more than fit in memory.

        Parameters
        ----------
        did : str
            Name of a UVFITS or FITS-IDI file, ``scope:name``.
        columns : sequence of str, optional
            Of ``row``, ``time`` (MJD, UTC), ``u``, ``v``, ``w`` (m), ``antenna1``, ``antenna2``,
            ``integration`` (s), ``visibility`` (Jy; channel, correlation, real and imaginary part),
            ``weight``, ``flag``. Without the last three no visibility is read.
        where : Where, optional
            Which of them.
        rows : (int, int), optional
            Rows of the file from, and up to but without.

        Returns
        -------
        pyarrow.Table
            A row for each baseline and time. :func:`fringe.arrays` gives its numpy arrays.
        """
        return self._flight.table(_of_visibilities(did, columns, where, rows))

    def visibility_batches(
        self,
        did: str,
        columns: Sequence[str] | None = None,
        where: Where | None = None,
        *,
        rows: Range | None = None,
    ) -> Iterator[Any]:
        """As :meth:`visibilities`, but as record batches of about 1 MB, as they arrive."""
        with self._flight.open(_of_visibilities(did, columns, where, rows)) as stream:
            yield from stream

    def download(
        self,
        did: str,
        path: str | os.PathLike[str] = ".",
        *,
        overwrite: bool = False,
        progress: bool | None = None,
    ) -> Path:
        """Fetch a file whole.

        What broke off is gone on with by the next call; a file gets its name when its size and
        checksums are the lake's, and a file that is there with these bytes is not fetched again.

        Parameters
        ----------
        did : str
            Name of the product, ``scope:name``.
        path : path
            The file, or the folder it is put into.
        overwrite : bool
            Whether a file with other bytes is replaced.
        progress : bool, optional
            Whether a progress bar is drawn; by default in notebooks and terminals.

        Returns
        -------
        Path
            The file.
        """
        return _download.download(
            self._http, did, Path(path).expanduser(), overwrite=overwrite, progress=progress
        )

    def submit(self, workflow: str | Path | Mapping[str, Any]) -> Run:
        """Submit a workflow.

        Parameters
        ----------
        workflow : str, Path or mapping
            The YAML file, its text, or the same as a mapping.

        Returns
        -------
        Run
            ``run.watch()`` waits for it with a progress bar.
        """
        return workflows.submit(self._http, workflow)

    def run(self, run: str) -> Run:
        """Give a workflow that was submitted before, by its id."""
        return Run(self._http, run)


def _of_visibilities(
    did: str, columns: Sequence[str] | None, where: Where | None, rows: Range | None
) -> dict[str, Any]:
    return ticket(did, columns=columns, rows=rows, where=where.to_json() if where else None)


def _position(position: Position) -> SkyCoord:
    if isinstance(position, SkyCoord):
        return position.icrs
    if isinstance(position, str):
        try:
            return SkyCoord(position, unit=_units(position))
        except ValueError as fault:
            raise InvalidRequestError(
                f"{position!r} is no position; write '04h00m00s -35d00m00s' or '60.0 -35.0' (degrees)"
            ) from fault
    ra, dec = position
    return SkyCoord(ra, dec, unit="deg")


def _units(position: str) -> Any:
    return (u.hourangle, u.deg) if ":" in position or len(position.split()) == 6 else u.deg


def _corners(polygon: SkyCoord | Sequence[tuple[float, float]]) -> list[float]:
    corners = polygon.icrs if isinstance(polygon, SkyCoord) else SkyCoord(list(polygon), unit="deg")
    if corners.isscalar or len(corners) < 3:
        raise InvalidRequestError("a polygon needs at least three corners")
    return [float(value) for corner in corners for value in (corner.ra.deg, corner.dec.deg)]


def _degrees(angle: Angle) -> float:
    return float(angle.to_value(u.deg)) if isinstance(angle, u.Quantity) else float(angle)


def _band(band: tuple[Any, Any]) -> list[float]:
    metres = [
        float(edge.to_value(u.m, equivalencies=u.spectral())) if isinstance(edge, u.Quantity) else float(edge)
        for edge in band
    ]
    return sorted(metres)


def _moment(moment: Any) -> str:
    return str(Time(moment).utc.isot)
