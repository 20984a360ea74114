"""Bytes to text: byte order marks, declarations, then detection, always strict."""

from __future__ import annotations

import codecs
import re

from packager.diagnostics import Code, Diagnostic, SourceError

UNDECODABLE = Code(
    "R106",
    "error",
    "the encoding of the text cannot be told",
    "Save the source as UTF-8.",
    "a file that is cut in the middle of a GB18030 character",
)
DAMAGED = Code(
    "R107",
    "warning",
    "some bytes are no text in the source's encoding",
    "Save the source as UTF-8 again from its origin; each such byte is printed as �.",
    "a UTF-8 file with stray bytes",
)

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {
    **dict.fromkeys(("gb2312", "gb_2312-80", "gbk", "cp936", "x-gbk", "hz-gb-2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cp950", "big5hkscs"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "cp932"), "cp932"),
    **dict.fromkeys(("euc-kr", "euckr", "ks_c_5601-1987", "cp949", "uhc"), "cp949"),
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    "euc-jp": "euc_jp",
}
"""Declared name → the encoding that contains it and that files of that name are really in."""
CANDIDATES = ("gb18030", "big5hkscs", "euc_jp", "cp932", "cp949", "cp1252")
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,30})|<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{2,30})""",
    re.I,
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_PROBE = 400_000


def decode(data: bytes, *, file: str | None = None) -> tuple[str, tuple[Diagnostic, ...]]:  # noqa: PLR0911  # one return a way to know
    """The text of a file, and what is to be said about its bytes.

    Order: byte order mark, shifts to Han, UTF-8, UTF-16 without mark, the encoding declared (in its
    widest form: GB18030 for gb2312), detection among the East Asian encodings. UTF-8 with a few
    damaged bytes is read with replacement and reported. Raises :class:`SourceError` (R106) when
    nothing fits.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data, name, file)
    text = _shifted(data) or _strict(data, "utf-8")
    if text is not None and "\0" not in text:
        return text, ()
    if b"\0" in data:
        wide = _utf16(data)
        if wide is None:
            raise SourceError(UNDECODABLE.at("it looks like binary data", file=file))
        return wide, ()
    declared = _DECLARED.search(data[:2048])
    if declared:
        name = (declared[1] or declared[2]).decode("ascii").lower()
        text = _strict(data, _WIDER.get(name, name))
        if text is not None:
            return text, ()
    known = "utf-8" if _mostly_utf8(data) else "cp1252" if _latin(data) else None
    if known:
        return _lenient(data, known, file)
    from charset_normalizer import from_bytes  # slow to load, and most sources are UTF-8

    best = from_bytes(data[:_PROBE], cp_isolation=list(CANDIDATES)).best()
    names = (*CANDIDATES[:-1], "utf-16-le", "utf-16-be")
    fits = {name: text for name in names if (text := _strict(data, name)) is not None}
    if fits:
        first = best.encoding if best else ""
        likely = max(fits, key=lambda name: (round(_familiar(fits[name]), 2), name == first))
        if _familiar(fits[likely]) > 0.2:
            return fits[likely], ()
    east = (text for name, text in fits.items() if name in CANDIDATES)
    text = _strict(data, best.encoding) if best else next(east, None)
    if text is not None:
        return text, ()
    if declared or best:
        name = best.encoding if best else (declared[1] or declared[2]).decode("ascii").lower()  # type: ignore[index]
        return _lenient(data, _WIDER.get(name, name), file)
    raise SourceError(UNDECODABLE.at("no known encoding fits", file=file))


_SHIFTS = (
    (b"\x1b$", ("iso2022_jp_2", "iso2022_kr")),
    (b"~{", ("hz",)),
)
"""What the encodings of seven bits shift to Han with."""


def _shifted(data: bytes) -> str | None:
    """The text in an encoding of seven bits that shifts, of old mail and wires."""
    for shift, names in _SHIFTS:
        if shift in data and data.isascii():
            texts = (_strict(data, name) for name in names)
            return next((text for text in texts if text is not None), None)
    return None


def _latin(data: bytes) -> bool:
    """Whether the few bytes beyond ASCII stand alone, as accented letters do and no Han can."""
    high = _HIGH.findall(data)
    return len(high) * 200 < len(data) and all(len(run) == 1 for run in high)


def _familiar(text: str) -> float:
    """Share of everyday characters among those beyond ASCII: what a wrong decoding lacks."""
    sample = [char for char in text[:20_000] if char > "\x7f" and not char.isspace()]
    return sum(char in _EVERYDAY for char in sample) / max(1, len(sample))


_EVERYDAY = frozenset(
    "，。、；：！？（）“”‘’「」『』《》—…·"
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产面"
    "而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去"
    "性好应开合还因由其些前外天政四日社义事平形相全表间样与关各重新线内数正心明看原利比但气第向道命此变条"
    "这國時來們對會發動學經進說種過還開關點業體實當應變條問題現長機電產無設員義萬與區東見論運農報單風車傳"
    "書選標連觀證記者市府縣議院警總統將後裡嗎昨今據指北台港黨選舉億餘處辦陳張劉李王林吳黃省委会主任书记者"
    "のにはをがとでたてしれもさいるなかこらあすりきくよつどまっんうちやめけそえわせみおろアイウエオカキクコサシ"
    "スタチッテトナニノハフプベマムメモラリルレロワンー年月日県前後内新中国会見"
    "이다는의에을를가은고로하지한사기도시어서자들인해과와일정대전그리나수부장보원으며게만제국년월회동관구였"
)


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _lenient(data: bytes, name: str, file: str | None) -> tuple[str, tuple[Diagnostic, ...]]:
    text = _strict(data, name)
    if text is not None:
        return text, ()
    try:
        text = data.decode(name, "replace")
    except LookupError as error:
        raise SourceError(UNDECODABLE.at(str(error), file=file)) from error
    at = text.find("\ufffd")
    line = text.count("\n", 0, max(at, 0)) + 1
    count = text.count("\ufffd")
    return text, (DAMAGED.at(f"{count} damaged, the first on this line", file=file, line=line),)


def _mostly_utf8(data: bytes) -> bool:
    """Whether all but a handful of the bytes beyond ASCII are good UTF-8."""
    sample = data[:_PROBE].decode("utf-8", "replace")
    bad = sample.count("\ufffd")
    good = sum(1 for char in sample if ord(char) > 0x7F) - bad
    return good > 20 * bad


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: the byte order in which it has blanks and no odd characters."""
    if len(data) % 2:
        return None
    best: tuple[float, str] | None = None
    for name in ("utf-16-le", "utf-16-be"):
        text = _strict(data, name)
        if text is None:
            continue
        sample = text[:4000]
        usual = sum(
            c in "\n\r\t"
            or " " <= c <= "~"
            or "\u2010" <= c <= "\u203b"
            or "\u3000" <= c <= "\u9fff"
            for c in sample
        )
        ascii_share = sum(c < "\x7f" for c in sample)
        share = (usual + ascii_share) / max(1, len(sample))
        if "\0" not in sample and usual > 0.8 * len(sample) and (best is None or share > best[0]):
            best = (share, text)
    return best[1] if best else None
