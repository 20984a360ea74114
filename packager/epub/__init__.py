"""The EPUB edition: an issue becomes an EPUB 3.3 file. Templates and style sheets are data."""

from packager.epub.cover import front_page
from packager.epub.edition import Packaged, package
from packager.epub.facsimile import PagePicture, facsimile
from packager.epub.options import Options

__all__ = ["Options", "Packaged", "PagePicture", "facsimile", "front_page", "package"]
