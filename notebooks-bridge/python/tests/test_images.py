from __future__ import annotations

import astropy.units as u
import numpy as np
import pytest
from astropy.io import fits
from astropy.wcs import WCS

import fringe

from .conftest import Site

IMAGE = "demo:first-light-image.fits"


def test_an_image_is_the_files(sky: fringe.Client, site: Site) -> None:
    image = sky.image(IMAGE)
    with fits.open(site.demo / "images" / "first-light-image.fits") as units:
        assert np.array_equal(image.data, units[0].data[0, 0])
        header = units[0].header
        assert image.meta["HISTORY"] == header["HISTORY"]
        x, y = np.array([3.0, 700.25]), np.array([900.0, 17.5])
        assert np.allclose(
            WCS(header).celestial.wcs_pix2world(x, y, 0), image.wcs.wcs_pix2world(x, y, 0), atol=1e-10
        )
    assert image.data.dtype == np.float32
    assert image.unit == u.Jy / u.beam
    assert image.did == IMAGE
    assert image.beam is not None
    assert image.beam.major.to_value(u.arcsec) == pytest.approx(header["BMAJ"] * 3600)
    assert image.beam_pixels == pytest.approx(np.pi / np.log(16) * header["BMAJ"] * header["BMIN"] * 1800**2)


def test_all_axes_are_kept_where_asked_for(sky: fringe.Client) -> None:
    image = sky.image(IMAGE, squeeze=False)
    assert image.shape == (1, 1, 1024, 1024)
    assert image.wcs.naxis == 4


def test_a_section_has_its_own_coordinates(sky: fringe.Client) -> None:
    whole = sky.image(IMAGE)
    part = sky.image(IMAGE, section=[(0, 1), (0, 1), (100, 150), (1000, 1024)])
    assert np.array_equal(part.data, whole.data[100:150, 1000:])
    there = part.wcs.pixel_to_world(5, 7)
    assert there.separation(whole.wcs.pixel_to_world(1005, 107)).arcsec < 1e-6


def test_an_image_is_written_as_fits(sky: fringe.Client) -> None:
    image = sky.image(IMAGE)
    hdu = image.to_hdu()[0]
    assert u.Unit(hdu.header["BUNIT"]) == u.Jy / u.beam
    assert hdu.header["BMAJ"] == image.meta["BMAJ"]


def test_sources_are_where_the_image_has_them(sky: fringe.Client) -> None:
    image = sky.image(IMAGE)
    sources = sky.sources("demo:first-light-sources.csv")
    assert sources["flux_jy"].unit == u.Jy
    assert sources["ra_deg"].unit == u.deg
    x, y = image.wcs.wcs_world2pix(sources["ra_deg"], sources["dec_deg"], 0)
    for i in range(5):
        peak = image.data[round(y[i]) - 1 : round(y[i]) + 2, round(x[i]) - 1 : round(x[i]) + 2].max()
        # A peak between pixels is above all of them: by at most 8 % with three pixels in a beam.
        assert peak == pytest.approx(sources["peak_jy_per_beam"][i], rel=0.08)
    few = sky.sources("demo:first-light-sources.csv", columns=["flux_jy", "name"], rows=(1, 3))
    assert few.colnames == ["flux_jy", "name"]
    assert list(few["name"]) == list(sources["name"][1:3])


def test_faults_name_what_is_wrong(sky: fringe.Client) -> None:
    with pytest.raises(fringe.NotFoundError, match="no such product"):
        sky.image("demo:nothing.fits")
    with pytest.raises(fringe.InvalidRequestError, match="no image, but a visibility"):
        sky.image("demo:observation.uvfits")
    with pytest.raises(fringe.InvalidRequestError, match=r"section\[3\] = \[0, 2000\]: there are 1024"):
        sky.image(IMAGE, section=[(0, 1), (0, 1), (0, 1), (0, 2000)])
    with pytest.raises(fringe.InvalidRequestError, match="columns"):
        sky.sources("demo:first-light-sources.csv", columns=["colour"])
    with pytest.raises(fringe.InvalidRequestError, match="both centre and radius"):
        sky.cutout(IMAGE, (60, -35))
