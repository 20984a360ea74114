"""Names and who bears them: agencies, functions, surnames; names printed in a row parted."""

from __future__ import annotations

from packager.patterns import SIMPLIFIED, TRADITIONAL, Letters, expression
from packager.reading.script import HAN, KANA, LETTER, folded

ASKED = 2**18
"""Answers that are kept: each pass over an issue asks the same of its lines."""
NAME_MARK = "·・"
AGENCY = (
    "(?:本[报報社刊台网網]|新华社|新華社|中新社|中新网|中央社|人民日报|经济日报|光明日报|解放军报|新华网|人民网"
    f"|{LETTER}{{1,6}}(?:日报|日報|晚报|晚報|晨报|都市报|时报|時報|商报|匯報|導報|導报|导报|快报|快報|公報|新報|通讯社|通訊社|电视台|广播电台|融媒体中心|融媒|新闻网|网)"
    "|[晚早晨时時商][报報])"
)
ROLE = (
    "(?:(?:首席|学生|學生|校园|校園|特约|特約|特派|见习|見習|实习|實習|全媒体|融媒体|摄影|攝影|视觉|文字|本报|驻[^\\s、，]{1,6})*"
    "(?:[记記]者[团團站]?|美编|美術编辑|通讯员|通訊員|特派员|特派員|评论员|評論員|报道员|实习生|實習生|撰稿人|特稿|(?<=特约)摄影|(?<=特約)攝影|摄影师|攝影師))"
)
NAME = rf"[{HAN}{KANA}{NAME_MARK}]"
_NAME = Letters(f"{HAN}{KANA}{NAME_MARK}")
SEPARATOR = expression(r"[\s、，,；;/／]+")
BRACKET_END = expression(r"[（(【](?P<inside>[^（）()【】]{2,40})[）)】]$")
"""Words in brackets at the very end: a credit, a signature."""
_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "張劉陳楊黃趙吳孫馬許韓馮鄧蕭葉蘇呂盧鐘譚陸範賈韋鄒龍賀顧龔萬錢嚴湯"
)
COMPOUND = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "司徒",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "宇文",
        "长孙",
        "夏侯",
        "端木",
        "歐陽",
        "司馬",
    ]
)
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单"
    "杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠曲封芮储靳段富巫焦巴弓牧山谷车侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印"
    "冼卜樊邝覃佟乜么亓仉仝冉厍呙哈咸尧岑巫底恽揭於晋枚柰桓楚欒栾沃涂漆潭濮炅焉猴甯甄畅睢矫禚種竺笪綦缑羿翦臧舍苍茆菅葸蒯蔺衣訾谌谯豆赖赫逄逯郇郏邸鄢酆钮镡閤阚阮雒霍靖鞠韶麴麻黑么屠蔄衷宿璩"
    "白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴闻党翟谭劳姬申扶冉雍桑桂濮牛寿通边燕冀浦尚农温别庄晏柴瞿阎连习艾鱼容向古易慎戈廖庾终居衡"
    "门佘敬苟阙隗郗郄郜亢亓岐操初楚鄯鞏撒"
    "步都耿满弘匡国文寇广东欧沃利蔚越隆师巩聂晁勾融冷辛简饶曾沙鞠丰巢关相查后荆红游竺权盖益桓公肖兰佟岳付代闫檀仝苑麦敖"
    "趙錢孫鄭馮陳衛蔣韓楊許呂張嚴謝鄒蘇魯韋馬鳳費賀湯羅畢鄔樂時顧黃蕭龐熊紀項賈婁顏鐘駱蔡盧應鄧單龔陸榮儲劉葉龍黎譚聞閻習國廣聶關鄺區麥賴簡鍾溫塗紐鄔嚴龎"
)
_OTHERS = frozenset(zip(SIMPLIFIED, TRADITIONAL, strict=True))
SURNAMES = frozenset(_SURNAMES) | {other for one, other in _OTHERS if one in _SURNAMES}
COMMON = frozenset(_COMMON) | {other for one, other in _OTHERS if one in _COMMON}
"""In simplified and in traditional characters."""


def split_names(text: str) -> tuple[str, ...] | None:
    """Names out of ``田 鹏、王小二 李四``; single characters are the halves of a padded name."""
    bare = text.strip(" \u3000、，,；;/／")
    if (_SPELLED.fullmatch(bare) or _FAMILY_NAME.fullmatch(bare)) and bare[0] in SURNAMES:
        return ("".join(bare.split()),)
    names: list[str] = []
    half = ""
    if _LETTERS.fullmatch(bare) and (parted := _part("".join(bare.split()))):
        return parted
    for piece in SEPARATOR.split(bare):
        if not _NAME.all(piece):
            return None
        if len(piece) == 1:
            half += piece
            if len(half) == 2:
                names.append(half)
                half = ""
        elif half:
            return None
        elif len(piece) <= 3 or any(mark in piece for mark in NAME_MARK):
            names.append(piece)
        else:
            parted = _part(piece)
            if parted is None:
                return None
            names += parted
    return tuple(names) if names and not half else None


_LETTERS = expression(rf"{NAME}(?:[ \u3000]+{NAME}){{4,}}")
"""Several names set wide: 齐 敏 黄 小 禾."""
_FAMILY_NAME = expression(rf"{NAME}[ \u3000]+{NAME}{{2}}")
"""A family name set apart: 汪 启明."""
_SPELLED = expression(rf"{NAME}[ \u3000]+{NAME}[ \u3000]+{NAME}")
"""A name of three characters set wide: 许 根 旺."""


def _part(piece: str) -> tuple[str, ...] | None:
    """Part names that are printed without anything between them, by their surnames."""
    if len(piece) == 4 and (
        folded(piece[:2]) in COMPOUND or not (piece[0] in SURNAMES and piece[2] in SURNAMES)
    ):
        return (piece,)
    if len(piece) > 18:
        return None
    best: list[tuple[str, ...] | None] = [(), *(None for _ in piece)]
    for end in range(2, len(piece) + 1):
        for size in (3, 2, 4):
            before = best[end - size] if end >= size else None
            if before is None:
                continue
            name = piece[end - size : end]
            if name[0] in SURNAMES if size < 4 else folded(name[:2]) in COMPOUND:
                candidate = (*before, name)
                held = best[end]
                if held is None or _likelihood(candidate) > _likelihood(held):
                    best[end] = candidate
    return best[-1]


def _likelihood(names: tuple[str, ...]) -> tuple[int, int, int]:
    """Few names, with common surnames, the longer ones first."""
    return -len(names), sum(name[0] in COMMON for name in names), len(names[0])


def is_likely(name: str) -> bool:
    """Whether characters that may stand for a name begin as names do."""
    return name[0] in SURNAMES and (len(name) < 4 or folded(name[:2]) in COMPOUND or "·" in name)
