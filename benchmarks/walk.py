"""The whole walk beside the plain roads: pandoc + WeasyPrint, and Typst.

The text is the reference front page where it is at hand, else our own sample. All three set the
same text in the same faces. The long issue is the text on sixteen pages, so that the marginal
page shows.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import median

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT.parent / "shared" / "inputs" / "datong-front-page.md"
PAGES = 16

CSS = """
@font-face {{ font-family: Body; src: url({fonts}/NotoSerifSC-Regular.ttf) }}
@font-face {{ font-family: Head; src: url({fonts}/NotoSerifSC-Black.ttf) }}
@page {{ size: 390mm 540mm; margin: 25mm 20mm }}
body {{ font: 9pt/12.5pt Body; columns: 8; column-gap: 18pt; text-align: justify }}
p {{ margin: 0; text-indent: 2em }}
h1, h2, h3 {{ font-family: Head; font-size: 15pt; font-weight: normal }}
"""

TYPST = """
#set page(width: 390mm, height: 540mm, margin: (x: 20mm, y: 25mm), columns: 8)
#set text(font: "Noto Serif SC", size: 9pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: 2em)
"""


def source() -> str:
    """The text to set."""
    if REFERENCE.is_file():
        return REFERENCE.read_text(encoding="utf-8")
    return (ROOT / "packager" / "sample" / "issue.md").read_text(encoding="utf-8")


def roads(text: str, folder: Path) -> dict[str, list[list[str]]]:
    """The commands of each road to a PDF (ours: EPUB, PDF and archive) for ``text``."""
    pages = text.split("\f")
    ours = "\n\n".join(f"<!-- page: {n} -->\n\n{page}" for n, page in enumerate(pages, 1))
    (folder / "issue.md").write_text(ours, encoding="utf-8")
    (folder / "plain.md").write_text("\n\n".join(pages), encoding="utf-8")
    (folder / "plain.css").write_text(CSS.format(fonts=ROOT / "fonts"), encoding="utf-8")
    body = "\n\n".join(_typst(page) for page in pages)
    (folder / "plain.typ").write_text(TYPST + body, encoding="utf-8")
    python = sys.executable
    build = [python, "-m", "packager", "build", "issue.md", "--title", "对照日报"]
    html = ["pandoc", "plain.md", "-s", "--metadata", "title=x", "-c", "plain.css", "-o", "p.html"]
    typst = (
        "import typst; typst.compile('plain.typ', output='t.pdf', "
        f"font_paths=['{ROOT / 'fonts'}'], ignore_system_fonts=True)"
    )
    return {
        "packager, all three outputs": [[*build, "--date", "2025-07-22", "--out", "out"]],
        "packager, EPUB alone": [[*build, "--date", "2025-07-22", "--out", "out", "--to", "epub"]],
        "pandoc + WeasyPrint, plain PDF": [html, [python, "-m", "weasyprint", "p.html", "p.pdf"]],
        "Typst, plain PDF": [[python, "-c", typst]],
    }


def _typst(page: str) -> str:
    """Headings and paragraphs as Typst markup (older pandocs have no Typst writer)."""
    lines = (line.replace("\\", "\\\\").replace("*", "\\*") for line in page.splitlines())
    return "\n".join("=" * (len(x) - len(x.lstrip("#"))) + x.lstrip("#") for x in lines)


def main() -> None:
    """Print the table."""
    if not shutil.which("pandoc"):
        sys.exit("make bench needs pandoc")
    costs = {}
    for pages in (1, PAGES):
        print(f"\n{pages} broadsheet page{'s' * (pages > 1)}")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for road, commands in roads("\f".join([source()] * pages), folder).items():
                shutil.rmtree(folder / "out", ignore_errors=True)
                cost = costs[road, pages] = median(commands, folder)
                print(f"  {road:32} {cost}")
    ours, plain, typst, *_ = (
        [costs[road, n] for n in (1, PAGES)]
        for road in (
            "packager, all three outputs",
            "pandoc + WeasyPrint, plain PDF",
            "Typst, plain PDF",
        )
    )
    marginal = (ours[1].cpu - ours[0].cpu) / (PAGES - 1)
    print(f"\nmarginal page {marginal:.2f} s CPU")
    for label, other in (("pandoc + WeasyPrint", plain), ("Typst", typst)):
        ratios = ", ".join(f"{a.cpu / b.cpu:.2f}" for a, b in zip(ours, other, strict=True))
        print(f"CPU against {label} at 1 and {PAGES} pages: {ratios}")
