"""What can go wrong with the store. Every message is one sentence that names the fix; none holds a password."""

from __future__ import annotations


class StoreError(Exception):
    """Base of all errors of the store; show ``str(error)`` to the user, without a traceback."""


class StoreUnavailable(StoreError):  # noqa: N818 - reads better where it is caught
    """The server does not answer (now); trying again later may help."""


class StoreConfigError(StoreError):
    """The configuration cannot work; trying again without a change does not help."""
