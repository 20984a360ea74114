"""Rebuild the font files from their npm packages, or check that the committed ones come from them.

    python fonts/rebuild.py            # writes the files and their sums into fonts.toml
    python fonts/rebuild.py --check    # compares every glyph with its source, writes nothing

Needs npm, and for the faces that get squeezed marks (``chws``, ``halt``) the PyPI package
``east-asian-spacing``. Subsets keep every layout feature and no hinting.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

import click
import uharfbuzz as hb
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent


class Recipe(NamedTuple):
    """Where a face comes from and what is done to it."""

    source: str
    member: str
    characters: str = "all"
    """``all``, ``gbk`` (GBK and TGH) or ``news`` (charset_news.txt)."""
    spacing: bool = False
    """Add ``chws`` and, where missing, ``halt``."""


def _expo(package: str, weight: str, characters: str = "all", spacing: bool = False) -> Recipe:
    """A face of a package that takes its fonts from Google Fonts."""
    family = "".join(part.capitalize() for part in package.split("@", maxsplit=1)[0].split("-"))
    family = re.sub("Sc$", "SC", family)
    member = f"{weight}/{family}_{weight}.ttf"
    return Recipe(f"@expo-google-fonts/{package}", member, characters, spacing)


RECIPES = {
    "NotoSerifSC-Regular": _expo("noto-serif-sc@0.4.3", "400Regular"),
    "NotoSerifSC-Bold": _expo("noto-serif-sc@0.4.3", "700Bold", "gbk"),
    "NotoSerifSC-Black": _expo("noto-serif-sc@0.4.3", "900Black", "news"),
    "NotoSansSC-Regular": _expo("noto-sans-sc@0.4.3", "400Regular", "gbk", spacing=True),
    "NotoSansSC-Bold": _expo("noto-sans-sc@0.4.3", "700Bold", "news", spacing=True),
    "LXGWWenKai-Regular": Recipe(
        "@fontsource/lxgw-wenkai@5.3.0", "files/lxgw-wenkai-latin-500-normal.woff", spacing=True
    ),
    "NotoEmoji-Regular": _expo("noto-emoji@0.4.7", "400Regular"),
    "SourceSerif4-Regular": _expo("source-serif-4@0.4.1", "400Regular"),
    "SourceSerif4-Italic": _expo("source-serif-4@0.4.1", "400Regular_Italic"),
    "SourceSerif4-Bold": _expo("source-serif-4@0.4.1", "700Bold"),
    "SourceSerif4-Black": _expo("source-serif-4@0.4.1", "900Black"),
    "SourceSans3-Regular": _expo("source-sans-3@0.4.1", "400Regular"),
    "SourceSans3-Bold": _expo("source-sans-3@0.4.1", "700Bold"),
}


def original(recipe: Recipe, scratch: Path) -> Path:
    """The face's file out of its package, as TrueType."""
    package, _, version = recipe.source.rpartition("@")
    archive = scratch / f"{package.lstrip('@').replace('/', '-')}-{version}.tgz"
    if not archive.exists():
        command = ["npm", "pack", recipe.source, "--ignore-scripts", "--silent"]
        subprocess.run(command, cwd=scratch, check=True, stdout=subprocess.DEVNULL)
    path = scratch / Path(recipe.member).name
    with tarfile.open(archive) as package_file:
        member = package_file.extractfile(f"package/{recipe.member}")
        assert member is not None
        path.write_bytes(member.read())
    if path.suffix == ".woff":
        font = TTFont(path)
        font.flavor = None
        path = path.with_suffix(".ttf")
        font.save(path)
    return path


def spaced(path: Path) -> Path:
    """The font with contextual spacing of full-width marks added."""
    out = path.with_name(f"spaced-{path.name}")
    command = [sys.executable, "-m", "east_asian_spacing", str(path), "-o", str(out)]
    subprocess.run(command, check=True)
    return out


def wanted(characters: str, whole: hb.Face) -> set[int]:
    """The code points that a face keeps."""
    listed = (FONTS / "charset_news.txt").read_text(encoding="utf-8").split()
    news = {int(point.removeprefix("U+"), 16) for point in listed}
    if characters == "news":
        return news & set(whole.unicodes)
    gbk = set()
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            text = bytes((lead, trail)).decode("gbk", errors="ignore")
            gbk.update(map(ord, text))
    return (gbk | news) & set(whole.unicodes)


def subset(path: Path, characters: str) -> bytes:
    """The font with only the characters of the recipe."""
    if characters == "all":
        return path.read_bytes()
    whole = hb.Face(hb.Blob.from_file_path(str(path)))
    keep = hb.SubsetInput()
    keep.unicode_set.update(wanted(characters, whole))
    keep.layout_feature_tag_set.clear()
    keep.layout_feature_tag_set.invert()  # the empty set turned round: every feature
    keep.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(whole, keep).blob.data)


def differences(committed: Path, source: Path) -> int:
    """How many characters of the committed face are drawn or set otherwise than in its source."""
    fonts = [hb.Font(hb.Face(hb.Blob.from_file_path(str(path)))) for path in (committed, source)]
    return sum(drawn(fonts[0], point) != drawn(fonts[1], point) for point in fonts[0].face.unicodes)


def drawn(font: hb.Font, point: int) -> tuple[float, list[tuple[str, object]]] | None:
    """Advance width and outline of a character, in em; None when the font lacks it."""
    glyph = font.get_nominal_glyph(point)
    if glyph is None:
        return None
    pen = RecordingPen()
    font.draw_glyph_with_pen(glyph, pen)
    return font.get_glyph_h_advance(glyph) / font.face.upem, pen.value


@click.command()
@click.option("--check", is_flag=True, help="Compare the committed files with their sources.")
def main(check: bool) -> None:
    """Rebuild the font files, or check them."""
    catalogue = FONTS / "fonts.toml"
    text = catalogue.read_text(encoding="utf-8")
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, recipe in RECIPES.items():
            source = original(recipe, Path(folder))
            target = FONTS / f"{name}.ttf"
            if check:
                count = differences(target, source)
                wrong += count
                click.echo(f"{name:22}{count} characters differ from {recipe.source}")
                continue
            target.write_bytes(
                subset(spaced(source) if recipe.spacing else source, recipe.characters)
            )
            digest = hashlib.sha256(target.read_bytes()).hexdigest()
            click.echo(f"{name:22}{digest}")
            entry = rf'(file = "{name}\.ttf"\nsha256 = ")[0-9a-f]*'
            text = re.sub(entry, rf"\g<1>{digest}", text)
    if check:
        sys.exit(wrong > 0)
    catalogue.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
