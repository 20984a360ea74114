"""Run every benchmark: ``make bench``."""

import sys

from benchmarks import reading, walk

sys.argv = sys.argv[:1]
reading.main()
walk.main()
