"""Where work in progress stands, on the archive's own file system, and who owns it.

Every writer works in its own locked folder below ``incoming/``. The system releases the lock when
the writer dies, however it dies; whoever comes next sweeps such folders away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INCOMING = "incoming"
LEFT = "left"
"""A file in a workspace that its owner leaves behind for whoever comes next."""


@contextmanager
def workspace(root: Path) -> Iterator[Path]:
    """A fresh folder below ``incoming/``, locked while in use, removed at the end unless left.

    Raises :class:`OSError`.
    """
    incoming = root / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    while True:
        folder = Path(tempfile.mkdtemp(dir=incoming))
        try:
            handle = os.open(folder, os.O_RDONLY)
        except FileNotFoundError:
            continue  # a sweeper took it for a dead writer's before it was locked
        fcntl.flock(handle, fcntl.LOCK_EX)
        if folder.is_dir():
            break
        os.close(handle)
    try:
        yield folder
    finally:
        if not (folder / LEFT).exists():
            shutil.rmtree(folder, ignore_errors=True)
        os.close(handle)


def abandoned(root: Path) -> Iterator[Path]:
    """Folders of writers that died or left them, each locked by us while the caller looks at it.

    The caller removes a folder that it has dealt with. Raises :class:`OSError`.
    """
    incoming = root / INCOMING
    if not incoming.is_dir():
        return
    for folder in sorted(incoming.iterdir()):
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            continue  # its writer has just finished
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue  # its writer is alive
        else:
            yield folder
        finally:
            os.close(handle)
