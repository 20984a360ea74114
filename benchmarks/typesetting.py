"""How well and how fast lines are composed, and how that compares with Typst.

    python benchmarks/typesetting.py SOURCE... [--typst] [--pictures FOLDER]

Prints Markdown tables: forbidden marks, single characters and tracking at the measures of newspaper
columns; the speed of composing and painting; with ``--typst`` the same figures read back from our
PDF and from Typst's for the same text, face, size and measure; with ``--pictures`` the same
paragraph set by both.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from io import BytesIO
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import click
import pypdfium2 as pdfium
from pypdfium2 import raw
from weasyprint import HTML

from packager import copydesk, layout, reading, resources
from packager.issue import Issue, Paragraph
from packager.makeup.page import MadeIssue, MadePage, TextBlock
from packager.press.painting import paint
from packager.typesetting import Line, Style, compose

MEASURES = (12, 13, 14, 17, 23)
SIZE, LEADING, MARGIN, HEIGHT = 9.0, 12.5, 20.0, 6000.0
PAGE = 370
"""Lines of a broadsheet page."""
NEVER_FIRST = set("，、；：。！？”’）》〉】」』·～–／％℃")
NEVER_LAST = set("“‘（《〈【「『￥")


def han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def paragraphs(source: Path) -> list[str]:
    """The paragraphs of an issue as make-up gets them; of plain text, its lines."""
    if source.suffix == ".txt":
        lines = source.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if len(line) > 20]
    issue = copydesk.edit(reading.read(source)).issue
    return [
        block.text
        for _, article in issue.articles()
        for block in article.body
        if isinstance(block, Paragraph) and len(block.text) > 20
    ]


def steps(line: Line) -> Iterator[tuple[str, str, float]]:
    """Neighbouring characters of a line and the space composed between them, in em."""
    characters = [
        (character, run.spacing + (run.after if k + 1 == len(run.text) else 0.0))
        for run in line.runs
        for k, character in enumerate(run.text)
    ]
    for (before, space), (after, _) in pairwise(characters):
        yield before, after, space


def tracking(line: Line) -> float:
    """The space between Han characters that has the largest size, negative where tightened."""
    spaces = [space for before, after, space in steps(line) if han(before) and han(after)]
    return max(spaces, key=abs, default=0.0)


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)] if values else 0.0


def quality(texts: list[str], style: Style) -> Iterator[str]:
    """One row a measure: invariants, share of exact lines, tracking."""
    yield (
        "| measure | lines | forbidden | alone | off measure | lost "
        "| untracked | tightened | p95 (limit) | max (limit) |"
    )
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for measure in MEASURES:
        forbidden = alone = off = lost = 0
        tracks: list[float] = []
        for text in texts:
            lines = compose(text, style, measure, indent=2)
            lost += "".join(line.text for line in lines) != text
            printed = ["".join(run.text for run in line.runs) for line in lines]
            forbidden += sum(line[0] in NEVER_FIRST for line in printed)
            forbidden += sum(line[-1] in NEVER_LAST for line in printed[:-1])
            alone += len(lines) > 1 and len([c for c in printed[-1] if c not in NEVER_FIRST]) < 2
            off += sum(abs(line.width - measure) > 0.01 for line in lines[:-1])
            off += lines[-1].width > measure + 0.01
            tracks += map(tracking, lines[:-1])
        wide = [max(track, 0.0) for track in tracks]
        yield (
            f"| {measure} | {len(tracks)} | {forbidden} | {alone} | {off} | {lost} "
            f"| {sum(t == 0 for t in tracks) / len(tracks):.1%} "
            f"| {sum(t < 0 for t in tracks) / len(tracks):.1%} "
            f"| {quantile(wide, 0.95):.3f} ({1.2 / measure:.3f}) "
            f"| {max(wide):.3f} ({2.5 / measure:.3f}) |"
        )


def speed(texts: list[str], style: Style, measure: float = 13) -> str:
    """Characters a second, in CPU time, with every glyph measured before."""
    for text in texts:
        compose(text, style, measure, indent=2)
    rounds = max(1, 100_000 // sum(map(len, texts)))
    start = time.process_time()
    for _ in range(rounds):
        for text in texts:
            compose(text, style, measure, indent=2)
    seconds = time.process_time() - start
    return f"{rounds * sum(map(len, texts)) / seconds:,.0f} characters a second at {measure} em"


def made_up(texts: list[str], style: Style, measure: float, height: float = HEIGHT) -> MadeIssue:
    """The texts in one column a page of ``height`` pt."""
    width = 2 * MARGIN + measure * SIZE
    pages, items, y = [], [], MARGIN
    for number, text in enumerate(texts):
        lines = compose(text, style, measure, indent=2)
        if y + len(lines) * LEADING > height - MARGIN + 0.01:
            pages.append(items)
            items, y = [], MARGIN
        items.append(
            TextBlock(
                *(MARGIN, y, measure * SIZE, LEADING, SIZE, lines, "paragraph"),
                article="a01",
                block=number,
            )
        )
        y += len(lines) * LEADING
    pages.append(items)
    return MadeIssue(
        tuple(
            MadePage(str(number), None, width, height, tuple(items))
            for number, items in enumerate(pages, 1)
        )
    )


def painted(texts: list[str], style: Style, measure: float) -> bytes:
    """Our lines as the press paints them."""
    return paint(made_up(texts, style, measure), Issue(), layout.load("broadsheet")).pdf


def painting(texts: list[str], style: Style, measure: float = 13) -> str:
    """CPU seconds in which a page of 370 lines is painted: one alone, and each further page."""
    page: list[str] = []
    lines = 0
    for text in cycle(texts):
        page.append(text)
        lines += len(compose(text, style, measure, indent=2))
        if lines >= PAGE:
            break
    look = layout.load("broadsheet")

    def seconds(pages: int) -> tuple[float, float]:
        """Of painting, and of WeasyPrint within it; both for 370 lines a page."""
        made = made_up(page * pages, style, measure, height=lines * LEADING + 2 * MARGIN)
        inner = 0.0

        def write(*arguments: Any, **options: Any) -> Any:
            nonlocal inner
            begin = time.process_time()
            pdf = plain(*arguments, **options)
            inner = time.process_time() - begin
            return pdf

        start = time.process_time()
        with patch.object(HTML, "write_pdf", write):
            paint(made, Issue(), look)
        return (time.process_time() - start) * PAGE / lines, inner * PAGE / lines

    plain = HTML.write_pdf
    seconds(1)
    runs = [(seconds(1), seconds(5)) for _ in range(7)]
    alone = statistics.median(one[0] for one, _ in runs)
    weasyprint = statistics.median(one[1] for one, _ in runs)
    more = statistics.median((five[0] - one[0]) / 4 for one, five in runs)
    return (
        f"a page of {PAGE} lines is painted in {alone:.3f} s, {weasyprint:.3f} of them in"
        f" WeasyPrint; each further page in {more:.3f} s"
    )


def typst(texts: list[str], measure: float) -> bytes:
    """The same text set by Typst: same face, size, measure and indent, justified."""
    import typst as engine

    escaped = ["".join("\\" + c if c in '\\#*_$`<>@=-+/[]~"' else c for c in t) for t in texts]
    source = (
        f"#set page(width: {2 * MARGIN + measure * SIZE}pt, height: {HEIGHT}pt,"
        f" margin: {MARGIN}pt)\n"
        f'#set text(font: "Noto Serif SC", size: {SIZE}pt, lang: "zh", region: "cn",'
        ' top-edge: "ascender", bottom-edge: "descender")\n'
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true), spacing: 3pt,"
        " leading: 3pt)\n" + "\n\n".join(escaped)
    )
    pdf: bytes = engine.compile(
        source.encode(), font_paths=[str(resources.FONTS)], ignore_system_fonts=True
    )
    return pdf


Glyph = tuple[str, float]


def rows(pdf: bytes) -> Iterator[list[Glyph]]:
    """The painted lines: characters with their origin in em from the column's edge."""
    document = pdfium.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        lines: dict[int, list[Glyph]] = {}
        for index in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text.raw, index))
            if raw.FPDFText_IsGenerated(text.raw, index) or character in "\r\n":
                continue
            x, y = raw.c_double(), raw.c_double()
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            place = (x.value - MARGIN) / SIZE
            lines.setdefault(round(-y.value), []).append((character, place))
        for key in sorted(lines):
            yield sorted(lines[key], key=lambda glyph: glyph[1])


def spaces(row: list[Glyph]) -> list[float]:
    """em added between neighbouring Han characters of a painted line."""
    return [b - a - 1.0 for (c, a), (d, b) in pairwise(row) if han(c) and han(d) and b - a < 1.4]


def comparison(texts: list[str], style: Style) -> Iterator[str]:
    """Ours beside Typst's, both read back from the PDF."""
    yield "| measure | | lines | alone | untracked | mean | spread | p95 | max | tightest |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for measure in MEASURES:
        for name, pdf in (
            ("packager", painted(texts, style, measure)),
            ("Typst", typst(texts, measure)),
        ):
            set_rows = list(rows(pdf))
            alone = sum(len([c for c, _ in row if c not in NEVER_FIRST]) < 2 for row in set_rows)
            full = [s for row in set_rows if row[-1][1] > measure - 1.6 and (s := spaces(row))]
            tracks = [max(s, key=abs) for s in full]
            yield (
                f"| {measure} | {name} | {len(full)} | {alone} "
                f"| {sum(abs(t) < 0.004 for t in tracks) / len(full):.1%} "
                f"| {statistics.mean(map(abs, tracks)):.4f} | {statistics.pstdev(tracks):.4f} "
                f"| {quantile([abs(t) for t in tracks], 0.95):.3f} "
                f"| {max(tracks):.3f} | {min(tracks):.3f} |"
            )


def pictures(texts: list[str], style: Style, folder: Path) -> None:
    """One paragraph at the narrowest measures, by both, as PNG."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    for measure in (12, 17):
        images = []
        for pdf in (painted(texts, style, measure), typst(texts, measure)):
            page = pdfium.PdfDocument(pdf)[0]
            image = page.render(scale=3, grayscale=True).to_pil()
            lines = sum(len(compose(t, style, measure, indent=2)) for t in texts)
            depth = round(3 * (2 * MARGIN + (lines + 2) * 18))
            image = image.crop((0, 0, image.width, min(depth, image.height)))
            bottom = image.point(lambda v: 255 * (v < 250)).getbbox()[3] + 30
            images.append(image.crop((0, 0, image.width, bottom)))
        sheet = Image.new("L", (sum(i.width for i in images), max(i.height for i in images)), 255)
        for k, image in enumerate(images):
            sheet.paste(image, (k * images[0].width, 0))
        out = BytesIO()
        sheet.quantize(16).save(out, "PNG", optimize=True)
        (folder / f"typesetting-{measure}.png").write_bytes(out.getvalue())


@click.command()
@click.argument("sources", nargs=-1, type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--typst", "with_typst", is_flag=True, help="Compare with Typst.")
@click.option("--pictures", "folder", type=click.Path(path_type=Path), help="Draw a paragraph.")
def main(sources: tuple[Path, ...], with_typst: bool, folder: Path | None) -> None:
    """Measure the composer on the paragraphs of SOURCES."""
    style = layout.load("broadsheet").style("body", SIZE)
    for source in sources:
        texts = paragraphs(source)
        print(f"\n## {source.name}: {sum(map(len, texts)):,} characters\n")
        print("\n".join(quality(texts, style)))
        print(f"\n{speed(texts, style)};\n{painting(texts, style)}\n")
        if with_typst:
            print("\n".join(comparison(texts, style)))
        if folder:
            pictures(texts[:3], style, folder)


if __name__ == "__main__":
    main()
