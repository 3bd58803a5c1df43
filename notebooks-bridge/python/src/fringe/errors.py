"""What can go wrong, so that a program can tell one thing from another."""

from __future__ import annotations


class FringeError(Exception):
    """Anything that went wrong; the message says what, and what would be right."""


class InvalidRequestError(FringeError, ValueError):
    """The service can't answer this request: the message names the parameter at fault."""


class NotFoundError(FringeError, LookupError):
    """The lake has no such product, or the service no such thing."""


class NotAllowedError(FringeError, PermissionError):
    """It is not public, and the token (or its absence) gives no right to it."""


class ServiceError(FringeError, ConnectionError):
    """The service can't be reached, or failed."""


class ChecksumError(FringeError):
    """Bytes arrived that are not the product's."""


class WorkflowFailedError(FringeError):
    """A workflow ended without its products; the message says why."""
