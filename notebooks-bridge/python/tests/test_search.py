from __future__ import annotations

import numpy as np
import pytest
from astropy import units as u
from astropy.coordinates import SkyCoord

import fringe


def test_a_search_gives_a_table_with_units(sky: fringe.Client) -> None:
    found = sky.search(type="image", subtype=["restored", "residual"])
    assert sorted(found["did"]) == ["demo:first-light-image.fits", "demo:first-light-residual.fits"]
    assert found["ra"].unit == u.deg
    assert found["ra"].quantity[0].to_value(u.hourangle) == pytest.approx(4)
    assert (found["frequency_min"] > 1.39e9).all()
    assert found["width"][0] == 1024


def test_a_position_finds_the_fields_that_hold_it(sky: fringe.Client) -> None:
    inside = SkyCoord("04h00m10s -35d02m00s")
    assert len(sky.search(position=inside, subtype="restored")) == 1
    assert len(sky.search(position="04:00:10 -35:02:00", subtype="restored")) == 1
    assert len(sky.search(position=(60.04, -35.03), subtype="restored")) == 1
    assert len(sky.search(position=(62, -35), subtype="restored")) == 0
    assert len(sky.search(position=(62, -35), radius=2 * u.deg, subtype="restored")) == 1


def test_time_and_words_narrow_a_search(sky: fringe.Client) -> None:
    assert len(sky.search("first light restored", subtype="restored", time=("2025-11-20", "2025-11-21"))) == 1
    assert len(sky.search(subtype="restored", time=("2025-11-22", None))) == 0


def test_limit_is_kept(sky: fringe.Client) -> None:
    assert len(sky.search(limit=4)) == 4


def test_an_empty_answer_is_an_empty_table(sky: fringe.Client) -> None:
    found = sky.search(target="nothing at all")
    assert len(found) == 0
    assert found["ra"].dtype == np.float64


def test_faults_are_told_in_the_services_words(sky: fringe.Client) -> None:
    with pytest.raises(fringe.InvalidRequestError, match='no parameter "colour"'):
        sky.search(colour="red")
    with pytest.raises(fringe.InvalidRequestError, match="position is needed"):
        sky.search(radius=1)
    with pytest.raises(fringe.InvalidRequestError, match="no position"):
        sky.search(position="somewhere")
    with pytest.raises(fringe.NotFoundError, match="demo:nothing"):
        sky.product("demo:nothing")
    with pytest.raises(fringe.InvalidRequestError, match="not a DID"):
        sky.product("nothing")


def test_what_is_no_service_is_told() -> None:
    with pytest.raises(fringe.ServiceError, match="does not answer"):
        fringe.connect("http://127.0.0.1:1").search()
    with pytest.raises(fringe.InvalidRequestError, match="an address such as"):
        fringe.connect("localhost")


def test_a_product_tells_all_that_is_known(sky: fringe.Client) -> None:
    known = sky.product("demo:first-light-image.fits")
    assert known["metadata"]["target_name"] == "First light"
    assert len(known["replicas"]) == 2
    assert known["rules"][0]["rses"] == "tier=1"
