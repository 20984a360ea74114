"""The record of how an issue was made: complete, and the same for the same request."""

from pathlib import Path

from packager import epub, provenance
from packager.copydesk import Known
from packager.pipeline import Request


def record(**asked):
    return provenance.record(Request(sources=(Path("a.md"),), **asked))


def test_a_layout_is_all_files_that_it_is_made_of():
    files = record(layout="a4")["layout"]["files"]
    assert {"a4/layout.toml", "broadsheet/layout.toml", "common/page.css"} <= files.keys()
    assert all(len(total) == 64 for total in files.values())


def test_what_was_asked_is_on_record_and_no_path(tmp_path):
    profile = tmp_path / "press.icc"
    profile.write_bytes(b"profile")
    known = Known(publisher="甲社")
    asked = record(known=known, icc=profile, epub=epub.Options(fonts="rare"))["asked"]
    assert asked["metadata"] == {"publisher": "甲社"}
    assert asked["epub"] == {"fonts": "rare"}
    assert len(asked["icc"]) == 64
    assert str(tmp_path) not in str(asked)


def test_where_the_outputs_go_changes_nothing():
    here = record(out=Path("dist"), to=("epub",), epub=epub.Options(layout="broadsheet"))
    assert here == record(out=Path("elsewhere"), archive=Path("held"))
