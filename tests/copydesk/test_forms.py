"""What a line is by its form and neighbours, in whole small issues."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from packager.copydesk import edit
from packager.issue import Article, Crosshead, Figure, Issue, ItemList, Jump, Paragraph, Table
from packager.reading import read

PROSE = "清早的雾还没有散，渡口已经有人在等船，船工把缆绳一圈一圈收起来，说今天水位比昨天低了半尺。"


def issue_of(text: str, folder: Path, name: str = "issue.md") -> Issue:
    (folder / name).write_text(text, encoding="utf-8")
    return edit(read(folder / name)).issue


def stories(text: str, folder: Path, name: str = "issue.md") -> list[Article]:
    return [article for _, article in issue_of(text, folder, name).articles()]


def crossheads(article: Article) -> list[str]:
    return [block.text for block in article.body if isinstance(block, Crosshead)]


def test_the_level_of_lone_headlines_tells_headline_from_deck(tmp_path: Path) -> None:
    lone = "#### {0}\n\n本报讯（记者 李明）" + PROSE
    text = "\n\n".join(
        [lone.format("桥修好了"), lone.format("夜市开张了"), "#### 渡船换新\n\n## 三座渡口用上电船"]
    )
    assert stories(f"{text}\n\n本报记者 王平\n\n{PROSE}", tmp_path)[-1].headline == "渡船换新"


def test_equal_heads_after_an_unmarked_feature_are_crossheads(tmp_path: Path) -> None:
    heads = ("弱渡也有千般愿", "小船能载万家灯", "长河流过百年城")
    parts = [f"{head}\n{PROSE}\n{PROSE}" for head in heads]
    text = "\n".join(["大河两岸起新城———沿河十县见闻", PROSE, *parts])
    (story,) = stories(text, tmp_path, "issue.txt")
    assert crossheads(story) == list(heads)


def test_plain_lines_between_paragraphs_of_a_story_are_crossheads(tmp_path: Path) -> None:
    text = f"# 渡船换新\n\n{PROSE}\n\n票价三年不变\n\n{PROSE}\n\n老船送进学堂\n\n{PROSE}"
    (story,) = stories(text, tmp_path)
    assert crossheads(story) == ["票价三年不变", "老船送进学堂"]


def test_a_strong_line_is_a_heading(tmp_path: Path) -> None:
    (story,) = stories(f"# 渡船换新\n\n{PROSE}\n\n**票价三年不变**\n\n{PROSE}", tmp_path)
    assert crossheads(story) == ["票价三年不变"]


def test_a_plain_headline_among_marked_ones_begins_a_story(tmp_path: Path) -> None:
    text = f"# 渡船换新\n\n{PROSE}\n\n夜市开张了\n\n本报讯（记者 李明）{PROSE}"
    assert [story.headline for story in stories(text, tmp_path)] == ["渡船换新", "夜市开张了"]


def test_a_question_after_a_signature_is_a_headline(tmp_path: Path) -> None:
    text = f"渡船换新\n{PROSE}\n（江西宜丰县张晓）\n老船去哪儿了？\n{PROSE}"
    one, two = stories(text, tmp_path, "issue.txt")
    assert [person.name for person in one.bylines] == ["张晓"]
    assert two.headline == "老船去哪儿了？"


def test_numbered_captions_under_one_label(tmp_path: Path) -> None:
    text = f"渡口新事（附图片2张）\n{PROSE}\n图片：\n1、新船下水。\n2、老人试乘。\n（张晓摄）"
    (story,) = stories(text, tmp_path, "issue.txt")
    pictures = [block for block in story.body if isinstance(block, Figure)]
    assert [picture.credit for picture in pictures] == ["", "（张晓摄）"]


def test_the_page_number_in_a_broken_paragraph_is_furniture(tmp_path: Path) -> None:
    head, rest = PROSE[:24], PROSE[24:]
    issue = issue_of(f"<!-- page: A3 地方 -->\n\n# 渡船换新\n\n{head}\n\nA3\n\n{rest}", tmp_path)
    (page,) = issue.pages
    assert [item.text for item in page.furniture] == ["A3"]
    assert [b.text for b in page.articles[0].body if isinstance(b, Paragraph)] == [PROSE]


def test_a_kicker_and_its_headline_in_one_heading(tmp_path: Path) -> None:
    (story,) = stories(f"## **老城换新貌——<br>三条街不再积水**\n\n{PROSE}", tmp_path)
    assert (story.kicker, story.headline) == ("老城换新貌——", "三条街不再积水")


def test_a_long_sentence_is_no_heading(tmp_path: Path) -> None:
    (story,) = stories(f"## 渡船换新\n\n# {PROSE}\n\n{PROSE}", tmp_path)
    assert sum(isinstance(block, Paragraph) for block in story.body) == 2


@pytest.mark.parametrize(
    ("head", "text", "kind"),
    [
        ("### 樟树下\n\n# 别让古树穿上水泥鞋\n\n方 塘", PROSE, "commentary"),
        ("# 竹家居开业酬宾", f"{PROSE}\n\n店址：建设路口　电话：0000-0000", "advert"),
        ("# 关于城区部分路段交通管制的通告", f"{PROSE}\n\n特此通告。", "notice"),
        ("# 港聞速遞", "郵局明日起停業。\n\n碼頭今日起加開一班。", "brief"),
        ("# 守渡人老严\n\n本报记者 陈默", f"{PROSE}\n\n{PROSE}", "feature"),
        ("# 居民憂交通塞爆\n\n本報記者 鄺詠珊", f"議會促先建路後起樓，{PROSE}", "news"),
        ("### 巷口觀察\n\n# 人行道是給人走的\n\n◎蘇明玉", PROSE, "commentary"),
        ("# 石斑補助未到\n\n記者陳俊廷／南濱報導", f"{PROSE}\n\n### 業者嘆\n\n{PROSE}", "news"),
        ("# “信息鸿沟”不容忽视\n\n方 远", f"{PROSE}\n\n{PROSE}", "commentary"),
        ("# 停水公告", "| 日期 | 區域 |\n| --- | --- |\n| 三月 | 北區 |", "notice"),
    ],
)
def test_kinds(head: str, text: str, kind: str, tmp_path: Path) -> None:
    assert stories(f"{head}\n\n{text}", tmp_path)[0].kind == kind


def test_the_headline_is_the_line_that_its_other_part_is_like(tmp_path: Path) -> None:
    first = "# 政府扩大补贴范围\n\n### 老屋修缮明年受理\n\n" + PROSE + "（下转第2版）"
    second = "## 老屋修缮明年受理\n\n（上接第1版）" + PROSE
    text = f"<!-- page: 1 -->\n\n{first}\n\n<!-- page: 2 -->\n\n{second}"
    assert [s.headline for s in stories(text, tmp_path)] == ["老屋修缮明年受理"] * 2


def test_a_headline_set_in_two_lines_is_one(tmp_path: Path) -> None:
    (story,) = stories(f"### 民生实事\n\n# 三座渡口换船\n\n# 八分钟就到对岸\n\n{PROSE}", tmp_path)
    assert story.headline == "三座渡口换船 八分钟就到对岸"


def test_a_gap_before_a_figure_in_a_headline_is_printed(tmp_path: Path) -> None:
    prose = "渡口今年新添3艘船，每天开20班，载客40人，头班6点开，末班19点收，票价2元。" * 3
    (story,) = stories(f"# 渡口换船 3艘今日开航\n\n{prose}", tmp_path)
    assert story.headline == "渡口换船 3艘今日开航"


def test_a_plain_line_over_a_headline_is_its_label(tmp_path: Path) -> None:
    text = f"# 夜市开张了\n\n{PROSE}\n\n人物素描\n\n# 渡船换新\n\n{PROSE}"
    assert [(s.label, s.headline) for s in stories(text, tmp_path)] == [
        (None, "夜市开张了"),
        ("人物素描", "渡船换新"),
    ]


def test_a_label_of_the_rank_of_labels_stands_for_a_headline(tmp_path: Path) -> None:
    text = f"##### 社説\n\n# 渡し船を守れ\n\n{PROSE}\n\n##### 訃報\n\n# 山田氏\n\n{PROSE}\n\n"
    assert stories(f"{text}##### 波濤\n\n{PROSE}", tmp_path)[-1].label == "波濤"


def test_a_table_with_a_heading_of_its_own_is_a_story(tmp_path: Path) -> None:
    table = "### 今日菜价\n\n|品种|价|\n|--|--|\n|葱|2|"
    text = f"# 渡船换新\n\n{PROSE}\n\n{table}\n\n# 夜市开张\n\n{PROSE}"
    assert [s.headline for s in stories(text, tmp_path)] == ["渡船换新", "今日菜价", "夜市开张"]


def test_a_headline_between_its_picture_and_the_caption(tmp_path: Path) -> None:
    picture = "![](a.jpg)\n\n### 渡口初雪\n\n渡口迎来今冬第一场雪。 张晓 摄"
    _, photo = stories(f"# 夜市开张\n\n{PROSE}\n\n{picture}", tmp_path)
    (figure,) = photo.body
    assert isinstance(figure, Figure)
    assert (photo.headline, figure.src, figure.credit) == ("渡口初雪", "a.jpg", "张晓 摄")


def test_a_heading_whose_text_speaks_of_the_headline_is_a_crosshead(tmp_path: Path) -> None:
    lone = "# {0}\n\n本报讯（记者 李明）" + PROSE
    lower = "## {0}\n\n本报讯（记者 李明）" + PROSE
    told = f"## 夜里也有人等\n\n{PROSE}电动渡船夜里也开。"
    text = [lone.format("桥修好了"), lower.format("夜市开张"), lower.format("早市搬家")]
    story = stories("\n\n".join((*text, lone.format("电动渡船开航"), told)), tmp_path)[-1]
    assert (story.headline, crossheads(story)) == ("电动渡船开航", ["夜里也有人等"])


def test_crossheads_of_unmarked_text_speak_of_the_headline(tmp_path: Path) -> None:
    dated = "{0}\n本报讯（记者 李明）" + PROSE
    text = f"{dated.format('电动渡船开航')}\n夜里也有人等\n{PROSE}电动渡船夜里也开。"
    text += "\n" + dated.format("夜市开张") + "\n" + dated.format("早市搬家")
    story = stories(text, tmp_path, "issue.txt")[0]
    assert crossheads(story) == ["夜里也有人等"]


def test_a_lone_plain_line_with_a_headlines_words_is_one(tmp_path: Path) -> None:
    text = f"# 渡船换新\n\n{PROSE}\n\n老城三条街告别积水难题\n\n{PROSE * 2}"
    assert [s.headline for s in stories(text, tmp_path)] == ["渡船换新", "老城三条街告别积水难题"]


def test_the_broken_half_of_a_paragraph_is_no_headline(tmp_path: Path) -> None:
    text = f"# 渡船换新\n\n{PROSE}\n\n作为全市唯一拥有三座渡口的镇，我们已经把票价\n\n{PROSE}"
    assert len(stories(text, tmp_path)) == 1


def test_a_letter_is_signed_on_its_last_line(tmp_path: Path) -> None:
    chinese = f"# 给渡口加盏灯\n\n编辑同志：\n\n{PROSE}\n\n云州读者 容国栋"
    english = (
        "# The ferry must stay\n\nSir, – I use it every day, as we all do.\n\nROSA HILL, Ashton"
    )
    assert [p.name for p in stories(chinese, tmp_path)[0].bylines] == ["容国栋"]
    assert [p.name for p in stories(english, tmp_path)[0].bylines] == ["ROSA HILL"]


def test_a_signature_under_a_dated_story_names_its_writers(tmp_path: Path) -> None:
    text = (
        "# 渡し船に新造船\n\n【三浜】渡し船が十三日、電動になった。市民は喜んだ。\n\n（高槻真帆）"
    )
    (story,) = stories(text, tmp_path)
    assert [person.name for person in story.bylines] == ["高槻真帆"]
    assert story.dateline is not None
    assert story.dateline.place == "三浜"


def test_jumps_are_paired_by_their_catchword(tmp_path: Path) -> None:
    part = "# {0}\n\nThe boats were late, as the council had said they would be.\n\nSee {1}, Page 2"
    other = "# {0}\n\n{1}, from Page 1\n\nThe boats came at last, and the council said so."
    first = "\n\n".join(
        ("<!-- page: 1 -->", part.format("Late", "BOATS"), part.format("Shut", "MILL"))
    )
    second = "\n\n".join(
        ("<!-- page: 2 -->", other.format("Mill", "MILL"), other.format("Boat", "BOATS"))
    )
    found = stories(f"{first}\n\n{second}", tmp_path)
    names = {story.id: story.headline for story in found}
    targets = [b.target for story in found for b in story.body if isinstance(b, Jump)]
    assert [names[target or ""] for target in targets] == ["Boat", "Mill", "Shut", "Late"]


def test_lines_of_a_source_that_does_not_wrap_are_verse(tmp_path: Path) -> None:
    (story,) = stories("# 渡口\n\n向小满\n\n你从山里来\n带着石头的消息\n带着橘花", tmp_path)
    assert story.kind == "verse"


def test_a_poem_ends_before_the_next_title_and_name(tmp_path: Path) -> None:
    poem = "春耕\n田　野\n布谷鸟一声啼叫\n掀开泥土的被角\n父亲吆着牛\n弯了一辈子的腰。"
    one, two = stories(f"{poem}\n清溪河的滩名\n杨昌儒\n{PROSE}", tmp_path, "issue.txt")
    assert (one.headline, two.headline) == ("春耕", "清溪河的滩名")


def test_the_weather_box_is_one_story(tmp_path: Path) -> None:
    box = "天气预报\n2001年1月1日\n星期一\n庚辰年十二月初七\n白天多云转晴\n风向北\n夜间晴"
    text = f"渡口换新船\n{PROSE}\n{box}"
    assert [s.headline for s in stories(text, tmp_path, "issue.txt")] == ["渡口换新船", "天气预报"]


def test_a_wire_item_without_a_headline_is_a_story_under_the_papers_own(tmp_path: Path) -> None:
    text = f"# 渡船换新\n\n本报讯（记者 李明）{PROSE}\n\n新华社北京6月12日电 {PROSE}"
    assert [s.dateline and s.dateline.agency for s in stories(text, tmp_path)] == ["本报", "新华社"]


def test_who_writes_by_name_and_occupation(tmp_path: Path) -> None:
    text = f"## 斑馬線上的三秒鐘\n\n羅心怡（國中教師）\n\n{PROSE}"
    assert [person.name for person in stories(text, tmp_path)[0].bylines] == ["羅心怡"]


def test_a_poem_with_another_in_its_title(tmp_path: Path) -> None:
    text = "江边（外一首）\n罗一舟\n风把芦苇按下去\n又松开手\n一只白鹭\n站在自己的影子上"
    (story,) = stories(f"{text}\n黄昏\n灯一盏一盏亮起来", tmp_path, "issue.txt")
    assert (story.kind, story.headline) == ("verse", "江边（外一首）")


def test_the_weather_is_no_part_of_the_story_above(tmp_path: Path) -> None:
    text = f"## 两处匝道下周封闭\n\n{PROSE}\n\n##### 今日天气\n\n今天多云到晴，偏北风四级。"
    assert [s.headline for s in stories(text, tmp_path)] == ["两处匝道下周封闭", "今日天气"]


def test_a_heading_over_a_mere_list_is_of_the_story_only_if_that_names_it(tmp_path: Path) -> None:
    text = "### 海东客运换新车\n\n董事长王景隆说，{0}\n\n#### {1}\n\n- 六十一岁\n- 海东工专毕业"
    assert len(stories(text.format(PROSE, "王景隆小档案"), tmp_path)) == 1
    assert len(stories(text.format(PROSE, "周末好去处"), tmp_path)) == 2


def test_a_line_under_a_columns_name_and_over_an_author_is_the_headline(tmp_path: Path) -> None:
    (story,) = stories(f"#### 街谈巷议\n\n别让车位睡觉\n\n石 敢\n\n{PROSE}", tmp_path)
    assert (story.label, story.headline) == ("街谈巷议", "别让车位睡觉")


def test_a_dashed_line_over_a_heading_is_its_kicker(tmp_path: Path) -> None:
    (story,) = stories(f"中秋将至，饼铺同台竞技——\n\n# 月饼脱下大衣\n\n{PROSE}", tmp_path)
    assert (story.kicker, story.headline) == ("中秋将至，饼铺同台竞技——", "月饼脱下大衣")


def test_a_byline_under_a_story_with_pictures_is_its_byline(tmp_path: Path) -> None:
    text = f"## 西瓜上市\n\n![](a.jpg)\n\n▲瓜农装车。\n\n{PROSE}\n\n本报记者 辛 田 摄影报道"
    (story,) = stories(text, tmp_path)
    assert [person.name for person in story.bylines] == ["辛田"]
    assert story.body[-1] == next(b for b in story.body if isinstance(b, Paragraph))


def test_a_photo_story_under_the_news_stands_apart(tmp_path: Path) -> None:
    caption = "10月13日，郧川港一派繁忙。今年前三季度，该港货运同比增长三成，创下开港以来的新高。"
    text = f"### 秋粮收购平稳\n\n本报讯（记者 骆敏）{PROSE}\n\n![](a.jpg)\n\n{caption}"
    assert [s.kind for s in stories(f"{text}\n\n本报记者 田野 摄", tmp_path)] == ["brief", "photo"]


def test_a_deck_under_a_headline_makes_no_row_of_stories(tmp_path: Path) -> None:
    row = "\n\n".join(
        f"### {head}\n\n本报讯 {PROSE}" for head in ("夜市开张", "校车换新", "老井复流")
    )
    text = f"# 冲刺四季度\n\n### ——现场推进会召开\n\n本报讯 {PROSE}\n\n{row}"
    assert stories(text, tmp_path)[0].headline == "冲刺四季度"


def test_a_section_signed_for_itself_is_a_story(tmp_path: Path) -> None:
    head = f"公交站牌的字能不能大一些\n读者孙桂珍\n编辑同志：公交站牌的字太小。{PROSE}"
    answer = f"公交公司本月换站牌\n孙桂珍老人说公交站牌的字太小。{PROSE}（本报记者周立）"
    news = "\n".join(
        f"{name}开张了\n本报讯（记者周立）{PROSE}" for name in ("夜市", "早市", "书市")
    )
    found = stories(f"{news}\n{head}\n{answer}\n{news}", tmp_path, "issue.txt")
    assert "公交公司本月换站牌" in [story.headline for story in found]


def test_a_section_that_shares_names_with_the_story_is_of_it(tmp_path: Path) -> None:
    first = "画院的学徒每天磨矿物颜料，丹增说唐卡的颜料取自矿石，合作社统一采购矿物颜料。"
    last = "画院成立合作社，丹增带学徒收集矿物颜料标本，唐卡的颜料取自矿石，都记在册上。"
    text = f"# 一支画笔绘百年匠心\n\n本报记者 李明\n\n{PROSE}\n\n### 石头磨成颜色\n\n{first}"
    news = "\n\n".join(f"#### {n}开张\n\n本报讯 {PROSE}" for n in ("夜市", "早市"))
    (story, *_) = stories(f"{text}\n\n#### 老手艺的新路\n\n{last}\n\n{news}", tmp_path)
    assert crossheads(story) == ["石头磨成颜色", "老手艺的新路"]


def test_words_spoken_beside_another_line_are_the_deck(tmp_path: Path) -> None:
    text = f"### 專題\n\n# 最後一代師傅\n\n## 「後生嫌手痛，我嫌日子短」\n\n文：梁芷晴\n\n{PROSE}"
    row = "\n\n".join(f"## {name}開張\n\n【本報訊】{PROSE}" for name in ("夜市", "早市", "書市"))
    story = stories(f"{text}\n\n{row}", tmp_path)[0]
    assert (story.label, story.headline) == ("專題", "最後一代師傅")
    assert story.deck == ("「後生嫌手痛，我嫌日子短」",)


def test_crossheads_of_a_continuation_are_like_those_of_the_first_part(tmp_path: Path) -> None:
    first = f"# 一条老街的减法\n\n本报记者 江帆\n\n{PROSE}\n\n# 先做减法：拆疙瘩\n\n{PROSE}"
    more = f"# 再做加法：添人气\n\n{PROSE}（下转第3版）"
    last = f"# 一条老街的减法\n\n（上接第1版）{PROSE}\n\n# 算好乘法：留根脉\n\n{PROSE}"
    text = f"<!-- page: 1 -->\n\n{first}\n\n{more}\n\n<!-- page: 3 -->\n\n{last}"
    assert [crossheads(s) for s in stories(text, tmp_path)] == [
        ["先做减法：拆疙瘩", "再做加法：添人气"],
        ["算好乘法：留根脉"],
    ]


def test_the_numbers_of_parts_are_crossheads(tmp_path: Path) -> None:
    text = f"# 修伞匠的夏天\n\n{PROSE}\n\n（一）\n\n{PROSE}\n\n（二）\n\n{PROSE}"
    assert [crossheads(s) for s in stories(text, tmp_path)] == [["（一）", "（二）"]]


def test_a_table_that_is_added_is_of_its_story(tmp_path: Path) -> None:
    table = "| 区域 | 标准 |\n| --- | --- |\n| 城区 | 2010 |"
    text = f"# 最低工资提高\n\n本报讯 {PROSE}\n\n**附：最低工资对照表**\n\n{table}"
    (story,) = stories(text, tmp_path)
    assert [b.caption for b in story.body if isinstance(b, Table)] == ["附：最低工资对照表"]


def test_people_stand_in_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    text = f"# 老把式遇上新农机\n\n本报记者 范哲 通讯员 牛犇\n\n{PROSE}\n\n![](a.jpg)\n\n范哲 摄"
    assert [p.name for p in stories(text, tmp_path)[0].bylines] == ["范哲", "牛犇"]


def test_a_photo_story_ends_before_a_table_with_a_caption(tmp_path: Path) -> None:
    photo = "# 滩上菊花香\n\n![](a.jpg)\n\n村民在采收菊花。（牛犇摄）"
    table = "秋粮收获进度\n\n| 县 | 进度 |\n| --- | --- |\n| 平原 | 98% |"
    text = f"# 扶贫更要扶信心\n\n{PROSE}\n\n{photo}\n\n{table}"
    assert [s.headline for s in stories(text, tmp_path)] == ["扶贫更要扶信心", "滩上菊花香"]


def test_a_jump_line_in_a_heading_is_none_of_its_words(tmp_path: Path) -> None:
    text = f"<!-- page: 4 -->\n\n## 老手艺盼来新传人（上接2版）\n\n{PROSE}"
    (story,) = stories(text, tmp_path)
    assert story.headline == "老手艺盼来新传人"
    assert [b.page for b in story.body if isinstance(b, Jump)] == ["2"]


def test_the_body_that_signs_a_notice_is_no_label_of_the_next_story(tmp_path: Path) -> None:
    text = f"渡口换新船\n本报讯（记者李明）{PROSE}\n停电通知\n因线路检修，北区停电半日，{PROSE}"
    found = stories(f"{text}\n沔江供电局\n天气预报\n今天白天多云，偏北风。", tmp_path, "issue.txt")
    assert [(s.label, s.headline) for s in found][1:] == [(None, "停电通知"), (None, "天气预报")]


def test_a_caption_of_two_paragraphs_tells_a_scene(tmp_path: Path) -> None:
    text = (
        f"### 推进会召开\n\n本报讯（记者 骆敏）{PROSE}\n\n![](a.jpg)\n\n4月14日，志愿者在清理广告。"
    )
    more = "当天，全县一千三百多名干部职工走上街头打扫卫生，清运陈年垃圾。本报记者 石玉莲 摄"
    assert [s.kind for s in stories(f"{text}\n\n{more}", tmp_path)] == ["brief", "photo"]


def test_short_halves_of_a_headline_over_a_dateline_are_one(tmp_path: Path) -> None:
    text = f"# 农机购置补贴\n\n# 申请可“掌上办”\n\n本报讯 农机购置与应用补贴可用手机申请，{PROSE}"
    assert stories(text, tmp_path)[0].headline == "农机购置补贴申请可“掌上办”"


def test_a_picture_with_a_headline_of_its_own_stands_apart(tmp_path: Path) -> None:
    told = "The council voted for the ferry on Monday night, and the ferry will sail in May."
    caption = "**LIGHT ON THE WATER:** Priya Nair holds her lantern. *Photo by Ian Corkum*"
    found = stories(f"# Council backs ferry\n\n{told}\n\n![](a.jpg)\n\n{caption}", tmp_path)
    assert [story.kind for story in found] == ["brief", "photo"]


def test_a_signed_picture_that_shares_no_name_with_the_story_stands_apart(tmp_path: Path) -> None:
    told = "HALIFAX (CP) — The council voted for a harvest of kelp, and the boats will sail in May."
    caption = (
        "{0} hauls the last dory of the season up the slip at the beach on Thursday. He began"
        " fishing at 13.\n\n(Staff photo by Ian Corkum)"
    )
    text = f"# Kelp harvest\n\n{told}\n\n![](a.jpg)\n\n{caption}"
    assert len(stories(text.format("Harold Mosher"), tmp_path)) == 2
    named = text.replace("The council", "Harold Mosher's council")
    assert len(stories(named.format("Harold Mosher"), tmp_path)) == 1


def test_the_index_of_the_sections_is_furniture(tmp_path: Path) -> None:
    text = "# Council backs ferry\n\nThe boats sail in May.\n\n{0}"
    index = "INDEX: Classified B6 · Comics C4 · TV C6"
    (page,) = issue_of(text.format(index), tmp_path).pages
    assert [item.name for item in page.furniture] == ["contents"]


def test_the_name_under_the_date_of_a_notice_is_no_headline(tmp_path: Path) -> None:
    notice = f"通告\n{PROSE}\n特此通告。\n云州市公安局交通警察大队\n一九九四年六月十七日"
    found = stories(f"{notice}\n渡船换新\n{PROSE}", tmp_path, "issue.txt")
    assert [story.headline for story in found] == ["通告", "渡船换新"]


def test_a_japanese_interview_is_a_feature(tmp_path: Path) -> None:
    asked = "――船は増えますか。\n\n「来年は三隻になる」\n\n――運賃は上がりますか。\n\n「据え置く」"
    (story,) = stories(f"## トップに聞く\n\n# 渡し船はこれからも続く\n\n{asked}", tmp_path)
    assert story.kind == "feature"


def test_the_front_page_has_the_number_that_its_jumps_tell(tmp_path: Path) -> None:
    first = f"# 渡船换新\n\n本报讯（记者 李明）{PROSE}（下转第2版）"
    second = f"# 渡船换新\n\n（上接第1版）{PROSE}"
    issue = issue_of(f"{first}\n\n<!-- page: 2 -->\n\n{second}", tmp_path)
    assert [page.number for page in issue.pages] == ["1", "2"]


def test_a_line_that_says_where_ends_the_headline(tmp_path: Path) -> None:
    text = f"#### 中部地区家政大赛\n\n#### 在长沙落幕\n\n新华社长沙10月16日电 {PROSE}"
    assert stories(text, tmp_path)[0].headline == "中部地区家政大赛在长沙落幕"


def test_a_kicker_by_its_words_is_no_headline(tmp_path: Path) -> None:
    lone = "## {0}\n\n本报讯（记者 李明）" + PROSE
    row = "\n\n".join(map(lone.format, ("桥修好了", "夜市开张", "早市搬家")))
    text = f"{row}\n\n## 市委常委会召开会议强调\n\n# 抓好防汛备汛各项工作\n\n本报讯 {PROSE}"
    story = stories(text, tmp_path)[-1]
    assert (story.kicker, story.headline) == ("市委常委会召开会议强调", "抓好防汛备汛各项工作")


def test_a_long_line_under_a_higher_one_is_its_deck(tmp_path: Path) -> None:
    lone = "## {0}\n\n本報訊 " + PROSE
    row = "\n\n".join(map(lone.format, ("橋修好了", "夜市開張", "早市搬家")))
    head = "# 蒜田泡水 農損三千萬\n\n## 颱風外圍環流連下兩天雨 種苗全爛 農民嘆「等於白做兩個月」"
    (*_, story) = stories(f"{row}\n\n{head}\n\n本報訊 {PROSE}", tmp_path)
    assert story.headline == "蒜田泡水 農損三千萬"


def test_a_short_head_without_a_dateline_among_dated_news_is_a_crosshead(tmp_path: Path) -> None:
    dated = "{0}\n\n【記者林佑誠／海豐報導】" + PROSE
    heads = ("## 校車老舊三年汰換", "## 出口再創新高紀錄", "# 修鐘婆婆撥慢自己的時間")
    text = "\n\n".join(map(dated.format, heads))
    *_, story = stories(f"{text}\n\n## 半夜敲門的客人\n\n街上早已熄燈。{PROSE}", tmp_path)
    assert crossheads(story) == ["半夜敲門的客人"]


def test_a_heading_between_its_picture_and_a_caption_signed_below(tmp_path: Path) -> None:
    signed = "渡口迎来今冬第一场雪，岸边一片洁白。\n\n通讯员 吴兰英 摄影报道"
    text = f"# 夜市开张\n\n{PROSE}\n\n![](a.jpg)\n\n### 渡口初雪\n\n{signed}"
    *_, story = stories(text, tmp_path)
    assert (story.headline, story.kind) == ("渡口初雪", "photo")


def test_a_line_of_latin_prose_goes_on_with_a_small_letter(tmp_path: Path) -> None:
    cut = "Bankers said the loan rates were unlikely to move before the new\n\nyear, they said."
    (story,) = stories(f"# Rates seen steady\n\nMUMBAI — Rates will stay.\n\n{cut}", tmp_path)
    assert sum(isinstance(block, Paragraph) for block in story.body) == 2


def test_name_and_town_over_a_letter_are_its_writer(tmp_path: Path) -> None:
    text = "# Platform tickets\n\nS. Padmanabhan, Gandhi Nagar\n\nSir, — One must stand in a queue."
    (story,) = stories(text, tmp_path)
    assert [person.name for person in story.bylines] == ["S. Padmanabhan"]


def test_a_list_has_no_crossheads(tmp_path: Path) -> None:
    text = "## あすの催し\n\n- 教室＝午前10時\n\n## 霜の朝\n\n霜をふむ。\n\n## 訃報\n\n山根茂氏。"
    assert len(stories(text, tmp_path)) == 3


def test_a_blank_after_a_quotation_parts_the_clauses_of_a_headline(tmp_path: Path) -> None:
    text = f"院所“沉下去” 产业“强起来”\n本报讯（记者 李明）{PROSE}"
    assert stories(text, tmp_path, "issue.txt")[0].headline == "院所“沉下去” 产业“强起来”"


def test_a_japanese_caption_ends_with_its_place(tmp_path: Path) -> None:
    caption = (
        "雪灯籠（どうろう）に火がともり、幻想的な雰囲気に包まれた弁天宮の境内＝13日、北浜町新地"
    )
    text = f"### 雪まつり\n\n祭りは13日に開かれた。\n\n![](a.jpg)\n\n{caption}\n\n市民は喜んだ。"
    (story,) = stories(text, tmp_path)
    assert [b.caption for b in story.body if isinstance(b, Figure)] == [caption]


def test_lines_that_each_begin_with_a_title_are_paragraphs(tmp_path: Path) -> None:
    books = "『川の民俗誌』　大野木俊著　二六四〇円\n『気象図鑑』　雲井はるか著　一九八〇円"
    text = f"# 新刊案内\n\n{books}"
    (story,) = stories(text, tmp_path)
    assert sum(isinstance(block, Paragraph) for block in story.body) == 2


def test_a_name_in_the_brackets_of_datelines_over_japanese_is_the_writers(tmp_path: Path) -> None:
    text = "# 新しい埠頭\n\n## 年40隻を見込む\n\n【小坂部亮太】\n\n市は14日、埠頭の計画を発表した。"
    (story,) = stories(text, tmp_path)
    assert [person.name for person in story.bylines] == ["小坂部亮太"]


def test_a_line_that_leads_back_may_stand_over_its_headline(tmp_path: Path) -> None:
    text = f"# 夜市开张\n\n本报讯 {PROSE}\n\n（上接第一版）\n\n# 渡船换新\n\n{PROSE}"
    *_, story = stories(text, tmp_path)
    assert [type(block) for block in story.body] == [Jump, Paragraph]


def test_a_plain_line_of_two_clauses_over_a_headline_is_its_kicker(tmp_path: Path) -> None:
    kicker = "三座渡口同日换船，票价不变"
    text = f"# 夜市开张\n\n本报讯 {PROSE}\n\n{kicker}\n\n# 渡船换新\n\n本报讯 {PROSE}"
    *_, story = stories(text, tmp_path)
    assert story.kicker == kicker


def test_a_row_of_briefs_has_no_crossheads(tmp_path: Path) -> None:
    heads = ("石梁县举办秋季民企招聘会", "市红十字会救护培训进工地", "云浦区开通两条助学公交线")
    text = "\n\n".join(f"#### {head}\n\n{PROSE}" for head in heads)
    assert [story.headline for story in stories(text, tmp_path)] == list(heads)


def test_a_headline_cut_before_its_verb(tmp_path: Path) -> None:
    text = f"### 民生\n\n# 八面水库灌区\n\n# 用上“数字管家”\n\n本报讯 {PROSE}"
    assert stories(text, tmp_path)[0].headline == "八面水库灌区用上“数字管家”"
    cut = f"# 三千万元维修资金，为何\n\n# 换不来一部电梯？\n\n记者 李明\n\n{PROSE}"
    assert stories(cut, tmp_path)[0].headline == "三千万元维修资金，为何换不来一部电梯？"


def test_a_pen_name_under_the_headline_of_a_column(tmp_path: Path) -> None:
    text = f"## 港情集\n\n## 長者搭車，莫只講優惠\n\n沙田老友\n\n{PROSE}{PROSE}"
    (story,) = stories(text, tmp_path)
    assert [person.name for person in story.bylines] == ["沙田老友"]


def test_the_lead_of_a_japanese_story_may_be_signed(tmp_path: Path) -> None:
    text = "# 島の歌\n\n最後の運動会が8日に開かれた。（藤田佳奈）\n\n同校は1907年に開校した。"
    (story,) = stories(text, tmp_path)
    assert [person.name for person in story.bylines] == ["藤田佳奈"]


def test_a_notice_is_over_before_the_next_heading(tmp_path: Path) -> None:
    text = f"# 停水通知\n\n定于明日停水。\n\n云州供水公司\n\n# 市博物馆试行夜场\n\n{PROSE}"
    assert [s.headline for s in stories(text, tmp_path)] == ["停水通知", "市博物馆试行夜场"]


def test_the_daily_column_has_a_label_and_no_headline(tmp_path: Path) -> None:
    text = "## 汐風\n\n棚田に水の音だけが響く。▼苗箱を運ぶ軽トラックは例年より少なかった。"
    (story,) = stories(text, tmp_path)
    assert (story.label, story.headline) == ("汐風", None)


def test_a_chinese_story_is_over_where_it_is_signed(tmp_path: Path) -> None:
    one = f"#### 少年宫开进街道\n\n{PROSE}（郑小果）"
    found = stories(f"{one}\n\n#### 油茶采收用上机械\n\n{PROSE}（陈十全）", tmp_path)
    assert [story.headline for story in found] == ["少年宫开进街道", "油茶采收用上机械"]


def test_a_japanese_brief_of_lower_rank_names_the_day_at_once(tmp_path: Path) -> None:
    lone = "## {0}\n\n町は7日、{1}"
    brief = "#### 酒気帯び運転で教諭逮捕\n\n射川署は7日、道交法違反の疑いで教諭を逮捕した。"
    row = (lone.format("空き校舎に木工の学校", "学校を開く。"), brief)
    assert len(stories("\n\n".join(row), tmp_path)) == 2


def test_crossheads_of_two_clauses_among_dated_news(tmp_path: Path) -> None:
    dated = "# {0}\n\n【記者林佑誠／海豐報導】" + PROSE
    text = "\n\n".join(map(dated.format, ("校車老舊", "出口新高", "水庫見底")))
    inner = f"## 補償標準 農會籲納入代耕\n\n街上早已熄燈。{PROSE}"
    *_, story = stories(f"{text}\n\n{inner}", tmp_path)
    assert crossheads(story) == ["補償標準 農會籲納入代耕"]


def test_one_line_of_source_may_be_verse(tmp_path: Path) -> None:
    poem = "谷子摊开，是一片秋天<br>收拢，就是一家人的冬天<br>父亲用木耙写字"
    (story,) = stories(f"# 晒谷坪\n\n段一苇\n\n{poem}", tmp_path)
    assert story.kind == "verse"


def test_an_address_under_a_byline_is_of_it(tmp_path: Path) -> None:
    text = "# Mill Creek\n\nBy Marcy Tollefson\n\nmtollefson@courier.com\n\nMILL CREEK — It closes."
    (story,) = stories(text, tmp_path)
    assert (len(story.body), story.dateline is not None) == (1, True)


def test_a_headline_cut_within_a_quotation_is_one(tmp_path: Path) -> None:
    text = f"# “缆绳一响，\n\n# 船就听话了”\n\n本报记者 李明\n\n{PROSE}"
    assert [story.headline for story in stories(text, tmp_path)] == ["“缆绳一响，船就听话了”"]


def test_four_characters_over_a_dateline_end_the_headline(tmp_path: Path) -> None:
    text = f"## 我市公布第二批“水上公交”\n\n## 精品线路\n\n本报讯（记者 李明）{PROSE}"
    assert [story.headline for story in stories(text, tmp_path)] == [
        "我市公布第二批“水上公交”精品线路"
    ]


def test_who_gives_notice_under_a_table_is_no_label(tmp_path: Path) -> None:
    table = "| 日期 | 线路 |\n| --- | --- |\n| 10月17日 | 渡口线 |"
    text = f"# 停航预告\n\n{PROSE}\n\n{table}\n\n渡口轮渡公司\n\n# 夜市开张了\n\n本报讯 {PROSE}"
    assert [story.label for story in stories(text, tmp_path)] == [None, None]


def test_a_reporter_in_brackets_alone_on_a_line(tmp_path: Path) -> None:
    text = f"# 渡輪換新\n\n【記者李明、王平報道】\n\n{PROSE}"
    (story,) = stories(text, tmp_path)
    assert [person.name for person in story.bylines] == ["李明", "王平"]


def test_the_page_of_a_japanese_paper_under_its_date_and_name(tmp_path: Path) -> None:
    plate = "2024年（令和6年）2月8日 木曜日\n\n沢江新報　第27416号　日刊\n\n地域　23面"
    issue = issue_of(f"{plate}\n\n# 渡し船を新造\n\n{PROSE}", tmp_path)
    assert (issue.pages[0].number, issue.pages[0].name) == ("23", "地域")


def test_a_letter_page_alone_in_a_jumps_brackets(tmp_path: Path) -> None:
    parts = (
        f"A1 -->\n\n# 渡輪換新\n\n{PROSE}（下轉A3）",
        f"A3 -->\n\n# 渡輪換新\n\n（上接A1）{PROSE}",
    )
    text = "\n\n".join(f"<!-- page: {part}" for part in parts)
    first, second = stories(text, tmp_path)
    assert [b.target for a in (first, second) for b in a.body if isinstance(b, Jump)] == [
        second.id,
        first.id,
    ]


def test_a_blank_on_one_side_of_a_figure_parts_clauses_of_a_headline(tmp_path: Path) -> None:
    below = f"\n\n【記者李明／河口報導】{PROSE}\n\n"
    text = f"# 渡輪航線整修 12日起停航{below}# 渡輪 12 日起停航{below}"
    assert [s.headline for s in stories(text, tmp_path)] == [
        "渡輪航線整修 12日起停航",
        "渡輪12日起停航",
    ]


def test_first_words_in_capitals_begin_stories(tmp_path: Path) -> None:
    prose = "ferries have been tied up since the storm, and nobody can say when they will sail."
    told = [f"# Story {n} of the day\n\nBy Ann Lowe\n\nTHE {prose}" for n in ("one", "two")]
    inside = f"{told[1]}\n\n## Slow start\n\nThe {prose}\n\n## Harbour dues to rise\n\nALL {prose}"
    found = stories(f"{told[0]}\n\n{inside}", tmp_path)
    assert [s.headline for s in found][2:] == ["Harbour dues to rise"]
    assert crossheads(found[1]) == ["Slow start"]


def test_a_label_over_a_picture_is_of_the_story_under_it(tmp_path: Path) -> None:
    text = (
        f"# 夜市开张了\n\n{PROSE}\n\n河口映画\n\n![](a.jpg)\n\n# 开镰\n\n谷子熟了。 通讯员 李明 摄"
    )
    assert [(s.label, s.headline) for s in stories(text, tmp_path)] == [
        (None, "夜市开张了"),
        ("河口映画", "开镰"),
    ]


def test_a_label_over_a_signed_picture_without_a_headline(tmp_path: Path) -> None:
    photo = "图说河口\n\n![](a.jpg)\n\n谷子熟了。 通讯员 李明 摄"
    text = f"# 夜市开张了\n\n{PROSE}\n\n{photo}\n\n# 渡船换新\n\n{PROSE}"
    assert [(s.label, s.kind) for s in stories(text, tmp_path)][1] == ("图说河口", "photo")


def test_counted_headings_are_parts_of_a_story(tmp_path: Path) -> None:
    heads = ("三座渡口怎么办", "样本一：电船上岸", "样本二：老船进馆")
    text = "\n\n".join(f"# {head}\n\n{PROSE}" for head in heads)
    (story,) = stories(text, tmp_path)
    assert crossheads(story) == ["样本一：电船上岸", "样本二：老船进馆"]


def test_the_last_heading_over_a_continuation_may_be_a_crosshead(tmp_path: Path) -> None:
    text = f"（上接第1版）\n\n# 一座渡口\n\n## 桥通了\n\n{PROSE}\n\n## 接篙的人\n\n{PROSE}"
    (story,) = stories(text, tmp_path)
    assert (story.headline, story.deck, crossheads(story)) == (
        "一座渡口",
        (),
        ["桥通了", "接篙的人"],
    )


def test_the_slug_of_a_jump_tells_which_heading_is_its_storys(tmp_path: Path) -> None:
    prose = "Crews watched the bridge through the night and said the worst had passed by dawn."
    text = (
        f"# Ice jam lifts river\n\nBy Ann Lowe\n\n{prose}\n\n## Slow thaw ahead\n\n{prose}\n\n"
        "See RIVER, Page A6\n\n<!-- page: A6 -->\n\n"
        f"# River: Crews stay\n\nContinued from Page A1\n\n{prose}"
    )
    found = stories(text, tmp_path)
    assert [s.headline for s in found] == ["Ice jam lifts river", "River: Crews stay"]


def test_a_word_parted_at_a_break_without_any_other_mark(tmp_path: Path) -> None:
    one, two = "The chief called it the best use of the money avail-", "able to the town, and sat."
    (story,) = stories(f"# Council votes\n\n{one}\n\n{two}", tmp_path)
    assert len(story.body) == 1


def test_a_body_that_gives_notice_ends_it(tmp_path: Path) -> None:
    signed = "Hart and Moss, Solicitors, 14 Bay Street, Carrow"
    (story,) = stories(f"# NOTICE\n\nAll claims must be filed by May 4.\n\n{signed}", tmp_path)
    assert all(isinstance(block, Paragraph) for block in story.body)


def test_paragraphs_counted_in_brackets_are_a_list(tmp_path: Path) -> None:
    text = f"# 停航通知\n\n{PROSE}\n\n（一）东渡口；\n\n（二）西渡口。\n\n渡口轮渡公司"
    (story,) = stories(text, tmp_path)
    lists = [block.items for block in story.body if isinstance(block, ItemList)]
    assert lists == [("（一）东渡口；", "（二）西渡口。")]


def test_stanzas_of_unmarked_verse_are_one_poem(tmp_path: Path) -> None:
    prose = "　　" + PROSE
    lines = ["渡口", "柳　河", "船走远了", "桨还在水里", "", "岸上的人", "把名字喊成雾", "雾散了"]
    text = "\n".join([f"夜市开张了\n　　本报讯　{PROSE}", prose, *lines, "船歌", "江　声", prose])
    poem = next(s for s in stories(text, tmp_path, "issue.txt") if s.kind == "verse")
    assert (poem.headline, len(poem.body)) == ("渡口", 1)


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        (("从“等船来”到“叫船来”", "三座渡口用上“网约船”"), "三座渡口用上“网约船”"),
        (("市委会议强调", "以渡口之“稳” 保出行之“安”"), "以渡口之“稳” 保出行之“安”"),
        (("新渡口昨日启用", "首批十二条电船投入运营"), "新渡口昨日启用"),
        (
            ("一根缆绳系起两岸人家", "河口渡口改造工程年底完工", "两岸居民上班路缩短一刻钟"),
            "河口渡口改造工程年底完工",
        ),
    ],
)
def test_the_headline_of_lines_of_one_rank(
    lines: tuple[str, ...], headline: str, tmp_path: Path
) -> None:
    heads = "\n\n".join(f"# {line}" for line in lines)
    (story,) = stories(f"{heads}\n\n本报讯（记者 李明）{PROSE}", tmp_path)
    assert story.headline == headline


def test_the_front_before_page_two_is_page_one(tmp_path: Path) -> None:
    strip = "2　综合　　河口日报\n\n2024年4月18日　星期四　　责任编辑：李明"
    plate = "# 河口日报\n\n2024年4月18日 星期四"
    text = f"{plate}\n\n# 渡船换新\n\n{PROSE}\n\n{strip}\n\n# 夜市开张了\n\n{PROSE}"
    assert [(p.number, p.name) for p in issue_of(text, tmp_path).pages] == [
        ("1", None),
        ("2", "综合"),
    ]


def test_a_nameplate_with_other_words_beside_the_day_and_the_number(tmp_path: Path) -> None:
    line = "1996年5月17日　星期五　第412期　逢星期二、五出版"
    text = f"河口报\nHEKOU BAO\n中共河口县委主办\n{line}\n渡船换新\n　　本报讯　{PROSE}"
    issue = issue_of(text, tmp_path, "issue.txt")
    assert (issue.publication.title, issue.date, issue.number) == (
        "河口报",
        "1996-05-17",
        "第412期",
    )


def test_what_a_parser_breaks_is_a_line(tmp_path: Path) -> None:
    blocks = [
        {"type": "text", "text": "渡船<br>换新", "text_level": 1, "page_idx": 0},
        {"type": "text", "text": f"本报讯（记者 李明）{PROSE}", "page_idx": 0},
    ]
    (story,) = stories(json.dumps(blocks), tmp_path, "issue_content_list.json")
    assert story.headline == "渡船 换新"


def test_who_writes_and_where_on_a_line(tmp_path: Path) -> None:
    (story,) = stories(f"# 渡輪換新\n\n記者林佳蓉／河口報導\n\n{PROSE}", tmp_path)
    assert story.dateline is not None
    assert (story.dateline.place, [p.name for p in story.bylines]) == ("河口", ["林佳蓉"])


def test_stanzas_of_two_lines(tmp_path: Path) -> None:
    text = "# 渡口\n\n江　离\n\n船走远了\n桨还在水里\n\n岸上的人\n把名字喊成雾"
    (story,) = stories(text, tmp_path)
    assert story.kind == "verse"


def test_a_headline_in_two_lines_on_both_pages(tmp_path: Path) -> None:
    heads = "# 扎实做好渡口各项工作\n\n# 确保两岸出行平安顺畅"
    first = f"<!-- page: 1 -->\n\n{heads}\n\n本报讯（记者 李明）{PROSE}（下转第二版）"
    text = f"{first}\n\n<!-- page: 2 -->\n\n{heads}\n\n（上接第一版）{PROSE}"
    headline = "扎实做好渡口各项工作 确保两岸出行平安顺畅"
    assert [s.headline for s in stories(text, tmp_path)] == [headline, headline]


def test_crossheads_with_two_characters_before_a_colon(tmp_path: Path) -> None:
    heads = ("白天让给渡船 晚上留给渔船", "难题：一个码头", "办法：一张时间表", "反响：两岸省心")
    text = "\n\n".join(f"# {head}\n\n{PROSE}\n\n{PROSE}" for head in heads)
    (story,) = stories(text, tmp_path)
    assert crossheads(story) == list(heads[1:])
