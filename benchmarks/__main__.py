"""Run every benchmark: ``make bench``."""

from benchmarks import walk

walk.main()
