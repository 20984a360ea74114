"""An edition out of the painted pages."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name

from packager.issue import Issue
from packager.makeup.page import MadeIssue
from packager.press import navigation
from packager.press.editions import Edition
from packager.press.inks import set_inks, set_intent
from packager.press.marking import image_name
from packager.press.metadata import add_metadata
from packager.press.painting import Painted
from packager.press.pictures import Plate
from packager.press.tags import add_tags
from packager.press.trim import set_boxes


def finish(
    painted: Painted,
    made: MadeIssue,
    issue: Issue,
    edition: Edition,
    *,
    plates: Mapping[int, Plate],
    black_pages: Collection[str] = (),
) -> bytes:
    """The finished PDF; the same input gives the same bytes."""
    with pikepdf.open(io.BytesIO(painted.pdf)) as pdf:
        set_inks(pdf, made.pages, painted.swatches, edition, black_pages)
        set_boxes(pdf, made.pages, edition)
        _pictures(pdf, plates)
        set_intent(pdf, edition)
        navigation.add_bookmarks(pdf, made, issue)
        navigation.add_page_labels(pdf, made)
        navigation.add_threads(pdf, made, issue)
        links = list(navigation.links(made, issue)) if edition.links else []
        annotations = [(link, navigation.annotation(link, pdf, made)) for link in links]
        add_tags(pdf, painted.marks, issue, annotations)
        add_metadata(pdf, issue, edition)
        out = io.BytesIO()
        pdf.save(
            out,
            deterministic_id=True,
            min_version="1.7" if edition.conformance == "PDF/A-2u" else "1.6",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return out.getvalue()


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
        if plate.space == "DeviceCMYK":
            image.Decode = Array([1, 0] * 4)
        image.write(plate.jpeg, filter=Name.DCTDecode)
