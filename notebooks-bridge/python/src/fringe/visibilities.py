"""Visibilities: which are wanted, and how they look as arrays."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from astropy import units as u
from astropy.coordinates import SkyCoord
from astropy.time import Time

from fringe._flight import metadata
from fringe.errors import InvalidRequestError


@dataclass(frozen=True)
class Where:
    """Which visibilities are wanted; what is left out doesn't matter.

    The service reads no more of the file than it must: bytes of other channels, and of rows that
    are not chosen, are passed over where rows are long.

    Parameters
    ----------
    time : (Time, Time) or (float, float)
        First and last; numbers are modified Julian dates, UTC.
    uv_distance : (Quantity, Quantity) or (float, float)
        Shortest and longest projected baseline, sqrt(u² + v²); numbers are metres.
    antennas : sequence of int
        Rows with one of these antennas.
    baselines : sequence of (int, int)
        Rows of these pairs of antennas, in either order.
    channels : (int, int)
        From, and up to but without, counted from 0 through all spectral windows.
    frequency : (Quantity, Quantity) or (float, float)
        Channels whose centres lie here; numbers are Hz.
    autocorrelations : bool
        Whether rows of an antenna with itself are wanted.
    flagged : bool
        Whether rows are wanted that are flagged as a whole.
    """

    time: tuple[Any, Any] | None = None
    uv_distance: tuple[Any, Any] | None = None
    antennas: Sequence[int] | None = None
    baselines: Sequence[tuple[int, int]] | None = None
    channels: tuple[int, int] | None = None
    frequency: tuple[Any, Any] | None = None
    autocorrelations: bool = True
    flagged: bool = True

    def to_json(self) -> dict[str, Any]:
        """Give the form that the service takes."""
        json: dict[str, Any] = {}
        if self.time is not None:
            json["time"] = [t.utc.mjd if isinstance(t, Time) else float(t) for t in self.time]
        if self.uv_distance is not None:
            json["uvDistance"] = [_value(d, u.m, "uv_distance") for d in self.uv_distance]
        if self.antennas is not None:
            json["antennas"] = [int(number) for number in self.antennas]
        if self.baselines is not None:
            json["baselines"] = [[int(a), int(b)] for a, b in self.baselines]
        if self.channels is not None:
            json["channels"] = [int(channel) for channel in self.channels]
        if self.frequency is not None:
            json["frequency"] = sorted(_value(f, u.Hz, "frequency") for f in self.frequency)
        if not self.autocorrelations:
            json["autocorrelations"] = False
        if not self.flagged:
            json["flagged"] = False
        return json


def _value(quantity: Any, unit: u.Unit, name: str) -> float:
    if not isinstance(quantity, u.Quantity):
        return float(quantity)
    try:
        return float(quantity.to_value(unit, equivalencies=u.spectral()))
    except u.UnitConversionError as fault:
        raise InvalidRequestError(f"{name} is {quantity}, which is not in {unit}") from fault


@dataclass(frozen=True)
class Visibilities:
    """Visibilities as arrays; asking for one whose column the table hasn't got is an error.

    Attributes
    ----------
    frequency : Quantity
        Centres of the channels, Hz.
    correlations : list of str
        Such as I, XX or RR.
    phase_centre : SkyCoord
    about : dict
        All that the file tells of the observation: telescope, object, antennas.
    """

    _columns: Mapping[str, np.ndarray[Any, Any]]
    frequency: u.Quantity
    correlations: list[str]
    phase_centre: SkyCoord
    about: dict[str, Any]

    def _array(self, name: str) -> np.ndarray[Any, Any]:
        if name not in self._columns:
            raise InvalidRequestError(
                f"the table has no column {name}; there are {', '.join(sorted(self._columns))}"
            )
        return self._columns[name]

    @property
    def uvw(self) -> np.ndarray[Any, Any]:
        """Metres, (rows, 3) float64."""
        return np.stack([self._array(name) for name in "uvw"], axis=-1)

    @property
    def time(self) -> np.ndarray[Any, Any]:
        """Modified Julian dates, UTC, (rows,) float64."""
        return self._array("time")

    @property
    def antenna1(self) -> np.ndarray[Any, Any]:
        """Numbers of the first antennas, as in ``about``, (rows,) int32."""
        return self._array("antenna1")

    @property
    def antenna2(self) -> np.ndarray[Any, Any]:
        """Numbers of the second antennas, (rows,) int32."""
        return self._array("antenna2")

    @property
    def data(self) -> np.ndarray[Any, Any]:
        """Jy where calibrated, (rows, channels, correlations) complex64."""
        return self._array("visibility")

    @property
    def weight(self) -> np.ndarray[Any, Any]:
        """As the file has it; not above 0 where flagged, (rows, channels, correlations) float32."""
        return self._array("weight")

    @property
    def flag(self) -> np.ndarray[Any, Any]:
        """Whether flagged, (rows, channels, correlations) bool."""
        return self._array("flag")


def arrays(table: Any) -> Visibilities:
    """Give the columns of a table (or record batch) of visibilities as numpy arrays.

    Parameters
    ----------
    table : pyarrow.Table or pyarrow.RecordBatch
        As :meth:`fringe.Client.visibilities` gives it.
    """
    about = metadata(table.schema)
    if about.get("fringe.kind") != "visibility":
        raise InvalidRequestError("this table holds no visibilities, or has lost its metadata")
    channels, correlations = json.loads(about["fringe.shape"])
    shape = (table.num_rows, channels, correlations)
    observation = json.loads(about["fringe.observation"])
    columns: dict[str, np.ndarray[Any, Any]] = {}
    for name in table.schema.names:
        if name in ("visibility", "weight", "flag"):
            items = _items(table.column(name))
            columns[name] = (items.view(np.complex64) if name == "visibility" else items).reshape(shape)
        else:
            columns[name] = table.column(name).to_numpy()
    return Visibilities(
        columns,
        frequency=np.array(observation["frequencies_hz"]) * u.Hz,
        correlations=list(observation["correlations"]),
        phase_centre=SkyCoord(observation["ra_deg"], observation["dec_deg"], unit="deg"),
        about=observation,
    )


def _items(column: Any) -> np.ndarray[Any, Any]:
    """Give the items of a column of lists, one after the other."""
    parts = []
    for chunk in column.chunks if hasattr(column, "chunks") else [column]:
        plain = chunk.storage if hasattr(chunk, "storage") else chunk
        parts.append(plain.flatten().to_numpy(zero_copy_only=False))
    return np.concatenate(parts) if parts else np.empty(0, np.float32)
