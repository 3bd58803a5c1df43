"""Time an image over Arrow Flight, and its file's bytes through a pipe, in turn.

    python benchmarks/flight_against_pipe.py --fringe ../../fringe --gigabytes 2 --repeat 5

makes a FITS image of random pixels, puts it into a lake in a temporary folder, serves that, and prints
the seconds of both and their ratio. The pipe is what `cat FILE | reader` does; Flight ends with pixels
in numpy's own byte order. Neither keeps the bytes: a machine's way of giving out memory is another matter.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np
from astropy.io import fits

import fringe

DID = "bench:image.fits"


def make_image(file: Path, gigabytes: float) -> None:
    """Write a square image of about this many gigabytes."""
    side = int((gigabytes * 1e9 / 4) ** 0.5) // 16 * 16
    header = fits.PrimaryHDU(np.zeros((1, 1), np.float32)).header
    header["NAXIS1"], header["NAXIS2"], header["BUNIT"] = side, side, "Jy/beam"
    rows = np.random.default_rng(1).standard_normal((64, side)).astype(">f4")
    with file.open("wb") as out:
        out.write(header.tostring().encode())
        for first in range(0, side, 64):
            out.write(rows[: min(64, side - first)].tobytes())
        out.write(bytes(-out.tell() % 2880))


def through_pipe(file: Path) -> float:
    """Give the seconds that a file takes through a pipe."""
    start = time.perf_counter()
    piece, total = bytearray(1 << 20), 0
    with subprocess.Popen(["cat", str(file)], stdout=subprocess.PIPE, bufsize=0) as cat:
        assert isinstance(cat.stdout, io.RawIOBase)
        while count := cat.stdout.readinto(piece):
            total += count
    assert total == file.stat().st_size
    return time.perf_counter() - start


def over_flight(sky: fringe.Client, pixels: int) -> float:
    """Give the seconds that the image's pixels take over Flight."""
    start = time.perf_counter()
    total = sum(rows.size for _, rows in sky.image_rows(DID))
    assert total == pixels
    return time.perf_counter() - start


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fringe", type=Path, required=True, help="the launcher")
    parser.add_argument("--gigabytes", type=float, default=2)
    parser.add_argument("--repeat", type=int, default=5)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file, lake = Path(folder) / "image.fits", Path(folder) / "lake"
        make_image(file, asked.gigabytes)
        command = [str(asked.fringe)]
        subprocess.run([*command, "lake", "put", str(file), DID, "--lake", str(lake)], check=True)
        service = subprocess.Popen(
            [*command, "serve", "--lake", str(lake), "--port", "0", "--state", str(Path(folder) / "state")],
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert service.stderr is not None
            url = next(found[0] for line in service.stderr if (found := re.findall(r"http://\S+", line)))
            compare(file, url, asked.repeat)
        finally:
            service.terminate()
            service.wait()


def compare(file: Path, url: str, repeat: int) -> None:
    """Time both in turn, and print."""
    size = file.stat().st_size
    with fringe.connect(url) as sky, fits.open(file) as units:
        while not len(sky.search(name="image.fits")):
            time.sleep(0.2)
        pixels = units[0].data
        for first, rows in sky.image_rows(DID):  # Warms both up, and looks at what arrives.
            assert np.array_equal(rows, pixels[first : first + len(rows)]), "other pixels arrived"
        ratios = []
        for _ in range(repeat):
            pipe = through_pipe(file)
            flight = over_flight(sky, pixels.size)
            ratios.append(flight / pipe)
            print(
                f"{size / 1e9:.2f} GB: pipe {pipe:.2f} s ({size / pipe / 1e9:.2f} GB/s), "
                f"Flight {flight:.2f} s ({size / flight / 1e9:.2f} GB/s), ratio {flight / pipe:.2f}"
            )
        print(f"median ratio {statistics.median(ratios):.2f}, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
