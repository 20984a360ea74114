"""A page strip tells its page whatever stands in it, in any order and between any marks."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from packager.copydesk import folios

_NUMBERS = st.sampled_from(["02", "2版", "02版", "第2版", "第02版", "第二版"])
_NAMES = st.sampled_from(["要闻", "综合新闻", "国际新闻", "副刊·岫云", "民生/社会", "健康岫川"])
_PAPERS = st.sampled_from(["岫川日报", "《岫川日报》", "岫川晚报", "岫川日报 XIUCHUAN DAILY", ""])
_DATES = st.sampled_from(
    [
        *("2024年10月17日 星期四", "2024.10.17", "2024-10-17", "2024年10月17日（星期四）"),
        *("星期四 2024年10月17日", "2024年10月17日 第9126期", "二〇二四年十月十七日 星期四"),
        "2024年10月17日 星期四 农历甲辰年九月十五",
    ]
)
_STAFF = st.sampled_from(
    [
        *("", "责编/张三 版式/李四", "责任编辑：张三 美编：李四 校对：王五", "主编：张三"),
        *("本版责编：张三 版面设计：李四", "编辑/张三 设计/李四 校对/王五", "组稿 张三"),
        *("编辑：张三 邮箱：a@bc.cn", "热线电话：0000-1234567"),
    ]
)
_GAPS = st.sampled_from([" ", "\u3000", "  ", " | ", "｜", " · ", "\u3000\u3000"])
_STRIPS = st.tuples(st.tuples(_NUMBERS, _NAMES).map(" ".join), _PAPERS, _DATES, _STAFF).flatmap(
    st.permutations
)


@settings(max_examples=400, deadline=None)
@given(st.data(), _NUMBERS, _NAMES, _GAPS, st.tuples(_PAPERS, _DATES, _STAFF))
def test_number_and_name_of_the_page(
    data: st.DataObject, number: str, name: str, gap: str, others: tuple[str, str, str]
) -> None:
    parts = data.draw(st.permutations([f"{number} {name}", *others]))
    line = gap.join(filter(None, parts))
    found = folios.folio(line)
    assert found is not None, line
    assert (found.number, found.name) == ("2", name), line
