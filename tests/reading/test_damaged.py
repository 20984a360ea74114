from collections import Counter

from tests import fuzz


def test_damaged_sources_are_read_whole_or_refused() -> None:
    ends = Counter(end for _, _, end in fuzz.run(cases=300, seed=20))
    assert set(ends) <= {"read", "refused"}
    assert ends["read"] > ends["refused"] > 0
