import pytest
from msgspec.structs import replace

from packager.typesetting import Style, compose_head


def words(text: str, style: Style, measure: float, lines: int = 3) -> list[str] | None:
    head = compose_head(text, style, measure, lines)
    return head and ["".join(run.text for run in line.runs) for line in head]


def test_a_head_that_fits_stays_on_one_line(headline: Style) -> None:
    assert words("清水进万家", headline, 6) == ["清水进万家"]


def test_a_head_breaks_at_its_space(headline: Style) -> None:
    assert words("清水入户 民心工程暖民心", headline, 8) == ["清水入户", "民心工程暖民心"]


def test_a_head_breaks_after_punctuation(headline: Style) -> None:
    head = words("从“有水喝”到“喝好水”：一座老城的十年之变", headline, 13)
    assert head == ["从“有水喝”到“喝好水”：", "一座老城的十年之变"]


@pytest.mark.parametrize("measure", range(5, 16))
def test_no_line_of_a_head_has_one_character(headline: Style, measure: int) -> None:
    for line in words("全市供水管网改造工程全面完工", headline, measure, 4) or []:
        assert len(line) > 1


def test_a_head_that_does_not_fit_is_none(headline: Style) -> None:
    assert words("全市供水管网改造工程全面完工", headline, 4, 2) is None


def test_quotes_at_the_ends_of_a_head_do_not_count(headline: Style) -> None:
    (line,) = compose_head("“喝好水”", headline, 10, 1) or ()
    assert (line.indent, line.width) == (-0.5, pytest.approx(4.0))


HEADS = {
    "世纪交接点上的思索": "世纪 交接点 上 的 思索",
    "让历史文化名城在保护中焕发新活力": "让 历史 文化 名城 在 保护 中 焕发 新 活力",
    "习近平同尼日利亚总统会谈": "习近平 同 尼日利亚 总统 会谈",
    "市委书记赵志刚主持召开专题会议": "市委 书记 赵志刚 主持 召开 专题 会议",
    "王建国：三十年如一日守护长城": "王建国： 三十年 如 一日 守护 长城",
    "3.2万户居民告别“用水难”": "3.2万户 居民 告别 “用水难”",
    "华北最大集中式供水厂21日正式通水": "华北 最大 集中式 供水厂 21日 正式 通水",
    "国务院常务会议研究部署2026年重点工作": "国务院 常务 会议 研究 部署 2026年 重点 工作",
    "全国政协十四届三次会议举行开幕会": "全国 政协 十四届 三次 会议 举行 开幕会",
    "外交部发言人就中日关系答记者问": "外交部 发言人 就 中日 关系 答 记者问",
    "中国队3：1战胜日本队夺冠": "中国队 3：1 战胜 日本队 夺冠",
    "新能源汽车产销量连续十年位居全球第一": "新能源 汽车 产 销量 连续 十年 位居 全球 第一",
    "联合国秘书长古特雷斯访华": "联合国 秘书长 古特雷斯 访华",
    "春运首日全国铁路预计发送旅客1030万人次": "春运 首日 全国 铁路 预计 发送 旅客 1030万人次",
    "人民日报新年献词：迈向新世纪": "人民 日报 新年 献词： 迈向 新世纪",
    "他们用双手托起明天的太阳": "他们 用 双手 托起 明天 的 太阳",
}


@pytest.mark.parametrize("text", HEADS)
def test_no_word_name_or_number_is_parted(text: str, headline: Style) -> None:
    pieces = HEADS[text].split()
    joints = {sum(map(len, pieces[:k])) for k in range(len(pieces) + 1)}
    for measure in range(4, 20):
        for most in (1, 2, 3):
            place = 0
            for line in words(text, headline, measure, most) or []:
                place += len(line)
                assert place in joints, (measure, most, line)


@pytest.mark.parametrize(
    ("measure", "head"),
    [
        (9, "一粒种子的旅行 与一个村庄的巨变"),
        (7, "3.2万户居民 告别“用水难”"),
        (6, "让历史文化 名城在保护中 焕发新活力"),
        (5, "世纪交接点 上的思索"),
        (11, "王建国： 三十年如一日守护长城"),
        (8, "《红楼梦》手稿 首次公开展出"),
        (9, "人民日报新年献词： 迈向新世纪"),
        (6, "为了孩子们的 笑脸"),
        (11, "黄河流域生态保护 和高质量发展座谈会召开"),
        (8, "坚持以人民 为中心的发展思想"),
        (12, "北京、上海、广州等地 举行迎接新世纪庆祝活动"),
    ],
)
def test_heads_break_as_an_editor_would(measure: float, head: str, headline: Style) -> None:
    lines = head.split()
    assert words("".join(lines), headline, measure) == lines


def test_a_word_is_parted_only_where_that_is_asked_for(headline: Style) -> None:
    text = "第十四届全国人民代表大会第三次会议在京闭幕"
    assert words(text, headline, 5, 9) is None
    torn = compose_head(text, headline, 5, 9, torn=True)
    assert torn
    assert "".join(line.text for line in torn) == text


def test_traditional_heads_are_broken_by_the_same_words(headline: Style) -> None:
    style = replace(headline, language="zh-TW")
    for measure in range(6, 16):
        for line in words("讓歷史文化名城在保護中煥發新活力", style, measure) or []:
            assert not line.endswith(("歷", "名", "煥", "活", "保"))


def test_a_latin_head_breaks_at_spaces_only(headline: Style) -> None:
    head = words("Waterworks complete the renovation of forty kilometres", headline, 12)
    assert head == ["Waterworks complete", "the renovation of", "forty kilometres"]


def test_clauses_are_not_torn_where_a_space_could_part_them(headline: Style) -> None:
    text = "全省春播粮食面积 稳中有增"
    assert words(text, headline, 8, 2) == ["全省春播粮食面积", "稳中有增"]
    assert words(text, headline, 7.5, 2) is None  # a smaller size is the better answer
    assert words(text, headline, 7.5, 3) == ["全省春播", "粮食面积", "稳中有增"]
