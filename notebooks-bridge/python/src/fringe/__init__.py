"""Finds, fetches and makes radio images: a client of the Fringe service.

import fringe

sky = fringe.connect("http://127.0.0.1:8080")
found = sky.search(type="image", subtype="restored")
image = sky.image(found["did"][0])
image.data, image.unit, image.wcs, image.beam
"""

from fringe.client import Client, connect
from fringe.errors import (
    ChecksumError,
    FringeError,
    InvalidRequestError,
    NotAllowedError,
    NotFoundError,
    ServiceError,
    WorkflowFailedError,
)
from fringe.images import Beam, Image
from fringe.visibilities import Visibilities, Where, arrays
from fringe.workflows import Run, Status

__version__ = "0.1.0"

__all__ = [
    "Beam",
    "ChecksumError",
    "Client",
    "FringeError",
    "Image",
    "InvalidRequestError",
    "NotAllowedError",
    "NotFoundError",
    "Run",
    "ServiceError",
    "Status",
    "Visibilities",
    "Where",
    "WorkflowFailedError",
    "__version__",
    "arrays",
    "connect",
]
