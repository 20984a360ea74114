"""Checks of what goes in and what comes out: our own, and the validators of others."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec

from packager.diagnostics import Code, Diagnostic, SourceError

UNCHECKABLE = Code(
    "X910",
    "error",
    "Only an EPUB, a PDF or an archived issue can be checked",
    "Name a finished file, or the folder of an edition in the archive.",
    "packager check notes.txt",
)


class Report(msgspec.Struct, frozen=True):
    """What was found in one file; information says what was checked and by what."""

    path: str
    kind: str
    diagnostics: tuple[Diagnostic, ...]

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity == "error" for finding in self.diagnostics)

    @property
    def verdict(self) -> str:
        """The findings in one line. It never says more than was looked at."""
        counts = {
            severity: sum(finding.severity == severity for finding in self.diagnostics)
            for severity in ("error", "warning")
        }
        return ", ".join(f"{count} {name}{'s' * (count != 1)}" for name, count in counts.items())


def check(path: Path) -> Report:
    """Check a finished file by what it is, not by what it is called.

    Raises :class:`SourceError` for anything but an EPUB, a PDF or an archived issue's folder.
    """
    if path.is_dir():
        if (path / "bagit.txt").is_file():
            from packager.archive import bag

            return Report(str(path), "archive", tuple(f.at(str(path)) for f in bag.check(path)))
    elif _starts_as_pdf(path):
        from packager.checking import pdf

        return Report(str(path), "pdf", pdf.check(path))
    elif zipfile.is_zipfile(path):
        from packager.checking import epub

        return Report(str(path), "epub", epub.check(path))
    raise SourceError(UNCHECKABLE.at("not an EPUB, a PDF or an archived issue", file=str(path)))


def _starts_as_pdf(path: Path) -> bool:
    with path.open("rb") as stream:
        return b"%PDF-" in stream.read(1024)  # ISO 32000 readers look that far
