"""The archive: each issue a folder of plain files that can be verified, found and read for decades.

``add`` stores a finished issue as a BagIt bag under ``issues/<slug>/<year>/<date>_ed-N``.
The layout on disk is described in ``docs/archive.md``.
"""

from packager.archive.accession import Accession, add
from packager.archive.payload import Submission

__all__ = ["Accession", "Submission", "add"]
