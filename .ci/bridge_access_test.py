"""Products as the tools of the field fetch them: DataLink and SODA by pyvo, cutouts opened by astropy, ranges by curl.

BRIDGE_URL is a service over any lake with images; what its images hold is compared with what their cutouts hold.
"""

import hashlib
import io
import os
import subprocess

import numpy as np
import pytest
import pyvo
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.wcs import WCS
from pyvo.dal.adhoc import DatalinkResults, SodaQuery

BASE = os.environ["BRIDGE_URL"].rstrip("/")


def curl(*arguments):
    return subprocess.run(["curl", "-s", *arguments], check=True, capture_output=True).stdout


@pytest.fixture(scope="module")
def images():
    rows = pyvo.dal.SIA2Service(f"{BASE}/sia2").search(maxrec=200)
    found = [row for row in rows if row["dataproduct_type"] in ("image", "cube")]
    assert found
    return found


def links(row):
    return DatalinkResults.from_result_url(row["access_url"])


def this(found):
    return next(found.bysemantics("#this", include_narrower=False))


@pytest.fixture(scope="module")
def parents(images):
    return {str(row["obs_publisher_did"]): fits.open(io.BytesIO(curl(this(links(row)).access_url))) for row in images}


def test_links_have_files_pictures_and_services(images):
    for row in images:
        found = links(row)
        assert this(found)["content_length"] == int(curl_header(this(found).access_url, "content-length"))
        picture = next(found.bysemantics("#preview", include_narrower=False)).access_url
        assert curl(picture + "?size=64")[:8] == b"\x89PNG\r\n\x1a\n"
        assert len(list(found.bysemantics("#cutout", include_narrower=False))) == 2


def curl_header(url, name):
    lines = curl("-I", url).decode().splitlines()
    return next(line.split(":", 1)[1].strip() for line in lines if line.lower().startswith(name + ":"))


def test_cutouts_by_pyvo_lie_where_they_lie_in_the_parent(images, parents):
    for row in images:
        parent = parents[str(row["obs_publisher_did"])][0]
        world = WCS(parent.header).celestial
        height, width = parent.data.shape[-2:]
        for fx, fy in ((0.5, 0.5), (0.3, 0.8), (0.98, 0.04)):
            x, y = fx * width, fy * height
            centre = world.pixel_to_world(x, y)
            radius = 6.3 * abs(world.proj_plane_pixel_scales()[0].to_value(u.deg))
            got = links(row).get_first_proc().process(circle=(centre.icrs.ra.deg, centre.icrs.dec.deg, radius))
            with fits.open(io.BytesIO(got.read())) as cutout:
                part = cutout[0]
                own = WCS(part.header).celestial
                for dx, dy in ((0, 0), (2.25, -1.5), (-3.1, 2.7)):
                    source = world.pixel_to_world(x + dx, y + dy)
                    before = np.array(world.world_to_pixel(source))
                    after = np.array(own.world_to_pixel(source))
                    offset = np.rint(before - after)
                    assert np.abs(before - after - offset).max() < 0.01
                    assert np.abs(before - (x + dx, y + dy)).max() < 0.01
                left, bottom = offset.astype(int)
                rows, columns = part.data.shape[-2:]
                assert 1 <= columns <= 15 and 1 <= rows <= 15
                np.testing.assert_array_equal(
                    part.data, parent.data[..., bottom : bottom + rows, left : left + columns]
                )
                assert part.header.get("BUNIT") == parent.header.get("BUNIT")
                assert [hdu.name for hdu in cutout[1:]] == [hdu.name for hdu in parents[str(row["obs_publisher_did"])][1:]]


def test_cubes_by_frequency_and_polarisation(images, parents):
    for row in images:
        parent = parents[str(row["obs_publisher_did"])][0]
        if parent.header["NAXIS"] != 4 or parent.header["NAXIS3"] < 4 or parent.header["NAXIS4"] < 4:
            continue
        first = parent.header["CRVAL3"] + (2 - parent.header["CRPIX3"]) * parent.header["CDELT3"]
        query = SodaQuery(f"{BASE}/soda/sync", ID=str(row["obs_publisher_did"]))
        query.band = ((first, first + parent.header["CDELT3"]) * u.Hz).to(u.m, u.spectral())
        query["POL"] = ["Q", "V"]
        with fits.open(io.BytesIO(query.execute_stream().read())) as cutout:
            np.testing.assert_array_equal(cutout[0].data, parent.data[1::2, 1:3])
            world = WCS(cutout[0].header)
            assert abs(world.sub(["spectral"]).pixel_to_world_values(0)[()] - first) < 1
            assert list(np.asarray(world.sub(["stokes"]).pixel_to_world_values([0, 1])).ravel()) == [2, 4]


def test_polygons_and_no_overlap(images):
    row = images[0]
    did = str(row["obs_publisher_did"])
    centre = SkyCoord(row["s_ra"], row["s_dec"], unit="deg")
    corners = [centre.directional_offset_by(angle * u.deg, row["s_fov"] * 0.1 * u.deg) for angle in (0, 120, 240)]
    text = "+".join(f"{corner.ra.deg}+{corner.dec.deg}" for corner in corners)
    with fits.open(io.BytesIO(curl(f"{BASE}/soda/sync?ID={did}&POLYGON={text}"))) as cutout:
        world = WCS(cutout[0].header).celestial
        for corner in corners:
            x, y = world.world_to_pixel(corner)
            assert -0.51 < x < cutout[0].data.shape[-1] - 0.49 and -0.51 < y < cutout[0].data.shape[-2] - 0.49
    away = f"{BASE}/soda/sync?ID={did}&CIRCLE={(row['s_ra'] + 180) % 360}+{-row['s_dec']}+0.01"
    assert curl("-o", "/dev/null", "-w", "%{http_code}", away) == b"204"


def test_ranges_by_curl(images, tmp_path):
    url = this(links(images[0])).access_url
    whole = curl(url)
    assert curl("-r", "100-199", url) == whole[100:200]
    assert curl("-r", "-10", url) == whole[-10:]
    assert b"multipart/byteranges" in curl("-D", "-", "-r", "0-9,20-29", "-o", "/dev/null", url).lower()
    half = tmp_path / "half.fits"
    half.write_bytes(whole[:1234])
    curl("-C", "-", "-o", str(half), url)
    assert half.read_bytes() == whole
    etag = curl_header(url, "etag")
    assert etag == f'"md5-{hashlib.md5(whole).hexdigest()}"'
    assert curl("-o", "/dev/null", "-w", "%{http_code}", "-H", f"If-None-Match: {etag}", url) == b"304"
    changed = curl("-o", "/dev/null", "-w", "%{http_code}", "-r", "0-9", "-H", 'If-Range: "other"', url)
    assert changed == b"200"
