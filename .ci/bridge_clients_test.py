"""The service by pyvo: what is found, and that jobs survive a kill. BRIDGE_URL says where it is."""

import io
import os

import astropy.units as u
import numpy as np
import pytest
import pyvo
import requests
from astropy.coordinates import SkyCoord
from astropy.table import Table

URL = os.environ["BRIDGE_URL"]
CENTRE = SkyCoord(60, -35, unit="deg")


@pytest.fixture(scope="module")
def tap():
    return pyvo.dal.TAPService(URL + "/tap")


def test_sia_finds_images_by_position_and_kind():
    sia = pyvo.dal.SIA2Service(URL + "/sia2")
    found = sia.search(pos=(60, -35, 0.1), calib_level=3, data_type="image")
    assert "restored" in set(found["dataproduct_subtype"])
    assert all(np.abs(found["s_ra"] - 60) < 1e-6)
    assert len(sia.search(pos=(61, -35, 0.1))) == 0
    assert len(sia.search(band=(0.213, 0.215))) == len(sia.search())
    assert len(sia.search(band=(0.3, 0.4))) == 0


def test_tap_describes_itself(tap):
    assert {"ivoa.obscore", "fringe.sources"} <= set(tap.tables.keys())
    columns = {column.name: column for column in tap.tables["ivoa.obscore"].columns}
    assert columns["s_ra"].unit == "deg"
    assert tap.maxrec == 10000
    assert any("CONTAINS" in example["QUERY"] for example in tap.examples)


def test_sync_and_async_answer_alike(tap):
    query = (
        "SELECT source_name, s_ra, s_dec, flux FROM fringe.sources WHERE flux > 0.01 AND"
        " 1 = CONTAINS(POINT('ICRS', s_ra, s_dec), CIRCLE('ICRS', 60, -35, 0.2)) ORDER BY flux DESC"
    )
    at_once = tap.search(query).to_table()
    as_a_job = tap.run_async(query).to_table()
    assert len(at_once) == len(as_a_job) > 3
    assert np.all(at_once["flux"] == as_a_job["flux"])
    assert at_once["flux"].unit == u.Jy
    away = SkyCoord(at_once["s_ra"], at_once["s_dec"], unit="deg").separation(CENTRE)
    assert np.all(away < 0.2 * u.deg)
    assert abs(at_once["flux"][0] - 0.25) < 1e-3


def test_a_job_is_watched_and_deleted(tap):
    job = tap.submit_job("SELECT COUNT(*) AS n FROM ivoa.obscore", maxrec=5)
    assert job.phase == "PENDING"
    job.run().wait(timeout=30)
    assert job.phase == "COMPLETED"
    assert job.fetch_result()["n"][0] >= 6
    url = job.url
    job.delete()
    assert requests.get(url).status_code == 404


def test_a_table_sent_along_is_joined(tap):
    mine = Table({"name": ["here", "there"], "ra": [60.0, 10.0], "dec": [-35.0, 10.0]})
    found = tap.search(
        "SELECT m.name, s.source_name FROM TAP_UPLOAD.mine AS m JOIN fringe.sources AS s"
        " ON DISTANCE(m.ra, m.dec, s.s_ra, s.s_dec) < 0.001",
        uploads={"mine": mine},
    )
    assert list(found["name"]) == ["here"]


def test_faults_are_told_in_words(tap):
    with pytest.raises(pyvo.dal.DALQueryError, match="there is no column nothing"):
        tap.search("SELECT nothing FROM ivoa.obscore")


def test_answers_in_other_formats():
    asked = {"LANG": "ADQL", "QUERY": "SELECT obs_id, s_ra FROM ivoa.obscore", "RESPONSEFORMAT": "fits"}
    table = Table.read(io.BytesIO(requests.get(URL + "/tap/sync", params=asked).content), format="fits")
    assert abs(table["s_ra"][0] - 60) < 1e-6


def test_srcnet_locates_a_file():
    places = requests.get(URL + "/data/locate/demo/first-light-image.fits").json()
    assert {place["identifier"] for place in places} == {"LOCAL-A", "LOCAL-B"}
    assert requests.get(URL + "/metadata/demo/first-light-image.fits").json()["dataproduct_type"] == "image"
