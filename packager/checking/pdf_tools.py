"""The validators of others for PDF: qpdf for the syntax, veraPDF for PDF/A-2u and PDF/UA-1."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from packager.diagnostics import Code, Diagnostic

PATIENCE = 600
"""Seconds until a validator is given up."""
VERAPDF_HOME = Path("build/verapdf")
"""Where ``.ci/verapdf`` puts the jars, below the current folder."""

QPDF = Code(
    "P570", "error", "qpdf finds the file damaged", "Build it again; report it if it stays."
)
VERAPDF = Code(
    "P571", "error", "veraPDF finds that the file does not keep to its standard",
    "Its rule is named in the message; the veraPDF wiki explains it.",
)  # fmt: skip
NOT_RUN = Code(
    "P572", "info", "A validator was not run",
    "Install qpdf, or veraPDF by `.ci/verapdf` (Java 17 and Maven).",
)  # fmt: skip
FAILED = Code("P573", "error", "A validator broke off", "Run it by hand on the file to see why.")
PASSED = Code("P574", "info", "A validator found nothing", "Nothing to do.")

PROFILES = {"2u": "PDF/A-2u", "ua1": "PDF/UA-1"}
"""veraPDF's names of the profiles that an archive edition keeps to."""


def run(path: Path, *, archive: bool) -> tuple[Diagnostic, ...]:
    """What qpdf says of a file, and for an archive edition veraPDF."""
    found = [_qpdf(path)]
    if archive:
        found += [finding for profile in PROFILES for finding in verapdf(path, profile)]
    return tuple(found)


def _qpdf(path: Path) -> Diagnostic:
    tool = shutil.which("qpdf")
    if tool is None:
        return NOT_RUN.at("qpdf is not installed", file=path.name)
    done = _run([tool, "--check", str(path.resolve())])
    if isinstance(done, str):
        return FAILED.at(f"qpdf: {done}", file=path.name)
    if done.returncode:
        return QPDF.at(_last(done.stdout + done.stderr), file=path.name)
    return PASSED.at("qpdf: the syntax is sound", file=path.name)


def verapdf(path: Path, profile: str) -> tuple[Diagnostic, ...]:
    """veraPDF's findings by one of :data:`PROFILES`, one for each rule that is broken."""
    command = verapdf_command()
    name = PROFILES[profile]
    if command is None:
        return (NOT_RUN.at(f"veraPDF is not installed: {name} is not checked", file=path.name),)
    done = _run([*command, "--flavour", profile, "--format", "text", "-v", str(path.resolve())])
    if isinstance(done, str):
        return (FAILED.at(f"veraPDF: {done}", file=path.name),)
    if re.search(r"^PASS ", done.stdout, re.M):
        return (PASSED.at(f"veraPDF: keeps to {name}", file=path.name),)
    rules = sorted(set(re.findall(r"^\s*FAIL (\S+)\s*$", done.stdout, re.M)))
    if not re.search(r"^FAIL ", done.stdout, re.M):
        return (FAILED.at(f"veraPDF: {_last(done.stdout + done.stderr)}", file=path.name),)
    return tuple(
        VERAPDF.at(f"{name}: rule {rule}", file=path.name) for rule in rules or ["unnamed"]
    )


def verapdf_command() -> list[str] | None:
    """The command that starts veraPDF; None where it is not installed.

    ``VERAPDF_HOME`` names the folder of its jars.
    """
    home = Path(os.environ.get("VERAPDF_HOME", VERAPDF_HOME))
    jars = sorted(home.glob("greenfield-apps-*.jar")) if home.is_dir() else []
    java = shutil.which("java")
    if jars and java:
        main = "org.verapdf.apps.GreenfieldCliWrapper"
        return [java, "-cp", str(jars[-1].resolve()), main]
    tool = shutil.which("verapdf")
    return [tool] if tool else None


def _run(command: list[str]) -> subprocess.CompletedProcess[str] | str:
    """The finished process, or why there is none."""
    try:
        return subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)


def _last(output: str) -> str:
    lines = [line for line in output.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no output"
