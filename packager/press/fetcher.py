"""What WeasyPrint may read while it paints: font subsets and stand-ins for pictures.

Nothing comes from the network or from the disk by way of a document: pictures are converted
beforehand and put in afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

_PICTURE = "picture:"

_STAND_IN = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00"
    b"\x00\x02\x02D\x01\x00;"
)
"""A GIF of one pixel."""


def picture_url(number: int) -> str:
    """The URL that stands for a picture in the templates."""
    return f"{_PICTURE}{number}"


class Fetcher(URLFetcher):  # type: ignore[misc]  # weasyprint has no type hints
    """Serves the given files by URL and stand-ins for pictures, and refuses everything else."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=())
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind ``url``. Raises :class:`FatalURLFetchingError` for any other URL."""
        if url in self._files:
            return URLFetcherResponse(url, self._files[url])
        if url.startswith(_PICTURE):
            return URLFetcherResponse(url, _STAND_IN, {"Content-Type": "image/gif"})
        raise FatalURLFetchingError(f"refused to read {url}")
