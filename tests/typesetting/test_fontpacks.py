import hashlib
import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from packager import fontpacks, fonts
from packager.diagnostics import AssetError


@pytest.fixture
def archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with an archive as ``npm pack`` makes it, for a pack of one small font file."""
    font = b"not really a font"
    folder = tmp_path / "archives"
    folder.mkdir()
    with tarfile.open(folder / "expo-google-fonts-ming-1.0.0.tgz", "w:gz") as archive:
        for name, data in (("package/Ming.ttf", font), ("package/LICENSE_FONT", b"OFL")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    face = fontpacks.PackFace(
        name="Ming", family="Ming", weight=400, file="Ming.ttf",
        sha256=hashlib.sha256(font).hexdigest(), source="@expo-google-fonts/ming@1.0.0",
        member="package/Ming.ttf", licence="Ming-OFL.txt", instead_of="NotoSerifSC-Regular",
        regions=("zh-Hant",),
    )  # fmt: skip
    pack = fontpacks.Pack("zh-Hant", "繁體中文", (face,))
    monkeypatch.setattr(fontpacks, "packs", lambda: {"zh-Hant": pack})
    monkeypatch.setenv("PACKAGER_FONTS", str(tmp_path / "packs"))
    fonts.catalogue.cache_clear()
    yield folder
    fonts.catalogue.cache_clear()
    fonts.regional.cache_clear()


def test_a_pack_is_added_and_listed(archives: Path) -> None:
    pack = fontpacks.add("zh-Hant", archives)
    assert pack.installed
    assert fonts.face("Ming").path.read_bytes() == b"not really a font"
    assert fonts.face("Ming").regions == ("zh-Hant",)
    assert (pack.folder / "Ming-OFL.txt").read_bytes() == b"OFL"
    assert fontpacks.add("zh-Hant", archives).installed  # adding again replaces it


def test_a_file_that_is_not_on_record_leaves_nothing(
    archives: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = fontpacks.packs()["zh-Hant"]
    wrong = replace(pack, face=(replace(pack.face[0], sha256="0" * 64),))
    monkeypatch.setattr(fontpacks, "packs", lambda: {"zh-Hant": wrong})
    with pytest.raises(AssetError, match="not the file on record"):
        fontpacks.add("zh-Hant", archives)
    assert not list(fonts.packs_folder().iterdir())


def test_an_unknown_pack_and_a_missing_archive_are_asset_errors(archives: Path) -> None:
    with pytest.raises(AssetError, match="T304"):
        fontpacks.add("zh-TW", archives)
    with pytest.raises(AssetError, match="is not in"):
        fontpacks.add("zh-Hant", archives.parent)


def test_without_npm_the_error_says_so(archives: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(AssetError, match="npm is not installed"):
        fontpacks.add("zh-Hant")


def test_the_packs_on_record_cover_the_regions() -> None:
    faces = [face for pack in fontpacks.packs().values() for face in pack.face]
    assert {face.regions[0] for face in faces} == {"zh-Hant", "zh-HK", "ja", "ko"}
    assert {face.instead_of for face in faces} <= set(fonts.catalogue())
