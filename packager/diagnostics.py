"""What every stage reports: diagnostics with stable codes, repairs, and errors with exit statuses.

A code is declared once, as a :class:`Code` constant of the module that raises it;
``docs/diagnostics.md`` is generated from those declarations. Letters and hundreds by room:
``R1xx`` reading, ``C2xx`` copy desk, ``T3xx`` typesetting and fonts, ``M4xx`` make-up and layouts,
``P5xx`` press, ``E6xx`` EPUB, ``A7xx`` archive, ``X9xx`` the build itself.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Literal

import msgspec

Severity = Literal["info", "warning", "error"]


class Exit(IntEnum):
    """Exit statuses of the command, as documented in the README."""

    DONE = 0
    CHECK_FAILED = 1
    USAGE = 2
    SOURCE = 3
    ASSET = 4
    ARCHIVE = 5


class Where(msgspec.Struct, frozen=True, gc=False):
    """A place in a source file; ``line`` counts from 1."""

    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        """``file:line``, as editors and terminals make it clickable."""
        return ":".join(str(part) for part in (self.file, self.line) if part is not None)


class Code(msgspec.Struct, frozen=True):
    """A stable diagnostic code and its page in the documentation."""

    code: str
    severity: Severity
    title: str
    """One line: what is the matter."""
    remedy: str
    """What the user can do about it."""
    example: str = ""
    """A source or command that raises it."""

    def at(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        article: str | None = None,
        severity: Severity | None = None,
    ) -> Diagnostic:
        """Make a diagnostic of this code at a place in the source."""
        return Diagnostic(
            code=self.code,
            severity=severity or self.severity,
            message=message,
            where=Where(file=file, line=line),
            article=article,
        )


class Diagnostic(msgspec.Struct, frozen=True, gc=False):
    """One finding, in the shape of the ``--json`` contract."""

    code: str
    severity: Severity
    message: str
    where: Where = Where()
    article: str | None = None

    def __str__(self) -> str:
        """``file:line: severity CODE: message``."""
        place = f"{self.where}: " if str(self.where) else ""
        return f"{place}{self.severity} {self.code}: {self.message}"


class Repair(msgspec.Struct, frozen=True, gc=False):
    """A change that the copy desk made to the words as parsed, kept on record in the archive."""

    rule: str
    """Stable name of the rule, e.g. ``column-break``."""
    before: str
    after: str
    confidence: float
    """0..1; 1 is certain."""
    where: Where = Where()
    article: str | None = None
    reason: str = ""


class PackagerError(Exception):
    """A failure the user can act on: one diagnostic and the documented exit status."""

    exit = Exit.CHECK_FAILED

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(str(diagnostic))
        self.diagnostic = diagnostic


class SourceError(PackagerError):
    """The source cannot be read or its format is not supported (exit 3)."""

    exit = Exit.SOURCE


class AssetError(PackagerError):
    """A layout, font or other asset is missing or wrong (exit 4)."""

    exit = Exit.ASSET


class ArchiveError(PackagerError):
    """The archive refused (exit 5)."""

    exit = Exit.ARCHIVE
