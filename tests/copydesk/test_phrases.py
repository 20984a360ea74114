"""Datelines, bylines, credits and jumps as newspapers print them, and words that only look so."""

from __future__ import annotations

import pytest

from packager.copydesk import (
    datelines,
    heads,
    jumps,
    latin,
    people,
    photographers,
    rejoin,
    unmarked,
)
from packager.reading.draft import DraftBlock
from packager.reading.marks import page_comment, page_marker, take_attributes

FOLLOWED = "后面是正文，还有一句。"


@pytest.mark.parametrize(
    ("text", "agency", "place", "date", "names"),
    [
        ("本报讯（记者 田 鹏）", "本报", None, None, ["田鹏"]),
        ("本报讯 记者张三报道：", "本报", None, None, ["张三"]),
        (
            "本报讯（特约记者 欧阳春晓 通讯员 王小二 李四）",
            "本报",
            None,
            None,
            ["欧阳春晓", "王小二", "李四"],
        ),
        (
            "本报哈尔滨12月31日电记者董伟、胡斌报道：",
            "本报",
            "哈尔滨",
            "12月31日",
            ["董伟", "胡斌"],
        ),
        (
            "新华社华盛顿7月20日电（记者 孙丁 刘品然）",
            "新华社",
            "华盛顿",
            "7月20日",
            ["孙丁", "刘品然"],
        ),
        ("据新华社电", "新华社", None, None, []),
        ("本报综合讯", "本报", None, None, []),
        ("晚报讯（记者 张三）", "晚报", None, None, ["张三"]),
        ("本报记者张三报道：", "本报", None, None, ["张三"]),
        ("新华社迪拜／巴格达7月20日电", "新华社", "迪拜／巴格达", "7月20日", []),
        ("（中央社台北二十日電）", "中央社", "台北", "二十日", []),
        ("記者陳小華／台北報導", None, "台北", None, ["陳小華"]),
        ("【明報專訊】", "明報", None, None, []),
        ("［ロンドン　７日　ロイター］", "ロイター", "ロンドン", "７日", []),
        ("岫南社松台3月19日电（记者 卫澄）", "岫南社", "松台", "3月19日", ["卫澄"]),
        ("央视网消息（新闻联播）：", "央视网", None, None, []),
        ("【本報記者林佳蓉／台中報導】", "本報", "台中", None, ["林佳蓉"]),
        ("〔記者陳小華／台北報導〕", None, "台北", None, ["陳小華"]),
        ("（中央社東京12日綜合外電報導）", "中央社", "東京", "12日", []),
        ("【編譯吳思慧／路透倫敦十九日電】", "路透", "倫敦", "十九日", ["吳思慧"]),
        ("【特派記者蔡明勳／東京報導】", None, "東京", None, ["蔡明勳"]),
        ("【記者黃品源／專題報導】", None, None, None, ["黃品源"]),
        ("【ロンドン＝佐久間亮】", None, "ロンドン", None, ["佐久間亮"]),
        ("(서울=연합뉴스) 김철수 기자 =", "연합뉴스", "서울", None, ["김철수"]),
        ("【高雄訊】", None, "高雄", None, []),
        ("（吉隆坡1日訊）", None, "吉隆坡", "1日", []),
        ("记者张三报道：", None, None, None, ["张三"]),
        ("（记者 张三）", None, None, None, ["张三"]),
        ("本报综合报道", "本报", None, None, []),
        ("央视新闻消息：", "央视新闻", None, None, []),
        ("解放军报讯", "解放军报", None, None, []),
        ("潮新闻讯（记者 张三）", "潮新闻", None, None, ["张三"]),
        ("云州日报全媒体讯（记者 张三）", "云州日报", None, None, ["张三"]),
        ("新华社酒泉（甘肃）7月1日电", "新华社", "酒泉（甘肃）", "7月1日", []),
        ("【張三╱台北報導】", None, "台北", None, ["張三"]),
        ("【星島日報報道】", "星島日報", None, None, []),
        ("〔編譯張三／綜合外電〕", None, None, None, ["張三"]),
        ("〔本報綜合外電報導〕", "本報", None, None, []),
        ("（香港綜合電）", None, "香港", None, []),
        ("【特派記者張三北京1日電】", None, "北京", "1日", ["張三"]),
        ("【本報駐京記者張三】", "本報", None, None, ["張三"]),
        ("LONDON, Sept. 21 (Reuters) -", "Reuters", "LONDON", "Sept. 21", []),
        ("WASHINGTON —", None, "WASHINGTON", None, []),
        ("London (dpa) -", "dpa", "London", None, []),
        ("Tegucigalpa, Jan 2 (EFE).-", "EFE", "Tegucigalpa", "Jan 2", []),
        ("SEOUL, Nov 26 AFP -", "AFP", "SEOUL", "Nov 26", []),
    ],
)
def test_datelines(
    text: str, agency: str | None, place: str | None, date: str | None, names: list[str]
) -> None:
    found = datelines.dateline(f"{text} {FOLLOWED}")
    assert found is not None
    assert (found.text, found.agency, found.place, found.date) == (text, agency, place, date)
    assert [person.name for person in found.bylines] == names


def test_people_told_in_the_first_sentence() -> None:
    found = datelines.dateline("本报讯 记者江世杰、王政从铁路部门获悉，")
    assert found is not None
    assert (found.text, [p.name for p in found.bylines]) == ("本报讯", ["江世杰", "王政"])


@pytest.mark.parametrize(
    "text",
    [
        *("7月21日，市委召开", "记者从市气象局获悉，", "本报地址：北京", "By-elections are"),
        *("本报讯息中心成立，", "国网江城供电公司", "【德国大选结果说明了什么？】"),
    ],
)
def test_no_datelines(text: str) -> None:
    assert datelines.dateline(text + FOLLOWED) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本报记者 韩山 通讯员 李四 王五", ["韩山", "李四", "王五"]),
        ("文/本报记者 张三 图/本报记者 李四", ["张三", "李四"]),
        ("本报记者张三李四", ["张三", "李四"]),
        ("□ 良言", ["良言"]),
        ("作者：张三", ["张三"]),
        ("文/张三 图/李四", ["张三", "李四"]),
        ("口述：张三 整理：李四", ["张三", "李四"]),
        ("张三/文", ["张三"]),
        ("读者　何明华", ["何明华"]),
        ("■ 記者觀察／林佳穎", ["林佳穎"]),
        ("記者陳小華／台北報導", ["陳小華"]),
        ("by Esme Calder", ["Esme Calder"]),
        ("By Mick Dacre at Marsh Lane", ["Mick Dacre"]),
        ("By Patricia Nowak, Marlow", ["Patricia Nowak"]),
        ("本报评论员", ["本报评论员"]),
        ("本报记者 沙 莎 文/摄", ["沙莎"]),
        ("特稿／記者陳慧敏", ["陳慧敏"]),
        ("纺织职工　郭秀珍", ["郭秀珍"]),
        ("◎中文二 溫若予", ["溫若予"]),
        ("By Ada Lowe and Ben Carr", ["Ada Lowe", "Ben Carr"]),
        ("By Nora Whitfield, Staff Writer", ["Nora Whitfield"]),
        ("岬町　無職　山田ハナ（78）", ["山田ハナ"]),
        ("編集委員　岡林　修", ["岡林修"]),
        ("藤原信也（東洋総研主席研究員）", ["藤原信也"]),
        ("记者团 许静 廖 凯", ["许静", "廖凯"]),
        ("环境系2010级　岳小满", ["岳小满"]),
        ("文图/本报记者 张三", ["张三"]),
        ("文字 张三 摄影 李四", ["张三", "李四"]),
        ("策划 张三 执行 李四", ["张三", "李四"]),
        ("本报记者 张三 王五 发自北京", ["张三", "王五"]),
        ("本报记者 张三 北京报道", ["张三"]),
        ("云州融媒记者 张三", ["张三"]),
        ("【記者張三】", ["張三"]),
        ("By John Smith of The Tribune", ["John Smith"]),
        ("John Smith, Staff Writer", ["John Smith"]),
        ("By Our Special Correspondent", []),
        ("By The Associated Press", []),
        ("Story and photos by John Smith", ["John Smith"]),
        ("田中一郎（社会部）", ["田中一郎"]),
        ("【文・田中一郎、写真・山田花子】", ["田中一郎", "山田花子"]),
        ("会社員 柴田由美 42 潮見市", ["柴田由美"]),
        ("主婦 吉永 里美（68）潮見市", ["吉永里美"]),
        ("◎黃淑貞（新埕市，退休教師）", ["黃淑貞"]),
        ("临江县 读者 申有福", ["申有福"]),
        ("本报记者 齐 敏 黄 小 禾", ["齐敏", "黄小禾"]),
    ],
)
def test_bylines(text: str, names: list[str]) -> None:
    found = people.byline_line(text)
    assert found is not None
    assert [person.name for person in found] == names


@pytest.mark.parametrize(
    "text",
    [
        *("记者手记", "编者按", "本报讯", "记者节快乐", "张三赴京"),
        *("文件 张三", "Letters to the Editor", "帆立町の漁家 村上フミさん（83）", "【三浜】"),
    ],
)
def test_no_bylines(text: str) -> None:
    assert people.byline_line(text) is None


@pytest.mark.parametrize(("text", "name"), [("田 鹏", "田鹏"), ("许 根 旺", "许根旺")])
def test_names_set_wide(text: str, name: str) -> None:
    assert [person.name for person in people.author(text) or ()] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本报记者 张占兵摄", ["张占兵"]),
        ("（本报记者陶源明陈杰摄）", ["陶源明", "陈杰"]),
        ("新华社发（张三摄）", ["张三"]),
        ("新华社发", []),
        ("（图片由市文旅局提供）", []),
        ("Photo by Silas Moore", ["Silas Moore"]),
        ("DALE HUTCHINS / SENTINEL", ["DALE HUTCHINS"]),
        ("Picture: Gareth Sole", ["Gareth Sole"]),
        ("記者林佳穎／攝影", ["林佳穎"]),
        ("（記者范姜文攝）", ["范姜文"]),
        ("圖／記者吳季霖攝", ["吳季霖"]),
        ("尕让措 摄", ["尕让措"]),
        ("（海岬警分局提供）", []),
        ("（圖：南濱區漁會提供）", []),
        ("（本人供图）", []),
        ("写真・井手俊介", ["井手俊介"]),
        ("大西健太撮影", ["大西健太"]),
        ("圖與文／吳曉薇", ["吳曉薇"]),
        ("(Staff photo by Ian Corkum)", ["Ian Corkum"]),
        ("(Joan Ells photo)", ["Joan Ells"]),
        ("(AP Photo)", []),
    ],
)
def test_credits(text: str, names: list[str]) -> None:
    found = photographers.credit(text)
    assert found is not None
    assert [person.name for person in found] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("仪式昨日举行。（宋长军）", ["宋长军"]),
        ("（本报记者李战吉、罗昌爱报道）", ["李战吉", "罗昌爱"]),
        ("水灾严重。（江西宜丰县张晓）", ["张晓"]),
        ("— Rosa Hill, Ashton", ["Rosa Hill"]),
        ("市民は賛成した。（高槻真帆、深町亮、写真も）", ["高槻真帆", "深町亮"]),
        ("我没有忘记。（龙潭乡　覃德顺）", ["覃德顺"]),
        ("漕いでいく。（文・三雲冴子　写真・安原拓）", ["三雲冴子", "安原拓"]),
    ],
)
def test_signatures(text: str, names: list[str]) -> None:
    assert [person.name for person in people.signature(text) or ()] == names


@pytest.mark.parametrize(
    "text", ["如图。（左图）", "待续。（完）", "见第二版。（读者来信）", "落到实处。（党委宣传部）"]
)
def test_no_signatures(text: str) -> None:
    assert people.signature(text) is None


def test_names_in_a_marked_byline() -> None:
    found = latin.names("Paulo Santalucia and Frances d'Emilio, AP")
    assert [(p.name, p.agency) for p in found] == [
        ("Paulo Santalucia", "AP"),
        ("Frances d'Emilio", "AP"),
    ]


@pytest.mark.parametrize("text", ["他去摄影", "图为张三摄影作品", "春天的图"])
def test_no_credits(text: str) -> None:
    assert photographers.credit(text) is None


@pytest.mark.parametrize(
    ("text", "direction", "page"),
    [
        ("正文。（下转第三版）", "to", "3"),
        ("正文。▶▶下转A03版", "to", "A03"),
        ("（上接第十二版）正文", "from", "12"),
        ("（紧接第一版）正文", "from", "1"),
        ("正文。（下轉A3版）", "to", "A3"),
        ("Words. (Continued on Page B4)", "to", "B4"),
        ("（１面から続く）", "from", "1"),
        ("▶3면에 계속", "to", "3"),
        ("正文。（下转二、三版）", "to", "2"),
        ("［下转第三版］", "to", "3"),
        ("文轉A3版", "to", "A3"),
        ("SCHOOLS, from Page A1", "from", "A1"),
        ("» Continued on page 4 »", "to", "4"),
    ],
)
def test_jumps(text: str, direction: str, page: str) -> None:
    part = jumps.split(text)
    (jump,) = part.before + part.after
    assert (jump.direction, jump.page) == (direction, page)
    assert jump.text in text


@pytest.mark.parametrize(
    "text",
    [
        "在此前提下转向第三版",
        "考核目标上接受第一版监督",
        "（详见第5版）",
        "他说，下转第三版是旧例，今天仍用。",
    ],
)
def test_no_jumps(text: str) -> None:
    part = jumps.split(text)
    assert (part.before, part.text, part.after) == ((), text, ())


@pytest.mark.parametrize(
    ("text", "number", "name"),
    [
        ("第2版 文化", "2", "文化"),
        ("第三版：民生", "3", "民生"),
        *(
            (framed.format("第二版"), "2", None)
            for framed in ("【{}】", "（{}）", "■{}■", "=={}==")
        ),
        ("== 第2版：要闻 ==", "2", "要闻"),
        ("—— 2版 ——", "2", None),
        ("--- 第2页 ---", "2", None),
        ("版面：02 要闻", "2", "要闻"),
        ("◆2版◆要闻", "2", "要闻"),
        ("二版 要闻", "2", "要闻"),
        ("第2版要闻", "2", "要闻"),
        ("02要闻", "2", "要闻"),
        ("要闻·02", "2", "要闻"),
        ("[A02]", "A02", None),
        ("Page 2 of 8", "2", None),
        ("Page A4 Sports", "A4", "Sports"),
        ("A1 要聞", "A1", "要聞"),
        ("1面 総合", "1", "総合"),
        ("３面 社会", "3", "社会"),
    ],
)
def test_page_markers(text: str, number: str, name: str) -> None:
    assert page_marker(text) == (number, name)


@pytest.mark.parametrize(
    "text",
    [
        "第三版修订稿出炉",
        "《第二版》",
        "第二版发行",
        "02开头",
        "【注】",
        "（二）",
        "——2024",
        "两面 三刀",
        "第2版权归谁",
        "Page was here",
    ],
)
def test_no_page_markers(text: str) -> None:
    assert page_marker(text) is None


def test_explicit_marks() -> None:
    assert page_comment("<!-- page: 2 文化 -->") == ("2", "文化")
    assert take_attributes("云中论坛 {.label .commentary}") == ("云中论坛", ("label", "commentary"))
    assert take_attributes("集合 {.unknown}") == ("集合 {.unknown}", ())


def heading(text: str, level: int = 1) -> DraftBlock:
    return DraftBlock(kind="heading", text=text, level=level)


def test_dashes_outweigh_levels() -> None:
    lines = [heading("——一个老小区的邻里实验", 1), heading("楼道里的客厅", 3)]
    found = heads.arrange(lines[::-1], frozenset())
    assert found.headline is not None
    assert (found.headline.text, found.deck[0].text) == ("楼道里的客厅", "——一个老小区的邻里实验")


def test_a_join_needs_an_open_end_and_prose() -> None:
    def verdict(first: str, second: str) -> float:
        one, two = (DraftBlock(kind="paragraph", text=text) for text in (first, second))
        return rejoin.verdict(one, two)[0]

    assert verdict("三座渡口换上电动渡船，单船载客四", "十人，票价不变。") > 0.9
    assert verdict("三座渡口换上电动渡船，单船载客四十人。", "票价不变。") == 0
    assert verdict("三座渡口换上电动渡船，单船载客四", "二、票价不变。") == 0
    assert verdict("云州市渡口管理处", "2026年3月18日") == 0


def test_headlines_in_text_without_marks() -> None:
    lines = [
        "渡口换新船",
        f"本报讯（记者 张三）{FOLLOWED}",
        "“真快！”他说。",
        "世纪宝宝（图片）",
        "图为婴儿。（张三摄）",
    ]
    found = unmarked.promote([DraftBlock(kind="paragraph", text=line) for line in lines])
    assert [block.kind == "heading" for block in found] == [True, False, False, True, False]
