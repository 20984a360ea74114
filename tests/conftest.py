"""What many tests need."""

import importlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

if "CI" not in os.environ:  # where hypothesis has a profile of its own, without deadlines
    settings.register_profile("unhurried", deadline=None)
    settings.load_profile("unhurried")

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real inputs, which is not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real inputs is not beside this checkout")
    return SHARED


def promised(tool: str) -> str:
    """The path of a validator: skips where it is missing, fails where CI promised it."""
    here = Path(sys.executable).parent  # where pip puts commands, on the PATH or not
    found = shutil.which(tool) or shutil.which(tool, path=str(here))
    if not found:
        if os.environ.get("PACKAGER_VALIDATORS") == "required":
            pytest.fail(f"{tool} is promised but not installed")
        pytest.skip(f"{tool} is not installed")
    return found


def promised_module(name: str) -> ModuleType:
    """A library that only tests need: skips where it is missing, fails where CI promised it."""
    required = os.environ.get("PACKAGER_VALIDATORS") == "required"
    if required or importlib.util.find_spec(name.partition(".")[0]):
        return importlib.import_module(name)
    pytest.skip(f"{name} is not installed", allow_module_level=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--save-golden`` writes the expected results of the golden tests anew."""
    parser.addoption("--save-golden", action="store_true", help="rewrite the golden results")
