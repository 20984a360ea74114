"""Fonts inside the EPUB: none by default, else subsets with only this issue's characters.

``rare`` embeds just the characters that reading devices are likely to lack, so that no name turns
into a box; ``all`` sets the whole paper in the faces of the press.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Literal

import msgspec

from packager import fonts, resources
from packager.diagnostics import Code, Diagnostic
from packager.issue import Issue

Embedding = Literal["none", "rare", "all"]

NOT_EMBEDDED = Code(
    "E610",
    "warning",
    "No installed face has a character, so it is not embedded",
    "Install a font pack that has it; reading devices may show a box.",
)

SONG = ("NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoSansSC-Regular", "NotoEmoji-Regular")
HEADS = ("NotoSerifSC-Bold", "NotoSerifSC-Regular", "LXGWWenKai-Regular", "NotoEmoji-Regular")
KAI = ("LXGWWenKai-Regular", "NotoSerifSC-Regular", "NotoEmoji-Regular")


class Role(msgspec.Struct, frozen=True):
    """What is set in one chain of faces."""

    selector: str
    weight: int
    chain: tuple[str, ...]


ROLES = (
    Role("body", 400, SONG),
    Role("h1, h2, h3, strong, th", 700, HEADS),
    Role(".byline, figcaption, em", 400, KAI),
)
RARE = Role("body", 400, SONG)


class Subset(msgspec.Struct, frozen=True):
    """A font file for the manifest."""

    name: str
    """File name below ``fonts/``."""
    data: bytes
    licence: str
    """Name of the licence text among the package's fonts."""
    family: str
    """Name of the typeface it was cut from, for the colophon."""


class Embedded(msgspec.Struct, frozen=True):
    """The subsets, the style sheet rules that use them, and what is missing."""

    files: tuple[Subset, ...] = ()
    css: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    def families(self) -> list[str]:
        """The typefaces the subsets were cut from, each once."""
        return list(dict.fromkeys(file.family for file in self.files))

    def licences(self) -> dict[str, bytes]:
        """The licence texts by file name."""
        names = sorted({file.licence for file in self.files})
        return {name: (resources.FONTS / "LICENSES" / name).read_bytes() for name in names}


def embed(issue: Issue, extra: str, embedding: Embedding) -> Embedded:
    """Cut the subsets for an issue. ``extra`` holds the words of our own that are shown too.

    Raises :class:`packager.diagnostics.AssetError` when a font is not installed.
    """
    if embedding == "none":
        return Embedded()
    printed = characters(issue)
    wanted = {c for c in printed if rare(c)} if embedding == "rare" else printed | set(extra)
    roles = (RARE,) if embedding == "rare" else ROLES
    files: list[Subset] = []
    rules: list[str] = []
    for role in roles:
        # A family for each file: what one lacks, the reading system looks up in the next.
        families = []
        for name, held in _deal(wanted, role.chain).items():
            face = fonts.face(name)
            families.append(f"packager-{len(files) + 1}")
            files.append(Subset(f"{families[-1]}.ttf", _cut(name, held), face.licence, face.family))
            rules.append(
                f"@font-face {{ font-family: {families[-1]}; font-weight: {role.weight}; "
                f"src: url(fonts/{files[-1].name}); }}"
            )
        if families:
            rules.append(f"{role.selector} {{ font-family: {', '.join(families)}, serif; }}")
    lost = sorted(c for c in wanted if fonts.first_with(c, SONG) is None and not _invisible(c))
    return Embedded(
        tuple(files),
        "\n".join(rules) + "\n" if rules else "",
        tuple(NOT_EMBEDDED.at(f"no installed face has U+{ord(c):04X} {c}") for c in lost),
    )


def characters(issue: Issue) -> set[str]:
    """Every character the issue prints."""
    found: set[str] = set()
    for page in issue.pages:
        for furniture in page.furniture:
            found.update(furniture.text)
        found.update(page.name or "")
        for article in page.articles:
            heads = (article.label, article.kicker, article.headline, *article.deck)
            for text in (*heads, article.byline_text, *article.texts()):
                found.update(text or "")
            for person in article.bylines:
                found.update(person.name)
    paper = msgspec.structs.asdict(issue.publication).values()
    found.update("".join(filter(None, (*paper, issue.number, issue.edition))))
    return {c for c in found if not _invisible(c)}


def rare(character: str) -> bool:
    """Whether a reading device for Chinese may lack it: neither in GBK nor in a common script."""
    if character < "\u0250" or "\u3040" <= character <= "\u30ff" or "가" <= character <= "힣":
        return False
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return True
    return False


def _invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp", "Mn"}


def _deal(wanted: Iterable[str], chain: tuple[str, ...]) -> dict[str, set[str]]:
    """The characters by the first face of the chain that has them, in the chain's order."""
    dealt: dict[str, set[str]] = {name: set() for name in chain}
    for character in wanted:
        name = fonts.first_with(character, chain)
        if name:
            dealt[name].add(character)
    return {name: held for name, held in dealt.items() if held}


def _cut(name: str, held: set[str]) -> bytes:
    """A TrueType subset of a face with just these characters, hints dropped."""
    import uharfbuzz as hb

    wanted = hb.SubsetInput()
    wanted.unicode_set.clear()
    for character in held:
        wanted.unicode_set.add(ord(character))
    wanted.flags = hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(fonts.hb_face(fonts.face(name).path), wanted).blob.data)
