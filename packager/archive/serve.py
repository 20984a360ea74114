"""The reading room over HTTP, for browsers and e-readers on the home network. Read-only.

Pages are made from the catalogue on request; of the folder itself only the files of bags below
``issues/`` are handed out.
"""

from __future__ import annotations

import asyncio
import hashlib
import socket
from pathlib import Path
from typing import Any

from markupsafe import escape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from uvicorn.protocols.http.h11_impl import H11Protocol

from packager.archive import catalogue, codes, feeds, names, search
from packager.archive.room import Room
from packager.diagnostics import ArchiveError

_SAFE = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self' "
    "'unsafe-inline'; script-src 'self'; form-action 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",  # keep, but ask each time whether it still holds
}
_OF_BAGS = _SAFE | {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"
}
"""A source may be a web page of anybody's: it is shown, but none of its scripts may run."""
_TYPES = {
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8", "xml": "application/atom+xml; charset=utf-8",
    "json": feeds.OPDS2,
}  # fmt: skip
_OPENSEARCH = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Archive</ShortName>
  <Description>Search the archived issues</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="application/atom+xml;profile=opds-catalog;kind=acquisition"
       template="{base}opds/search.xml?q={{searchTerms}}"/>
  <Url type="text/html" template="{base}search.html?q={{searchTerms}}"/>
</OpenSearchDescription>
"""
"""Templates are whole addresses: not every client resolves relative ones."""
_IMPATIENCE = 15.0
"""Seconds in which a connection must bring a whole request."""


class _Bags(StaticFiles):
    """The files of bags; no link is followed out of them, and no folder listed."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """A file, guarded against what it may hold."""
        response = super().file_response(*args, **kwargs)
        response.headers.update(_OF_BAGS)
        return response


class _Impatient(H11Protocol):
    """A connection that is closed when it keeps its next request to itself for too long."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._expect(None)

    def _expect(self, last: object) -> None:
        self._waiting = self.loop.call_later(_IMPATIENCE, self._look, last)

    def _look(self, last: object) -> None:
        """Close if nothing was answered or is being answered since the last look."""
        idle = self.cycle is None or self.cycle.response_complete
        if self.transport.is_closing():
            return
        if idle and self.cycle is last:
            self.transport.close()
        else:
            self._expect(self.cycle)

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._waiting.cancel()
        super().connection_lost(exc)


def _answer(request: Request, data: bytes, media_type: str) -> Response:
    """A page, or word that the one which the client holds is still the same."""
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = _SAFE | {"ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=media_type, headers=headers)


def application(root: Path, hosts: tuple[str, ...] = ("*",)) -> Starlette:
    """The web application over an archive; ``hosts`` are the names it answers to."""
    store = _Bags(directory=root / names.ISSUES, check_dir=False, follow_symlink=False)

    def page(request: Request) -> Response:
        path = request.path_params["path"] or "index.html"
        try:
            with catalogue.reading(root, tidy=False) as db:
                data = Room(root, db, served=True).render(path, dict(request.query_params))
        except ArchiveError as error:
            return PlainTextResponse(str(error.diagnostic), 503, headers=_SAFE)
        if data is None:
            return PlainTextResponse("not found", 404, headers=_SAFE)
        return _answer(request, data, _TYPES[path.rpartition(".")[2]])

    def find(request: Request) -> Response:
        suffix = request.url.path.rpartition(".")[2]
        text = request.query_params.get("q") or request.query_params.get("query") or ""
        try:
            with catalogue.reading(root, tidy=False) as db:
                result = search.search(db, search.Query(text=text, limit=50))
                rows = {hit.id: search.issue_of(db, hit.id) for hit in result.hits}
                issues = tuple(row for row in rows.values() if row)
                feed = feeds.Feed("opds/search", f"“{text}”", issues=issues)
                made = feeds.Feeds(root, db, served=True)
                data = made.atom(feed) if suffix == "xml" else made.json(feed)
        except ArchiveError as error:
            return PlainTextResponse(str(error.diagnostic), 400, headers=_SAFE)
        return _answer(request, data, _TYPES[suffix])

    def description(request: Request) -> Response:
        kind = "application/opensearchdescription+xml"
        described = _OPENSEARCH.format(base=escape(str(request.base_url)))
        return _answer(request, described.encode(), kind)

    return Starlette(
        routes=[
            Route("/opensearch.xml", description),
            Route("/opds/search.xml", find),
            Route("/opds/search.json", find),
            Mount(f"/{names.ISSUES}", store),
            Route("/{path:path}", page),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
    )


def serve(root: Path, host: str, port: int) -> None:
    """Serve an archive until interrupted.

    Raises :class:`ArchiveError` if there is none, or the address cannot be listened on.
    """
    import uvicorn

    with catalogue.reading(root):
        pass  # a missing catalogue is made now, not by the first reader
    local = ("localhost", "127.0.0.1", "[::1]") if host in ("127.0.0.1", "localhost") else ("*",)
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        reason = f"cannot listen on {host}:{port}: {error.strerror or error}"
        raise ArchiveError(codes.CANNOT_LISTEN.at(reason)) from error
    config = uvicorn.Config(
        application(root, local), log_level="warning", access_log=False,
        http=_Impatient, limit_concurrency=200, timeout_keep_alive=10,
        h11_max_incomplete_event_size=16_384,
    )  # fmt: skip
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def address(host: str, port: int) -> str:
    """Where readers find the room, with this machine's name when bound to all addresses."""
    name = socket.gethostname() if host in ("0.0.0.0", "::") else host
    return f"http://{name}:{port}/"
