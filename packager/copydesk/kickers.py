"""引题 or 副题: which of two Chinese lines of one rank is the headline.

Over a story with two lines of equal rank and without dashes either the first leads to the headline
under it, or the second goes on from it. No clue decides alone. The weights are those of a logistic
regression over a hundred such heads of annotated issues, rounded; parted by issue, so that none is
judged by what was learnt from it, seven in ten are told right (of always taking the first, six).
Of three lines the middle one is the headline nineteen times in twenty.
"""

from __future__ import annotations

from itertools import pairwise

from packager.copydesk import datelines
from packager.patterns import expression
from packager.reading.script import has_traditional

_SAYS = expression("(?:强调|指出|要求|提出|明确|发现|召开|举行|会议|座谈会|推进会|仪式上?)$")
_FROM = expression("^从.+[到至]")
_FIGURE = expression(r"\d|[一二三四五六七八九十百千万]{2,}")
_DONE = expression(
    "(?:合龙|开工|竣工|通车|启用|落幕|收官|开幕|闭幕|揭牌|上市|开放|动工|试营运|完成|完工|启动|展开|拉开帷幕"
    "|减班|故障|召开|落户|落成|开考|上线|贯通)$"
)
_QUOTED = expression("[“「]")
_ATTENDS = expression("主持|讲话|出席|强调|^(?:要求|部署|明确|提出)")
_COUNTS = expression(
    r"^(?:我市|全市|今年|今冬|累计|最[长大高]|首|已|主要|单项|[一二三四五六七八九十两\d]+)"
)
_FIRST = ((0.9, _SAYS), (2.0, _FROM), (0.45, _FIGURE), (-0.7, _DONE))
"""What speaks in the first line for its being a kicker: who said it, how far, how much …"""
_SECOND = ((-0.4, _FIGURE), (0.7, _QUOTED), (-0.95, _ATTENDS), (-0.55, _COUNTS))
"""What speaks in the second line for it: details and who took part are a deck's matter."""
_KICKED, _LONGER, _TOLD, _DATED = 0.25, 0.04, 0.7, 0.6
_TRADITIONAL = 0.3
"""Papers of Taiwan and Hong Kong have more decks than kickers."""
_THIRD = 2.0
"""Of three lines the middle one is the headline, as a rule."""
_LEAD = 160
_MARK = expression(r"[\W_]+")


def leads(first: str, second: str, below: str, *, third: bool = False) -> bool:
    """Whether the first of two lines over the text ``below`` is a kicker, the second the headline.

    ``third`` says that one more line stands under them.
    """
    weight = _KICKED + _THIRD * third + _LONGER * (len(first) - len(second))
    weight += sum(w for w, clue in _FIRST if clue.search(first))
    weight += sum(w for w, clue in _SECOND if clue.search(second))
    lead = _pairs(below[:_LEAD])
    weight -= _TOLD * (_share(first, lead) - _share(second, lead))
    weight -= _DATED * (datelines.dateline(below) is not None)
    weight -= _TRADITIONAL * has_traditional(below)
    return weight > 0


def _share(line: str, lead: frozenset[str]) -> float:
    """How much of a line the story's first words say again."""
    own = _pairs(line)
    return len(own & lead) / len(own) if own else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(a + b for a, b in pairwise(_MARK.sub("", text)))
