"""An edition out of the painted pages: boxes, pictures, intent, bookmarks and metadata."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from packager.issue import Issue
from packager.makeup.page import MadeIssue
from packager.press.editions import PROFILES, Edition
from packager.press.marking import image_name
from packager.press.metadata import add_metadata
from packager.press.painting import Painted
from packager.press.pictures import Plate


def finish(
    painted: Painted,
    made: MadeIssue,
    issue: Issue,
    edition: Edition,
    plates: Mapping[int, Plate],
) -> bytes:
    """The finished PDF; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
        _boxes(pdf, made)
        _pictures(pdf, plates)
        _intent(pdf, edition)
        _bookmarks(pdf, made, issue)
        add_metadata(pdf, issue, edition)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return out.getvalue()


def _boxes(pdf: pikepdf.Pdf, made: MadeIssue) -> None:
    """MediaBox, BleedBox and TrimBox of every page, in pt (ISO 15930-7)."""
    for sheet, page in zip(pdf.pages, made.pages, strict=True):
        for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
            sheet.obj[name] = Array([0, 0, round(page.width, 4), round(page.height, 4)])


def _pictures(pdf: pikepdf.Pdf, plates: Mapping[int, Plate]) -> None:
    """Put the plates where the painted pages have stand-ins; without one a picture stays white."""
    images = pdf.pages[0].obj.Resources.get("/XObject", Dictionary())
    by_name = {image_name(number): plate for number, plate in plates.items()}
    for name, image in images.items():
        plate = by_name.get(name[2:34])
        if plate is None:
            continue
        for key in set(image.keys()) - {"/Type", "/Subtype", "/Length"}:
            del image[key]
        image.Width, image.Height = plate.width, plate.height
        image.ColorSpace = Name(f"/{plate.space}")
        image.BitsPerComponent = 8
        image.write(plate.data, filter=Name(f"/{plate.filter}"))


def _intent(pdf: pikepdf.Pdf, edition: Edition) -> None:
    """The printing condition the inks are meant for (ISO 32000-1, 14.11.5)."""
    profile = PROFILES / edition.profile
    stream = pdf.make_indirect(pikepdf.Stream(pdf, profile.read_bytes(), N=4))
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier=String("Custom"),
                OutputCondition=String(profile.stem),
                Info=String(profile.stem),
                DestOutputProfile=stream,
            )
        ]
    )


def _bookmarks(pdf: pikepdf.Pdf, made: MadeIssue, issue: Issue) -> None:
    """Page → story, each leading to the story's place on the page."""
    titles = {article.id: article.title for _, article in issue.articles()}
    with pdf.open_outline() as outline:
        for number, page in enumerate(made.pages):
            label = " ".join(filter(None, (f"第{page.number}版", page.name)))
            entry = OutlineItem(label, number, "XYZ", left=0, top=page.height)
            entry.is_closed = False
            seen = set()
            for area in page.areas:
                if area.article in titles and area.article not in seen:
                    seen.add(area.article)
                    entry.children.append(
                        OutlineItem(
                            titles[area.article],
                            number,
                            "XYZ",
                            left=round(area.x, 2),
                            top=round(page.height - area.y, 2),
                        )
                    )
            outline.root.append(entry)
