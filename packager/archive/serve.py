"""The reading room over HTTP, for browsers and e-readers on the home network. Read-only.

Pages are made from the catalogue on request; of the folder itself only the files of bags below
``issues/`` are handed out.
"""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from packager.archive import catalogue, codes, feeds, names, search
from packager.archive.room import Room
from packager.diagnostics import ArchiveError

_SAFE = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self'; style-src 'self' "
    "'unsafe-inline'; script-src 'self'; form-action 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
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
_OPENSEARCH = b"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Archive</ShortName>
  <Description>Search the archived issues</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="application/atom+xml;profile=opds-catalog;kind=acquisition"
       template="opds/search.xml?q={searchTerms}"/>
  <Url type="text/html" template="search.html?q={searchTerms}"/>
</OpenSearchDescription>
"""


class _Bags(StaticFiles):
    """The files of bags; no link is followed out of them, and no folder listed."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        """A file, guarded against what it may hold."""
        response = super().file_response(*args, **kwargs)
        response.headers.update(_OF_BAGS)
        return response


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
        return Response(data, media_type=_TYPES[path.rpartition(".")[2]], headers=_SAFE)

    def find(request: Request) -> Response:
        suffix = request.path_params["suffix"]
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
        return Response(data, media_type=_TYPES[suffix], headers=_SAFE)

    def description(request: Request) -> Response:
        kind = "application/opensearchdescription+xml"
        return Response(_OPENSEARCH, media_type=kind, headers=_SAFE)

    return Starlette(
        routes=[
            Route("/opensearch.xml", description),
            Route("/opds/search.{suffix:str}", find),
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
        limit_concurrency=200, timeout_keep_alive=10, h11_max_incomplete_event_size=16_384,
    )  # fmt: skip
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def address(host: str, port: int) -> str:
    """Where readers find the room, with this machine's name when bound to all addresses."""
    name = socket.gethostname() if host in ("0.0.0.0", "::") else host
    return f"http://{name}:{port}/"
