"""Regular expressions compiled when they are first used, and character classes without any."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Any, cast

SIMPLIFIED = (
    "寻万与丑专业东两严个丰临为为么义乐乔习乡书买于云产从们价众众优会传体余侧储党兰关内冈写军农冯凤刘别剧办务动劳区华单卖占卢卫卫厂厅历"
    "厉厍县参发变台叶号后吕启启吴员呙咸团园国图场块坛声处备头娄娇孙学宁实审宫宾对导寿将尧岂岳巩师干并广庄应庞开张强当录征忆怀总恋恽抢"
    "护报据摄数断时晋术机杀杂权条来杨标栏样栾桥梦检横欧毕气汤济涂渔温游满点热现电画畅盖盘着矫码礼积称窦笔筹签简紧红约纪纵纸线组细终经"
    "绘绝统续综缑编缪网罗聂联脑节苍苏范荆荣获营萧萨蒋蓝蔺蛮见观视览觉计讣认让议讯记讲许论设访证评识词译试诗话该详语说说请诸读课谁调谈"
    "谌谢谣谨谭谯贝财责质购费贺贾资赖赵车转载辑辞边达过运还这进远连迟适选递遗邓邝邬邮邹郁郏郑采释里里钜钟钮钱链销锐锐镇镜镡长门闫问闰"
    "间闵闻阅阅阎阚队阳阴际陆陈随韦韩页项须顾频题颜风飞饶馆马驻骆鱼鲁鲍鸪鹏鹧麦黄齐龙龚"
)
TRADITIONAL = (
    "尋萬與醜專業東兩嚴個豐臨爲為麼義樂喬習鄉書買於雲產從們價衆眾優會傳體餘側儲黨蘭關內岡寫軍農馮鳳劉別劇辦務動勞區華單賣佔盧衛衞廠廳歷"
    "厲厙縣參發變臺葉號後呂啓啟吳員咼鹹團園國圖場塊壇聲處備頭婁嬌孫學寧實審宮賓對導壽將堯豈嶽鞏師幹並廣莊應龐開張強當錄徵憶懷總戀惲搶"
    "護報據攝數斷時晉術機殺雜權條來楊標欄樣欒橋夢檢橫歐畢氣湯濟塗漁溫遊滿點熱現電畫暢蓋盤著矯碼禮積稱竇筆籌籤簡緊紅約紀縱紙線組細終經"
    "繪絕統續綜緱編繆網羅聶聯腦節蒼蘇範荊榮獲營蕭薩蔣藍藺蠻見觀視覽覺計訃認讓議訊記講許論設訪證評識詞譯試詩話該詳語說説請諸讀課誰調談"
    "諶謝謠謹譚譙貝財責質購費賀賈資賴趙車轉載輯辭邊達過運還這進遠連遲適選遞遺鄧鄺鄔郵鄒鬱郟鄭採釋裏裡鉅鍾鈕錢鏈銷銳鋭鎮鏡鐔長門閆問閏"
    "間閔聞閱閲閻闞隊陽陰際陸陳隨韋韓頁項須顧頻題顏風飛饒館馬駐駱魚魯鮑鴣鵬鷓麥黃齊龍龔"
)
"""The characters of the desk's words whose form differs, one under the other."""
_FORMS: dict[str, str] = {}
for _one, _other in zip(SIMPLIFIED, TRADITIONAL, strict=True):
    _FORMS[_one] = _FORMS.get(_one, _one) + _other


def both(source: str) -> str:
    """A pattern that matches traditional forms as well where it has simplified ones.

    Words are written in simplified characters alone; a character becomes the class of its forms.
    """
    out: list[str] = []
    inside = False
    for at, char in enumerate(source):
        if source[at - 1 : at] != "\\":
            inside = (inside or char == "[") and char != "]"
        forms = _FORMS.get(char, char)
        ranged = "-" in (source[at - 1 : at], source[at + 1 : at + 2])
        out.append(
            char if len(forms) == 1 or (inside and ranged) else forms if inside else f"[{forms}]"
        )
    return "".join(out)


def expression(source: str, flags: int = 0, *, needs: tuple[str, ...] = ()) -> re.Pattern[str]:
    """As :func:`re.compile` of both scripts (:func:`both`), but done at the first use.

    A class of all Han takes a millisecond or two to compile and there are a hundred of them, while
    an issue of one language and one format needs half. ``needs`` puts it off further: every match
    has at least one character of each of these strings, so a text that has not is answered at once.
    """
    return cast("re.Pattern[str]", _Waiting(source, flags, needs))


class _Waiting:
    """Takes the methods of the compiled pattern as its own when the first of them is asked for."""

    def __init__(self, source: str, flags: int, needs: tuple[str, ...]) -> None:
        self.source, self.flags = source, flags
        self.needs = tuple("".join(_FORMS.get(char, char) for char in need) for need in needs)

    @property
    def pattern(self) -> str:
        """The pattern as it is compiled."""
        return both(self.source)

    def match(self, text: str, *place: int) -> re.Match[str] | None:
        return self._compiled().match(text, *place) if self._may(text) else None

    def fullmatch(self, text: str, *place: int) -> re.Match[str] | None:
        return self._compiled().fullmatch(text, *place) if self._may(text) else None

    def search(self, text: str, *place: int) -> re.Match[str] | None:
        return self._compiled().search(text, *place) if self._may(text) else None

    def finditer(self, text: str, *place: int) -> Iterator[re.Match[str]]:
        return self._compiled().finditer(text, *place) if self._may(text) else iter(())

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        return self._compiled().sub(put, text, count) if self._may(text) else text

    def _may(self, text: str) -> bool:
        for need in self.needs:
            for character in need:
                if character in text:
                    break
            else:
                return False
        return True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled(), name)

    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return compiled


_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


class Letters:
    """A class of characters, given as in a regular expression, that is asked one by one.

    To compile a class of all Han takes a thousand times as long as to ask for one character, so it
    is done when so many have been asked for.
    """

    def __init__(self, ranges: str) -> None:
        self._ranges = ranges
        self._asked = 0
        self._class: re.Pattern[str] | None = None
        spans = sorted((m[1], m[2] or m[1]) for m in re.finditer("(.)(?:-(.))?", ranges, re.S))
        self._bounds: list[str] = []
        for first, last in spans:
            if self._bounds and first <= self._bounds[-1]:
                self._bounds[-1] = max(self._bounds[-1], chr(ord(last) + 1))
            else:
                self._bounds += (first, chr(ord(last) + 1))

    def __contains__(self, character: str) -> bool:
        """Whether one character, or none, is of the class."""
        return bisect_right(self._bounds, character) % 2 == 1

    def any(self, text: str) -> bool:
        """Whether any character of the text is of the class."""
        if text.isascii() and not self._bounds[0].isascii():
            return False
        if self._class is None:
            return any(character in self for character in self._counted(text))
        return self._class.search(text) is not None

    def all(self, text: str) -> bool:
        """Whether the text is made of such characters alone, of one at least."""
        if self._class is None:
            return bool(text) and all(character in self for character in self._counted(text))
        run = self._class.match(text)
        return run is not None and run.end() == len(text)

    def _counted(self, text: str) -> str:
        self._asked += len(text)
        if self._asked > _COMPILED_AT:
            self._class = re.compile(f"[{self._ranges}]+")
        return text


_COMPILED_AT = 10_000
