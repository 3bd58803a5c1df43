"""Checks an image of OtherProgramsTest: standard, checksums, and the sky position of its pixels."""

import sys
import warnings

import numpy as np
from astropy.io import fits
from astropy.io.fits.verify import VerifyWarning
from astropy.units import Unit
from astropy.wcs import WCS

warnings.simplefilter("error", category=VerifyWarning)
with fits.open(sys.argv[1], checksum=True) as hdus:
    hdus.verify("exception")
    header = hdus[0].header
    assert hdus[0].data.shape == (1, 1, 80, 101)
assert Unit(header["BUNIT"]) == Unit("Jy/beam")

wcs = WCS(header)
ra0, dec0 = np.radians([187.7, 12.4])
for x, y in [(0, 0), (50, 40), (100, 79), (13, 66)]:
    ra, dec, frequency, stokes = wcs.wcs_pix2world([[x, y, 0, 0]], 0)[0]
    ra, dec = np.radians([ra, dec])
    l = np.cos(dec) * np.sin(ra - ra0)
    m = np.sin(dec) * np.cos(dec0) - np.cos(dec) * np.sin(dec0) * np.cos(ra - ra0)
    assert abs(l - (0.05 - (x - 50) * 1e-4)) < 1e-13, (x, y, l)
    assert abs(m - (-0.02 + (y - 40) * 2e-4)) < 1e-13, (x, y, m)
    assert frequency == 1.4e9 and stokes == 1
