"""Front matter and the sidecar ``issue.toml``: what the source's owner says of the issue."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping

import msgspec

from packager.diagnostics import Code, Diagnostic, SourceError
from packager.issue import Publication
from packager.patterns import expression
from packager.reading.draft import Metadata

UNKNOWN_KEY = Code(
    "R102",
    "info",
    "a metadata key is not known",
    "Use the keys listed in docs/markdown.md; the line is kept with the source and not printed.",
    "---\nweather: 晴\n---",
)
BAD_DATE = Code(
    "R103",
    "warning",
    "a date cannot be understood",
    "Write it as 2025-07-22; the issue is treated as undated.",
    "---\ndate: some day\n---",
)
BAD_SIDECAR = Code(
    "R104",
    "error",
    "issue.toml is not valid TOML",
    "Correct the line named, or remove the file.",
    "title = 大同日报",
)

_PAPER = frozenset(Publication.__struct_fields__)
_CHINESE = {
    **{"报名": "title", "报纸": "title", "名称": "title", "日期": "date", "出版日期": "date"},
    **{"期号": "number", "总期号": "number", "版次": "edition", "语言": "language"},
    **{"出版": "publisher", "主办": "sponsor", "国内统一刊号": "cn", "邮发代号": "post_code"},
    **{"网址": "website", "地址": "address", "电话": "phone", "印刷": "printer", "定价": "price"},
    **{"lang": "language", "issue": "number", "publication": "title", "newspaper": "title"},
    **{"版名": "page_name", "page": "page_name"},
}
_DATE = expression(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?!\d)")
_COMPACT_DATE = expression(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")


_ERA_FIRST = expression(
    r"(?:令和|平成|昭和)[元\d]{1,2}年\s?[（(](\d{4})年?[）)]\s?(\d{1,2})月\s?(\d{1,2})日"
)
"""平成10年（1998年）6月8日"""
_APPROVED = expression(
    r"\S{2}[元\d一二三四五六七八九十]{1,3}年\S{1,3}月\S{1,3}日(?=[（(]?第[3三]種郵便物認可)"
)
"""The day on which the post licensed a Japanese paper, which is no day of an issue."""
_ERA = expression(r"(\d{4})年\s?[（(][^（）()]{3,6}年[）)]\s?(\d{1,2})月\s?(\d{1,2})日")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DATE = expression(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?) (\d{1,2}),? (\d{4})\b",
    re.I,
)


_DAY_FIRST = expression(
    r"\b(\d{1,2})(?:st|nd|rd|th)? (January|February|March|April|May|June|July|August|September"
    r"|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?),? (\d{4})\b",
    re.I,
)
_KOREAN_DATE = expression(r"(\d{4})년\s?(\d{1,2})월\s?(\d{1,2})일", needs=("년",))


def iso_date(text: str) -> str | None:
    """The first full date in the text as ISO 8601, or None."""
    text = _western(_APPROVED.sub("", text))
    patterns = (_DATE, _ERA, _ERA_FIRST, _COMPACT_DATE, _KOREAN_DATE)
    for match in (pattern.search(text) for pattern in patterns):
        if match:
            try:
                return datetime.date(*(int(part) for part in match.groups())).isoformat()
            except ValueError:
                continue
    english = _ENGLISH_DATE.search(text)
    day_first = _DAY_FIRST.search(text) if english is None else None
    if english is not None:
        month, day, year = english.groups()
    elif day_first is not None:
        day, month, year = day_first.groups()
    else:
        return None
    try:
        number = _MONTHS.index(month[:3].lower()) + 1
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None


_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_HAN_DATE = expression(
    r"(?P<era>(?:中[华華])?民[国國]|令和|平成|昭和)?(?P<year>[\d〇○零一二三四五六七八九十元]{1,4})年"
    r"(?P<month>[\d一二三四五六七八九十]{1,3})月(?P<day>[\d一二三四五六七八九十]{1,3})日",
    needs=("年",),
)
_ERAS = {"国": 1911, "國": 1911, "令和": 2018, "平成": 1988, "昭和": 1925}


def _western(text: str) -> str:
    """The text, its first date in Han numerals or of an era (民國一一三年四月三日) in figures."""
    figures = text.translate({0xFF10 + n: 0x30 + n for n in range(10)})
    match = _HAN_DATE.search(figures)
    if not match or (not match["era"] and match[0].isascii()):
        return figures
    before = next((n for era, n in _ERAS.items() if (match["era"] or "").endswith(era)), 0)
    year = before + _count(match["year"])
    if year < 1000:
        return figures
    western = f"{year}-{_count(match['month'])}-{_count(match['day'])} "
    return figures[: match.start()] + western + figures[match.end() :]


def _count(numeral: str) -> int:
    """一一三 → 113, 二十一 → 21, 元 → 1, 12 → 12."""
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
    return 1 if numeral == "元" else int("".join(_DIGITS.get(c, c) for c in numeral))


def from_mapping(
    values: Mapping[str, object], *, file: str | None, lines: Mapping[str, int] | None = None
) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Take the known keys, English or Chinese; report the others."""
    paper: dict[str, str] = {}
    issue: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for key, value in values.items():
        line = lines.get(key) if lines else None
        name = _CHINESE.get(key.strip(), key.strip().lower().replace("-", "_"))
        text = str(value).strip()
        if isinstance(value, dict | list) or not text:
            if text:
                diagnostics.append(
                    UNKNOWN_KEY.at(f"`{key}` holds no plain text", file=file, line=line)
                )
        elif name == "date":
            date = iso_date(text)
            if date is None:
                diagnostics.append(BAD_DATE.at(f"`{text}` is not a date", file=file, line=line))
            else:
                issue["date"] = date
        elif name in ("number", "edition", "page_name"):
            issue[name] = text
        elif name in _PAPER:
            paper[name] = text
        else:
            diagnostics.append(UNKNOWN_KEY.at(f"`{key}` is not a known key", file=file, line=line))
    return Metadata(publication=Publication(**paper), **issue), tuple(diagnostics)


def from_toml(data: bytes, *, file: str) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Read a sidecar ``issue.toml``; a table ``[publication]`` may hold the paper's own keys.

    Raises :class:`SourceError` (R104) when it is no TOML.
    """
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(BAD_SIDECAR.at(str(error), file=file)) from error
    nested = values.pop("publication", {})
    flat = {**nested, **values} if isinstance(nested, dict) else {"publication": nested, **values}
    return from_mapping(flat, file=file)


_FENCE = expression(r"\A\ufeff?(?:[ \t]*\r?\n)*(---|\+\+\+)[ \t]*\r?\n")
_PAIR = expression(r"([^\s:=#][^:=：]{0,30}?)\s*[:=：]\s*(.*)")


class FrontMatter(msgspec.Struct, frozen=True):
    """What the front matter says, and the number of source lines it takes."""

    metadata: Metadata = Metadata()
    diagnostics: tuple[Diagnostic, ...] = ()
    lines: int = 0


def front_matter(text: str, *, file: str | None) -> FrontMatter:
    """Read ``key: value`` lines between ``---`` fences at the head of a Markdown text.

    A block that is not all pairs, or has no closing fence, is ordinary text.
    """
    opening = _FENCE.match(text)
    if not opening:
        return FrontMatter()
    fence = opening[1]
    closing = re.compile(rf"^{re.escape(fence)}[ \t]*$", re.M).search(text, opening.end())
    if not closing or closing.start() - opening.end() > 20_000:
        return FrontMatter()
    first = text.count("\n", 0, opening.end()) + 1
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(text[opening.end() : closing.start()].split("\n"), first):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        pair = _PAIR.fullmatch(bare)
        if not pair:
            return FrontMatter()
        value = pair[2].strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        values[pair[1]], places[pair[1]] = value, number
    metadata, diagnostics = from_mapping(values, file=file, lines=places)
    return FrontMatter(metadata, diagnostics, text.count("\n", 0, closing.end()) + 1)
