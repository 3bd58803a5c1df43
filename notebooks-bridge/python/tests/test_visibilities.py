from __future__ import annotations

import numpy as np
import pytest
from astropy import units as u
from astropy.io import fits

import fringe
from fringe import Where

from .conftest import Site

DID = "demo:observation.uvfits"
LIGHT = 299_792_458.0


def test_visibilities_are_the_files(sky: fringe.Client, site: Site) -> None:
    table = sky.visibilities(DID, rows=(1000, 1500))
    found = fringe.arrays(table)
    with fits.open(site.demo / "observation.uvfits") as units:
        groups = units[0].data[1000:1500]
        data = groups.data.reshape(500, 16, 1, 3)
        uvw = np.stack([groups.par(name) for name in groups.parnames[:3]], axis=-1) * LIGHT
        baselines = groups.par("BASELINE")
    assert np.array_equal(found.data, data[..., 0] + 1j * data[..., 1])
    assert np.array_equal(found.weight, data[..., 2])
    assert np.array_equal(found.flag, ~(data[..., 2] > 0))
    assert np.allclose(found.uvw, uvw, atol=0.01)
    assert np.array_equal(256 * found.antenna1 + found.antenna2, baselines)
    assert found.correlations == ["I"]
    assert found.frequency[0].to_value(u.MHz) == pytest.approx(1395.3125)
    assert found.phase_centre.ra.deg == pytest.approx(60)
    assert found.about["antennas"][0]["diameter_m"] > 0


def test_rows_and_channels_are_chosen_by_the_service(sky: fringe.Client) -> None:
    all_rows = fringe.arrays(sky.visibilities(DID, ["time", "u", "v", "w", "antenna1", "antenna2"]))
    first = all_rows.time.min()
    where = Where(
        time=(first, first + 0.1),
        uv_distance=(0.1 * u.km, 500),
        antennas=[3, 5],
        frequency=(1.398 * u.GHz, 1.402 * u.GHz),
    )
    found = sky.visibilities(DID, ["row", "visibility"], where)
    distance = np.hypot(all_rows.uvw[:, 0], all_rows.uvw[:, 1])
    assert all_rows.antenna2 is not None
    right = (
        (all_rows.time <= first + 0.1)
        & (distance >= 100)
        & (distance <= 500)
        & (np.isin(all_rows.antenna1, [3, 5]) | np.isin(all_rows.antenna2, [3, 5]))
    )
    assert right.sum() > 20
    assert np.array_equal(found["row"].to_numpy(), np.flatnonzero(right))
    some = fringe.arrays(found)
    assert some.data.shape == (right.sum(), 6, 1)
    assert some.frequency[0] >= 1.398 * u.GHz and some.frequency[-1] <= 1.402 * u.GHz
    whole = fringe.arrays(sky.visibilities(DID, ["visibility"]))
    assert np.array_equal(some.data, whole.data[right, 5:11])


def test_batches_arrive_one_by_one(sky: fringe.Client) -> None:
    batches = sky.visibility_batches(DID)
    first = next(batches)
    assert 0 < first.num_rows < 20_000
    batches.close()  # type: ignore[attr-defined]
    assert sum(batch.num_rows for batch in sky.visibility_batches(DID, ["row"])) == 241_920


def test_faults_name_the_field(sky: fringe.Client) -> None:
    with pytest.raises(fringe.InvalidRequestError, match=r"where.channels = \[3, 99\]: there are 16"):
        sky.visibilities(DID, where=Where(channels=(3, 99)))
    with pytest.raises(fringe.InvalidRequestError, match=r"columns\[0\] = colour"):
        sky.visibilities(DID, ["colour"])
    with pytest.raises(fringe.InvalidRequestError, match="not in m"):
        Where(uv_distance=(1 * u.s, 2 * u.s)).to_json()
    with pytest.raises(fringe.InvalidRequestError, match="no column visibility"):
        _ = fringe.arrays(sky.visibilities(DID, ["time"], rows=(0, 1))).data
    with pytest.raises(fringe.InvalidRequestError, match="no visibilities"):
        fringe.arrays(sky._flight.table({"did": "demo:first-light-sources.csv"}))
