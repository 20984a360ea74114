"""From a parsed newspaper issue to an EPUB, a press PDF and an archive of plain files."""

__version__ = "0.1.0"
