"""Run a command several times and keep what the operating system says of each run."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """One command's median cost: CPU seconds (user + system), wall seconds, peak memory in MB."""

    cpu: float
    wall: float
    memory: float

    def __str__(self) -> str:
        return f"{self.cpu:6.2f} s CPU  {self.wall:6.2f} s wall  {self.memory:5.0f} MB"


def once(command: Sequence[str], folder: Path) -> Cost:
    """Run ``command`` in ``folder`` once; a failing command raises with its own words."""
    errors = folder / "stderr.txt"
    with errors.open("wb") as stream:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=stream)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} exits {process.returncode}: {errors.read_text()[-2000:]}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def median(commands: Sequence[Sequence[str]], folder: Path) -> Cost:
    """The median over runs of the commands done one after the other, five runs after a warm-up."""
    runs = [[once(command, folder) for command in commands] for _ in range(6)][1:]
    return Cost(
        statistics.median(sum(cost.cpu for cost in run) for run in runs),
        statistics.median(sum(cost.wall for cost in run) for run in runs),
        statistics.median(max(cost.memory for cost in run) for run in runs),
    )
