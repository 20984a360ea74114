"""Writing outputs whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_all(files: Mapping[Path, bytes | Iterable[bytes]]) -> None:
    """Write every file under a temporary name first, then rename them all into place.

    What need not be held in memory at once may be given in parts. A failure before the renames
    leaves the old files as they were and no temporary ones.
    Raises :class:`OSError`.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
            waiting.append((Path(temporary), path))
            with os.fdopen(handle, "wb") as stream:
                os.fchmod(stream.fileno(), 0o666 & ~_umask())
                stream.writelines([data] if isinstance(data, bytes) else data)
                stream.flush()
                os.fsync(stream.fileno())
        for temporary_path, path in waiting:
            temporary_path.replace(path)
    finally:
        for temporary_path, _ in waiting:
            temporary_path.unlink(missing_ok=True)


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def write(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write one file whole or not at all. Raises :class:`OSError`."""
    write_all({path: data})
