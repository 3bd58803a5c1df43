"""The notebooks, executed as a person would, and what they print last held against the truth.

``FRINGE_TEST_PICTURES=FOLDER`` keeps them with their outputs.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from .conftest import Site

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


def _execute(name: str, site: Site, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Execute a notebook, and give what its last cell printed."""
    monkeypatch.setenv("FRINGE_URL", site.url)
    notebook = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "notebooks are kept without outputs"
    NotebookClient(notebook, timeout=180, kernel_name="python3").execute()
    if kept := os.environ.get("FRINGE_TEST_PICTURES"):
        Path(kept).mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, Path(kept) / f"{name}.ipynb")
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.get("name") != "stderr", f"a cell complains: {output['text']}"
    found: dict[str, Any] = json.loads(notebook.cells[-1].outputs[0]["text"])
    return found


def test_image_and_sources(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _execute("01-image-and-sources", site, monkeypatch)
    assert found["shape"] == [1024, 1024]
    assert found["sources"] == 11
    assert found["brightest_jy"] == pytest.approx(0.25, rel=1e-3)
    assert found["aperture_jy"] == pytest.approx(0.030, rel=0.02)


def test_compare_with_the_input_sky(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _execute("02-compare-with-the-input-sky", site, monkeypatch)
    assert found["matched"] == 11
    assert found["worst_ratio"] < 0.01
    assert found["worst_off_mas"] < 50
    assert found["noise_jy"] == pytest.approx(15.5e-6, rel=0.1)
    assert found["beyond"] <= 2


def test_visibilities_to_image(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _execute("03-visibilities-to-image", site, monkeypatch)
    assert found["rows"] == 241_920
    assert found["peak_jy"] == pytest.approx(0.25, rel=0.1)
    assert found["peak_at"] == [16, 16]
    assert found["difference"] < 2e-4
