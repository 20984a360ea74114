"""Checks of a finished EPUB: a quick look of our own, then EPUBCheck and Ace where installed.

The quick look needs neither Java nor a browser and never unpacks more than a bounded size.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import etree

from packager.checking import epub_tools
from packager.diagnostics import Code, Diagnostic

LIMIT = 250_000
"""Bytes of an XHTML file that every reading device takes."""
MOST_BYTES = 2**30
"""A container that unpacks to more is not read."""

NOT_EPUB = Code(
    "E620",
    "error",
    "The file is no EPUB",
    "Build it again; do not repack it with a common zip tool.",
)
BROKEN_MARKUP = Code(
    "E621",
    "error",
    "A file inside the EPUB is no well-formed XML",
    "Build it again; if a theme or template was changed, undo the change.",
)
NOT_LISTED = Code(
    "E622",
    "error",
    "The manifest and the container do not agree",
    "Build the EPUB again.",
)
DEAD_LINK = Code(
    "E623",
    "error",
    "A link inside the EPUB leads nowhere",
    "Build the EPUB again; report it if it stays.",
)
REACHES_OUT = Code(
    "E624",
    "error",
    "The EPUB loads something from the network",
    "Remove the remote picture, style or script.",
)
HEAVY_FILE = Code(
    "E625",
    "warning",
    "An XHTML file is larger than 250 KB",
    "Cut the story or table in the source: old reading devices fail on large files.",
)
NO_ALTERNATIVE = Code(
    "E626",
    "warning",
    "A picture has no alternative text",
    "Give the figure a caption or an alt text; decorative pictures carry role=presentation.",
)
METADATA_MISSING = Code(
    "E627",
    "error",
    "The package document lacks what EPUB 3.3 or EPUB Accessibility 1.1 demands",
    "Build the EPUB again.",
)

_X = "{http://www.w3.org/1999/xhtml}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_REQUIRED = ("accessMode", "accessibilityFeature", "accessibilityHazard")


def check(path: Path, *, tools: bool = True) -> tuple[Diagnostic, ...]:
    """Check an EPUB; with ``tools`` also by EPUBCheck and Ace, as far as they are installed.

    A file that is no EPUB gives one error and nothing else. Nothing is raised for bad content.
    """
    try:
        findings = list(look(path))
    except (OSError, zipfile.BadZipFile, ValueError, RuntimeError) as error:
        return (NOT_EPUB.at(f"cannot be read as an EPUB: {error}", file=path.name),)
    if any(finding.code == NOT_EPUB.code for finding in findings) or not tools:
        return tuple(findings)
    return (*findings, *epub_tools.epubcheck(path), *epub_tools.ace(path))


def look(path: Path) -> Iterator[Diagnostic]:
    """Our own quick checks.

    Raises OSError, BadZipFile, ValueError or RuntimeError (encrypted) for an unreadable container.
    """
    with zipfile.ZipFile(path) as container:
        infos = container.infolist()
        if sum(info.file_size for info in infos) > MOST_BYTES:
            yield NOT_EPUB.at("unpacks to more than a gigabyte", file=path.name)
            return
        first = infos[0] if infos else None
        if (
            first is None
            or first.filename != "mimetype"
            or first.compress_type != zipfile.ZIP_STORED
            or container.read(first) != b"application/epub+zip"
        ):
            yield NOT_EPUB.at("`mimetype` is not first and stored", file=path.name)
            return
        files = {info.filename: container.read(info) for info in infos if not info.is_dir()}
    package = _rootfile(files)
    if package is None:
        yield NOT_EPUB.at("META-INF/container.xml names no package document", file=path.name)
        return
    tree = _parse(files[package])
    if isinstance(tree, Diagnostic):
        yield _placed(tree, package)
        return
    yield from _metadata(tree, package)
    yield from _manifest(tree, package, files)
    yield from _documents(files)


def _rootfile(files: dict[str, bytes]) -> str | None:
    tree = _parse(files.get("META-INF/container.xml", b""))
    if isinstance(tree, Diagnostic):
        return None
    paths = [element.get("full-path", "") for element in tree.iter("{*}rootfile")]
    return paths[0] if paths and paths[0] in files else None


def _parse(data: bytes) -> etree._Element | Diagnostic:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return BROKEN_MARKUP.at(str(error), line=error.lineno)


def _placed(finding: Diagnostic, name: str) -> Diagnostic:
    return BROKEN_MARKUP.at(finding.message, file=name, line=finding.where.line)


def _metadata(tree: etree._Element, package: str) -> Iterator[Diagnostic]:
    for name in ("identifier", "title", "language"):
        if not (tree.findtext(f".//{_DC}{name}") or "").strip():
            yield METADATA_MISSING.at(f"no dc:{name}", file=package)
    said = {element.get("property") for element in tree.iter(f"{_OPF}meta")}
    for name in _REQUIRED:
        if f"schema:{name}" not in said:
            yield METADATA_MISSING.at(f"no schema:{name}", file=package)
    if "dcterms:modified" not in said:
        yield METADATA_MISSING.at("no dcterms:modified", file=package)


def _manifest(tree: etree._Element, package: str, files: dict[str, bytes]) -> Iterator[Diagnostic]:
    folder = posixpath.dirname(package)
    listed = {
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in tree.iter(f"{_OPF}item")
    }
    for name in sorted(listed - files.keys()):
        yield NOT_LISTED.at(f"`{name}` is in the manifest but not there", file=package)
    exempt = {"mimetype", package}
    for name in sorted(files.keys() - listed - exempt):
        if not name.startswith("META-INF/"):
            yield NOT_LISTED.at(f"`{name}` is there but not in the manifest", file=package)


def _documents(files: dict[str, bytes]) -> Iterator[Diagnostic]:
    trees: dict[str, etree._Element] = {}
    for name, data in files.items():
        if not name.endswith((".xhtml", ".ncx")):
            continue
        tree = _parse(data)
        if isinstance(tree, Diagnostic):
            yield _placed(tree, name)
            continue
        trees[name] = tree
        if len(data) > LIMIT and name.endswith(".xhtml"):
            yield HEAVY_FILE.at(f"{len(data)} bytes", file=name)
    anchors = {name: {*tree.xpath("//@id")} for name, tree in trees.items()}
    for name, tree in trees.items():
        for element in tree.iter(f"{_X}img"):
            if not element.get("alt") and element.get("role") not in {"presentation", "none"}:
                message = f"`{element.get('src')}` has no alternative text"
                yield NO_ALTERNATIVE.at(message, file=name, line=element.sourceline)
        for element, attribute, target in _references(tree):
            line = element.sourceline
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                if attribute != "href" or element.tag != f"{_X}a":
                    yield REACHES_OUT.at(f"`{target}`", file=name, line=line)
                continue
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
            if not parts.path:
                path = name
            if path not in files or (
                parts.fragment and parts.fragment not in anchors.get(path, ())
            ):
                yield DEAD_LINK.at(f"`{target}` is not there", file=name, line=line)


def _references(tree: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for element in tree.iter(etree.Element):
        for attribute in ("href", "src"):
            target = element.get(attribute)
            if target:
                yield element, attribute, target
