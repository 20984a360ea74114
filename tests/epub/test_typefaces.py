"""Embedded fonts: only this issue's characters, every one of them, with the licences."""

from __future__ import annotations

import io
import zipfile

import uharfbuzz as hb

from packager.epub import Options, package, typefaces
from packager.issue import Article, Issue, Page, Paragraph

NAMES = Issue(
    pages=(
        Page(
            articles=(
                Article(
                    id="a", headline="陶𬭚出席", body=(Paragraph(text="王䶮、𠮷田与会。😀\ue000"),)
                ),
            )
        ),
    )
)


def held(embedded: typefaces.Embedded) -> set[str]:
    return {chr(point) for file in embedded.files for point in hb.Face(hb.Blob(file.data)).unicodes}


def test_none_is_the_default():
    names = zipfile.ZipFile(io.BytesIO(package(NAMES, folder=None).epub)).namelist()
    assert not any(name.startswith("EPUB/fonts/") for name in names)


def test_rare_embeds_just_what_devices_lack():
    embedded = typefaces.embed(NAMES, "", "rare")
    assert held(embedded) == {"𬭚", "䶮", "𠮷", "😀"}
    assert sum(len(file.data) for file in embedded.files) < 20_000


def test_rare_embeds_nothing_for_common_words():
    plain = Issue(pages=(Page(articles=(Article(id="a", headline="龘 開 あ 한 é ①"),)),))
    assert typefaces.embed(plain, "", "rare").files == ()


def test_all_embeds_every_character_shown():
    embedded = typefaces.embed(NAMES, "目录", "all")
    assert {"陶", "𬭚", "席", "𠮷", "。", "目", "录"} <= held(embedded)


def test_a_character_that_no_face_has_is_told():
    told = typefaces.embed(NAMES, "", "rare").diagnostics
    assert [finding.code for finding in told] == [typefaces.NOT_EMBEDDED.code]
    assert "U+E000" in told[0].message


def test_the_licences_travel_with_the_fonts():
    made = package(NAMES, folder=None, options=Options(fonts="rare"))
    container = zipfile.ZipFile(io.BytesIO(made.epub))
    assert b"SIL OPEN FONT LICENSE" in container.read("EPUB/fonts/LXGWWenKai-OFL.txt")
    assert "LXGW WenKai" in container.read("EPUB/colophon.xhtml").decode()
