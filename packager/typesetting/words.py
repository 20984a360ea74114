"""Chinese words, for headlines that are not broken inside one.

``words.txt`` holds the Han words of jieba 0.42.1's ``dict.txt`` (MIT, ``words.LICENSE``) of at most
six characters that its corpus has 32 times or more: a line for each power of two of that number,
which comes first.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path

_LONGEST = 6
_CORPUS = 26.0
"""log₂ of the number of words in the corpus."""
_WORD = 1.0
"""Cost of a word whatever it is: long ones win when in doubt."""
_UNKNOWN = 25.0
"""Cost of a character that is no word."""
_HAN = re.compile(r"[\u3400-\u9fff]+")

_NUMBER = r"[〇零一二三四五六七八九十百千万亿两几\d.,％%]+"
_UNIT = (
    "公里|公斤|公顷|厘米|毫米|平方米|平方公里|小时|分钟|个月|人次|周年|年度|周岁|世纪|年代|秒钟|"
    "[年月日号时分秒岁名个人次元千百米里吨克位家项件场届版期度倍条座台辆户种类处所点"
    "艘架枚支首本部道幅张枝粒颗棵株片块口头匹只双对副套批伙群轮层级例宗起笔份句段章篇字"
    "天周季代成折亩顷斤两升辈遍趟回站线区县市省国村镇乡校院]"
)
_COUNTED = re.compile(rf"第?{_NUMBER}余?多?(?:{_UNIT})?")
"""A number with its prefix and its unit: 3.2万户, 第三次, 2026年."""
_SUFFIXES = frozenset(
    "点厂式族声者性化率员家长队团部局厅院校所站市县区省会展节法权力品业界度量额期史学费网线路桥港镇村"
    "们处室层型类版机车船舰器馆园场城楼店矿田山河江湖海岛州国人民军警兵手师生客商户"
)
"""What makes a longer word of the word before it: 交接点, 供水厂."""
_PREFIXES = frozenset("新老副总各每首")
"""What belongs to the word after it: 新时代, 副市长."""
_TITLES = frozenset("长席记者理任士师员手人家")
"""What titles and trades end with: 书记, 主席, 记者, 教授 …"""
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔"
    "贺赖龚文习"
)


@functools.cache
def _costs() -> dict[str, float]:
    """What each word costs a sentence: the rarer the more."""
    costs: dict[str, float] = {}
    path = Path(__file__).with_name("words.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        power, *words = line.split()
        costs.update(dict.fromkeys(words, _CORPUS - float(power) + _WORD))
    return costs


def split(text: str) -> list[str]:
    """``text`` cut into its likeliest words; what is no Han stands as it is between them."""
    found: list[str] = []
    place = 0
    for match in _HAN.finditer(text):
        if place < match.start():
            found.append(text[place : match.start()])
        found += _likeliest(match.group())
        place = match.end()
    return [*found, text[place:]] if place < len(text) else found


def _likeliest(run: str) -> list[str]:
    costs = _costs()
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        options = []
        for start in range(max(0, end - _LONGEST), end):
            word = run[start:end]
            cost = costs.get(word, _UNKNOWN if len(word) == 1 else None)
            if cost is not None:
                options.append((best[start][0] + cost, start))
        best.append(min(options))
    words = []
    end = len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    return words[::-1]


def joints(text: str) -> tuple[set[int], set[int]]:
    """Where ``text`` must not be parted, and where it may between characters that are no words.

    The former are the places inside words, numbers with their units, and names of people; the
    latter may be names as well.
    """
    inside: set[int] = set()
    loose: set[int] = set()
    words = split(text)
    place = 0
    for k, word in enumerate(words):
        end = place + len(word)
        if _HAN.match(word):
            inside.update(range(place + 1, end))
            before = words[k - 1] if k and _HAN.match(words[k - 1]) else ""
            if len(word) == len(before) == 1:
                loose.add(place)
            if len(before) > 1 and word in _SUFFIXES:
                inside.add(place)
            if before in _PREFIXES:
                inside.add(place)
            if word in _SURNAMES:
                inside.update(range(end, end + _given(words, k)))
        place = end
    for match in _COUNTED.finditer(text):
        inside.update(range(match.start() + 1, match.end()))
    return inside, loose - inside


def _given(words: list[str], k: int) -> int:
    """How many places after the surname ``words[k]`` a given name keeps whole.

    It is one or two loose characters; or a word of two (建国), at the beginning, after a mark or
    after a title.
    """
    after = words[k + 1 : k + 3]
    if not after or not _HAN.match(after[0]):
        return 0
    if len(after[0]) == 1:
        return 1 + (len(after) == 2 and len(after[1]) == 1 and _HAN.match(after[1]) is not None)
    opens = not k or not _HAN.match(words[k - 1]) or words[k - 1][-1] in _TITLES
    return 2 if len(after[0]) == 2 and opens else 0
