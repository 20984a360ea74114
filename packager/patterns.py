"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, cast

SIMPLIFIED = (
    "万与丑专业东两严个丰临为为么义乐乔习乡书买于云产从们价众众优会传体余侧储党兰关内冈写军农冯凤刘别剧办务动劳区华单卖占卢卫卫厂厅历"
    "厉厍县参发变台叶号后吕启启吴员呙咸啓团园国图场块坛声处备头娄娇孙学宁实审宫宾对导寿将尧岂岳巩师干并广庄应庞开张强当录征忆怀总恋恽"
    "抢护报据摄数断时晋术机杀杂权条来杨标栏样栾桥梦检横欧毕气汤济涂渔温游溫满点热现电画畅盖盘着矫码礼积称窦笔筹签简紧红约纪纵纸线组细"
    "终经绘绝统续综缑编缪网罗聂联脑节苍苏范荆荣获营萧萨蒋蓝蔺蛮衛见观视览觉說计讣认让议讯记讲许论设访证评识词译试诗话该详语说说请诸读"
    "课谁调谈谌谢谣谨谭谯贝财责质购费贺贾资赖赵车转载辑辞边达过运还这进远连迟适选递遗邓邝邬邮邹郁郏郑采释里里钜钟钮钱链销锐锐镇镜镡长"
    "门闫问闰间闵闻阅阅阎阚队阳阴际陆陈随韦韩页项须顾频题颜风飞饶馆马驻骆鱼鲁鲍鸪鹏鹧麦黄齐龙龚"
)
TRADITIONAL = (
    "萬與醜專業東兩嚴個豐臨爲為麼義樂喬習鄉書買於雲產從們價衆眾優會傳體餘側儲黨蘭關內岡寫軍農馮鳳劉別劇辦務動勞區華單賣佔盧衛衞廠廳歷"
    "厲厙縣參發變臺葉號後呂啓啟吳員咼鹹啟團園國圖場塊壇聲處備頭婁嬌孫學寧實審宮賓對導壽將堯豈嶽鞏師幹並廣莊應龐開張強當錄徵憶懷總戀惲"
    "搶護報據攝數斷時晉術機殺雜權條來楊標欄樣欒橋夢檢橫歐畢氣湯濟塗漁溫遊温滿點熱現電畫暢蓋盤著矯碼禮積稱竇筆籌籤簡緊紅約紀縱紙線組細"
    "終經繪絕統續綜緱編繆網羅聶聯腦節蒼蘇範荊榮獲營蕭薩蔣藍藺蠻衞見觀視覽覺説計訃認讓議訊記講許論設訪證評識詞譯試詩話該詳語說説請諸讀"
    "課誰調談諶謝謠謹譚譙貝財責質購費賀賈資賴趙車轉載輯辭邊達過運還這進遠連遲適選遞遺鄧鄺鄔郵鄒鬱郟鄭採釋裏裡鉅鍾鈕錢鏈銷銳鋭鎮鏡鐔長"
    "門閆問閏間閔聞閱閲閻闞隊陽陰際陸陳隨韋韓頁項須顧頻題顏風飛饒館馬駐駱魚魯鮑鴣鵬鷓麥黃齊龍龔"
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


def expression(source: str, flags: int = 0) -> re.Pattern[str]:
    """As :func:`re.compile` of both scripts (:func:`both`), but done at the first use.

    A class of all Han takes a millisecond or two to compile and there are a hundred of them, while
    an issue of one language and one format needs half.
    """
    return cast("re.Pattern[str]", _Waiting(source, flags))


class _Waiting:
    """Takes the methods of the compiled pattern as its own when the first of them is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self.pattern, self.flags = source, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(both(self.pattern), self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")
