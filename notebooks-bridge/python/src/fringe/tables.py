"""Tables of products and of sources, as astropy has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from astropy.table import Table

COLUMNS: Mapping[str, tuple[type, str, str]] = {
    "did": (str, "", "name in the data lake, scope:name"),
    "dataset": (str, "", "data set it was published in"),
    "title": (str, "", "a line about it"),
    "type": (str, "", "image, cube, visibility, measurements, ..."),
    "subtype": (str, "", "restored, residual, psf, ..."),
    "collection": (str, "", ""),
    "target": (str, "", "what was observed"),
    "facility": (str, "", "telescope"),
    "instrument": (str, "", ""),
    "ra": (float, "deg", "right ascension of the centre, ICRS"),
    "dec": (float, "deg", "declination of the centre, ICRS"),
    "fov": (float, "deg", "diameter of the field"),
    "resolution": (float, "arcsec", "FWHM of the beam along its long axis"),
    "width": (int, "pix", "pixels along right ascension"),
    "height": (int, "pix", "pixels along declination"),
    "t_min": (float, "d", "start, modified Julian date, UTC"),
    "t_max": (float, "d", "end, modified Julian date, UTC"),
    "exposure": (float, "s", ""),
    "frequency_min": (float, "Hz", ""),
    "frequency_max": (float, "Hz", ""),
    "pol_states": (str, "", "polarisations between slashes"),
    "unit": (str, "", "of the values"),
    "format": (str, "", "media type of the file"),
    "bytes": (int, "byte", "size of the file"),
    "created": (str, "", "when it was published, UTC"),
    "public": (bool, "", "whether anybody may have it now"),
}
"""What tables of products hold: type, unit and description of each column."""


def products(items: Sequence[Mapping[str, Any]]) -> Table:
    """Make a table of products of the service's JSON."""
    table = Table()
    for name, (kind, unit, description) in COLUMNS.items():
        values = [item.get(name) for item in items]
        table[name] = _column(values, kind)
        table[name].description = description or None
        if unit:
            table[name].unit = unit
    return table


def _column(values: Sequence[Any], kind: type) -> Any:
    empty = {str: "", float: np.nan, int: 0, bool: False}[kind]
    filled = [empty if value is None else value for value in values]
    if kind is int and any(value is None for value in values):
        return np.ma.MaskedArray(np.array(filled, np.int64), mask=[value is None for value in values])
    return np.array(filled, dtype={str: str, float: np.float64, int: np.int64, bool: np.bool_}[kind])


def of_arrow(arrow: Any) -> Table:
    """Make an astropy table of an Arrow table; units are kept, missing values are masked."""
    table = Table()
    for field, column in zip(arrow.schema, arrow.columns, strict=True):
        values = column.combine_chunks()
        if values.null_count:
            mask = np.asarray(values.is_null())
            filled = values.fill_null("" if str(values.type) == "string" else 0)
            table[field.name] = np.ma.MaskedArray(_plain(filled), mask=mask)
        else:
            table[field.name] = _plain(values)
        about = {key.decode(): value.decode() for key, value in (field.metadata or {}).items()}
        if "unit" in about:
            table[field.name].unit = about["unit"]
        if "description" in about:
            table[field.name].description = about["description"]
    return table


def _plain(values: Any) -> np.ndarray[Any, Any]:
    array: np.ndarray[Any, Any] = values.to_numpy(zero_copy_only=False)
    return array.astype(str) if array.dtype == object else array
