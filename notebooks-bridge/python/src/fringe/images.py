"""Images and cubes with their coordinates and their beam."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from astropy import units as u
from astropy.io import fits
from astropy.nddata import CCDData
from astropy.wcs import WCS
from astropy.wcs.utils import proj_plane_pixel_area

from fringe._flight import Flight, Range, Stream, metadata, ticket
from fringe.errors import InvalidRequestError, ServiceError


@dataclass(frozen=True)
class Beam:
    """An elliptical Gaussian beam.

    Attributes
    ----------
    major, minor : Quantity
        Full widths at half maximum, angles.
    position_angle : Quantity
        Of the major axis, from north through east.
    """

    major: u.Quantity
    minor: u.Quantity
    position_angle: u.Quantity

    @property
    def area(self) -> u.Quantity:
        """Solid angle, in steradians: pi / (4 ln 2) times major times minor."""
        return (np.pi / (4 * np.log(2)) * self.major * self.minor).to(
            u.sr, equivalencies=u.dimensionless_angles()
        )

    def __str__(self) -> str:
        return (
            f"{self.major.to_value(u.arcsec):.3g} x {self.minor.to_value(u.arcsec):.3g} arcsec, "
            f"PA {self.position_angle.to_value(u.deg):.3g} deg"
        )


class Image(CCDData):  # type: ignore[misc]
    """An image or cube: astropy's ``CCDData`` that knows its beam and its DID.

    ``data`` has the slowest axis first (polarisation, frequency, y, x, without axes of length 1
    unless they were asked for), ``unit`` the unit of its pixels, ``wcs`` their coordinates, and
    ``meta`` the whole FITS header.
    """

    @property
    def did(self) -> str:
        """Name of the product in the data lake."""
        return str(self.meta.get("DID", ""))

    @property
    def beam(self) -> Beam | None:
        """The restoring beam; None where the header has none."""
        if "BMAJ" not in self.meta:
            return None
        return Beam(
            self.meta["BMAJ"] * u.deg,
            self.meta["BMIN"] * u.deg,
            self.meta.get("BPA", 0.0) * u.deg,
        )

    @property
    def pixel_area(self) -> u.Quantity:
        """Solid angle of a pixel at the reference point, in steradians."""
        return (proj_plane_pixel_area(self.wcs.celestial) * u.deg**2).to(u.sr)

    @property
    def beam_pixels(self) -> float:
        """Pixels in the beam's solid angle: a sum in Jy/beam divided by this is in Jy."""
        if self.beam is None:
            raise InvalidRequestError(f"{self.did} has no beam (BMAJ) in its header")
        return float((self.beam.area / self.pixel_area).to_value(u.dimensionless_unscaled))


def fetch(flight: Flight, did: str, section: Sequence[Range] | None, squeeze: bool) -> Image:
    """Fetch an image; its memory is allocated once, and filled as rows arrive."""
    with flight.open(ticket(did, section=section)) as stream:
        about = _about(stream, did)
        shape = [int(length) for length in about["fringe.shape"].strip("[]").split(",")]
        pixel = stream.schema.field("pixels").type.value_type.to_pandas_dtype()
        data: np.ndarray[Any, Any] = np.empty(shape, pixel)
        rows = data.reshape(-1, shape[-1])
        filled = 0
        for first, arrived in _rows(stream):
            rows[first : first + len(arrived)] = arrived
            filled = first + len(arrived)
    if filled != len(rows):
        raise ServiceError(f"{did}: {filled} rows of pixels arrived instead of {len(rows)}")
    header = fits.Header.fromstring(about["fits.header"], sep="\n")
    return make(data, header, did, squeeze)


def fetch_rows(
    flight: Flight, did: str, section: Sequence[Range] | None
) -> Iterator[tuple[int, np.ndarray[Any, Any]]]:
    """Fetch an image's rows of pixels as they arrive, see :meth:`fringe.Client.image_rows`."""
    with flight.open(ticket(did, section=section)) as stream:
        _about(stream, did)
        yield from _rows(stream)


def _about(stream: Stream, did: str) -> dict[str, str]:
    about = metadata(stream.schema)
    if about.get("fringe.kind") != "image":
        raise InvalidRequestError(f"{did} is no image, but a {about.get('fringe.kind')}")
    return about


def _rows(stream: Stream) -> Iterator[tuple[int, np.ndarray[Any, Any]]]:
    first = 0
    for batch in stream:
        values = batch.column("pixels").flatten().to_numpy(zero_copy_only=True)
        yield first, values.reshape(batch.num_rows, -1)
        first += batch.num_rows


def make(data: np.ndarray[Any, Any], header: fits.Header, did: str, squeeze: bool) -> Image:
    """Put an image together of pixels and header."""
    wcs = WCS(header)
    if squeeze:
        kept = [axis for axis, length in enumerate(data.shape) if length > 1 or axis >= data.ndim - 2]
        data = data.reshape([data.shape[axis] for axis in kept])
        wcs = wcs.sub([wcs.naxis - axis for axis in reversed(kept)])
    header["DID"] = (did, "name in the data lake")
    return Image(data, unit=_unit(header), wcs=wcs, meta=header)


def _unit(header: fits.Header) -> u.Unit:
    try:
        return u.Unit(header.get("BUNIT", ""))
    except ValueError:
        return u.dimensionless_unscaled
