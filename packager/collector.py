"""The search for reference cycles, off where there are none to find."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """Do the work, or decorated function, without Python's search for reference cycles.

    Reading and the copy desk make frozen values, which have none. To go through all of them again
    whenever they have grown by a quarter takes a fifth of the time of a long source.
    """
    active = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if active:
            gc.enable()
