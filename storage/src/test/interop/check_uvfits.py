"""Checks a file of UVFITS' OtherProgramsTest: 300 antennas, two windows, four polarisations."""

import sys

import numpy as np
from pyuvdata import UVData

uv = UVData()
uv.read_uvfits(sys.argv[1], run_check=False)
assert uv.Nblts == 40 and uv.Nspws == 2 and uv.Nfreqs == 8, (uv.Nblts, uv.Nspws, uv.Nfreqs)
assert list(uv.polarization_array) == [-5, -6, -7, -8], uv.polarization_array
assert np.allclose(uv.freq_array[[0, 4]], [1.4e9, 1.5e9], rtol=1e-12), uv.freq_array
assert np.allclose(uv.channel_width, 1e6), uv.channel_width
assert uv.ant_1_array.max() > 255 and uv.ant_2_array.max() <= 300
assert 2460310.75 <= uv.time_array.min() and uv.time_array.max() <= 2460311.75, uv.time_array
stations = uv.telescope.antenna_positions + uv.telescope._location.xyz()
assert np.allclose(stations[0], [5_109_001, 2_005_996.75, -3_239_000], atol=0.01), stations[0]
assert np.allclose(uv.telescope.antenna_diameters, 13.5)
