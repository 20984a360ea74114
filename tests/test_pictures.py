import pytest
from PIL import Image

from packager import pictures
from packager.issue import Article, Figure, Issue, Page


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "source"
    folder.mkdir()
    Image.new("RGB", (30, 20)).save(folder / "market.png")
    Image.new("RGB", (30, 20)).save(tmp_path / "secret.png")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    return folder


def test_a_picture_below_the_folder_is_found(folder):
    assert pictures.measure(pictures.locate("market.png", folder)) == (30, 20)


@pytest.mark.parametrize("src", ["../secret.png", "/etc/passwd", "link.png", "a/../../secret.png"])
def test_nothing_outside_the_folder_is_read(folder, src):
    with pytest.raises(pictures.PictureError) as caught:
        pictures.locate(src, folder)
    assert caught.value.code is pictures.PICTURE_OUTSIDE


def test_the_pictures_that_are_used_go_into_the_archive(folder):
    (folder / "notes.txt").write_text("no picture", encoding="utf-8")
    named = ("./a/../market.png", str(folder / "market.png"), "notes.txt", "../secret.png", None)
    body = tuple(Figure(src=src) for src in named)
    issue = Issue(pages=(Page(articles=(Article(id="a01", body=body),)),))
    (folder / "a").mkdir()
    assert pictures.used(issue, folder) == {"market.png": (folder / "market.png").read_bytes()}
    assert pictures.used(issue, None) == {}


@pytest.mark.parametrize("src", ["gone.png", "bad\0name.png", "x" * 5000, "."])
def test_a_missing_picture_is_said(folder, src):
    with pytest.raises(pictures.PictureError) as caught:
        pictures.locate(src, folder)
    assert caught.value.code is pictures.PICTURE_MISSING


def test_a_turned_picture_is_measured_as_seen(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (30, 20)).save(tmp_path / "turned.jpg", exif=exif)
    assert pictures.measure(tmp_path / "turned.jpg") == (20, 30)


def test_findings_name_the_place(folder):
    (folder / "broken.jpg").write_bytes(b"\xff\xd8 no picture")
    figures = (Figure(src="market.png"), Figure(src="broken.jpg", lines=(7, 7)))
    issue = Issue(pages=(Page(articles=(Article(id="a01", body=figures, file="issue.md"),)),))
    sizes, (finding,) = pictures.sizes(issue, folder)
    assert sizes == {"market.png": (30, 20)}
    assert (finding.code, str(finding.where)) == ("X902", "issue.md:7")
