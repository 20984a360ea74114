import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from packager import fonts, resources
from packager.diagnostics import AssetError


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty place for font packs."""
    monkeypatch.setenv("PACKAGER_FONTS", str(tmp_path / "packs"))
    fonts.catalogue.cache_clear()
    fonts.regional.cache_clear()
    yield tmp_path / "packs"
    fonts.catalogue.cache_clear()
    fonts.regional.cache_clear()


def test_every_file_is_the_one_on_record() -> None:
    for face in fonts.catalogue().values():
        assert hashlib.sha256(face.path.read_bytes()).hexdigest() == face.sha256, face.name
        assert (Path(face.folder) / "LICENSES" / face.licence).is_file() or (
            Path(face.folder) / face.licence
        ).is_file()


@pytest.mark.parametrize("name", ["NotoSerifSC-Regular", "NotoSerifSC-Black", "NotoSansSC-Bold"])
def test_chinese_faces_have_every_common_character(name: str) -> None:
    sets = fonts.coverage_of(fonts.face(name)).sets
    assert sets["GB2312"] == (6763, 6763)
    assert sets["TGH"] == (8105, 8105)


def test_an_unknown_face_names_those_there_are() -> None:
    with pytest.raises(AssetError, match="installed: LXGWWenKai-Regular"):
        fonts.face("Comic-Song")


def test_without_its_pack_a_region_is_set_in_mainland_faces_and_said_so(packs: Path) -> None:
    chain = ("NotoSerifSC-Regular",)
    assert fonts.regional(chain, "zh-TW")[0] == "NotoSerifSC-Regular"
    advice = fonts.advice("zh-TW")
    assert advice
    assert "packager fonts --add zh-Hant" in advice.message
    assert fonts.advice("zh-CN") is None
    assert fonts.advice("en") is None


def test_an_installed_pack_comes_first_in_texts_of_its_region(packs: Path) -> None:
    folder = packs / "zh-Hant"
    folder.mkdir(parents=True)
    face = resources.FONTS / "NotoEmoji-Regular.ttf"
    (folder / "Ming.ttf").write_bytes(face.read_bytes())
    (folder / "fonts.toml").write_text(
        '[[face]]\nname = "Ming"\nfamily = "Ming"\nweight = 400\nfile = "Ming.ttf"\n'
        'sha256 = ""\nsource = ""\nlicence = ""\n'
        'instead_of = "NotoSerifSC-Regular"\nregions = ["zh-Hant"]\n',
        encoding="utf-8",
    )
    fonts.catalogue.cache_clear()
    assert fonts.regional(("NotoSerifSC-Regular",), "zh-TW")[:2] == ("Ming", "NotoSerifSC-Regular")
    assert fonts.regional(("NotoSerifSC-Regular",), "zh-HK")[0] == "Ming"
    assert fonts.regional(("NotoSerifSC-Regular",), "zh-CN")[0] == "NotoSerifSC-Regular"
    assert fonts.advice("zh-TW") is None


def test_a_broken_pack_is_an_asset_error(packs: Path) -> None:
    (packs / "bad").mkdir(parents=True)
    (packs / "bad" / "fonts.toml").write_text("[[face]]\nname = 3\n", encoding="utf-8")
    fonts.catalogue.cache_clear()
    with pytest.raises(AssetError, match="T301"):
        fonts.catalogue()
