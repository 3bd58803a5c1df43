"""Times ducc0's gridder and degridder on one thread: the yardstick of GriddingTable.

Arguments: file of uvw in metres (float64, rows of three), first and last frequency in Hz, number of
channels, pixels along a side, cell in radians, accuracy. Needs numpy and ducc0.
"""

import sys
import time

import ducc0
import numpy as np

path, first, last, channels, pixels, cell, epsilon = sys.argv[1:]
uvw = np.fromfile(path).reshape(-1, 3)
frequencies = np.linspace(float(first), float(last), int(channels))
visibilities = np.ones((len(uvw), len(frequencies)), np.complex64)
options = dict(
    uvw=uvw,
    freq=frequencies,
    pixsize_x=float(cell),
    pixsize_y=float(cell),
    epsilon=float(epsilon),
    do_wgridding=True,
    divide_by_n=False,
    nthreads=1,
)
start = time.process_time()
image = ducc0.wgridder.vis2dirty(vis=visibilities, npix_x=int(pixels), npix_y=int(pixels), **options)
print(f"ducc0 {ducc0.__version__} gridding {time.process_time() - start:.2f}", flush=True)
start = time.process_time()
ducc0.wgridder.dirty2vis(dirty=image, **options)
print(f"ducc0 {ducc0.__version__} degridding {time.process_time() - start:.2f}", flush=True)
