from __future__ import annotations

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord

import fringe

IMAGE = "demo:first-light-image.fits"
NORTH = SkyCoord(60.01353208, -34.80555556, unit="deg")


def _assert_is_part(part: fringe.Image, whole: fringe.Image) -> None:
    """Pixels of a cutout are the parent's where their coordinates are the same."""
    y, x = np.indices(part.shape)
    there = whole.wcs.world_to_pixel(part.wcs.pixel_to_world(x, y))
    assert np.abs(there[0] - np.rint(there[0])).max() < 0.01
    assert np.abs(there[1] - np.rint(there[1])).max() < 0.01
    rows, columns = np.rint(there[1]).astype(int), np.rint(there[0]).astype(int)
    inside = np.isfinite(part.data)
    assert np.array_equal(part.data[inside], whole.data[rows, columns][inside])


def test_a_circle_holds_its_source_where_it_is(sky: fringe.Client) -> None:
    whole = sky.image(IMAGE)
    part = sky.cutout(IMAGE, NORTH, 1 * u.arcmin)
    assert min(part.shape) >= 55 and max(part.shape) <= 65
    _assert_is_part(part, whole)
    assert part.data.max() == pytest.approx(0.12, rel=0.1)
    peak = part.wcs.pixel_to_world(*np.unravel_index(part.data.argmax(), part.shape)[::-1])
    assert peak.icrs.separation(NORTH) < 2 * u.arcsec
    assert part.beam is not None and part.beam == whole.beam
    assert part.unit == u.Jy / u.beam


def test_a_polygon_a_band_and_a_polarisation(sky: fringe.Client) -> None:
    whole = sky.image(IMAGE)
    corners = [(60.03, -34.82), (59.99, -34.82), (60.01, -34.79)]
    part = sky.cutout(IMAGE, polygon=corners, band=(1.39 * u.GHz, 1.41 * u.GHz), pol="I")
    _assert_is_part(part, whole)
    assert sky.cutout(IMAGE, (60, -35), 0.01, squeeze=False).data.ndim == 4


def test_what_is_not_there_is_told(sky: fringe.Client) -> None:
    with pytest.raises(fringe.NotFoundError, match="lies there"):
        sky.cutout(IMAGE, (10, 10), 0.01)
    with pytest.raises(fringe.NotFoundError, match="lies there"):
        sky.cutout(IMAGE, (60, -35), 0.01, pol="V")
    with pytest.raises(fringe.NotFoundError):
        sky.cutout("demo:nothing.fits", (60, -35), 0.01)
