"""The few words an EPUB needs that no newspaper prints: contents, page names, notes.

They follow the language of the paper and are never mixed into printed text: notes stand in
brackets in elements of their own.
"""

from __future__ import annotations

import datetime
import re

import msgspec

_TAG = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?(-([a-z0-9]{5,8}|\d[a-z0-9]{3}))*", re.IGNORECASE
)


class Words(msgspec.Struct, frozen=True):
    """Fixed phrases of one language; ``{}`` takes a number or a name."""

    contents: str
    landmarks: str
    pages: str
    page: str
    """A printed page by number."""
    part: str
    """A page whose number the source does not tell."""
    cover: str
    cover_alt: str
    masthead: str
    start: str
    colophon: str
    previous: str
    next: str
    back: str
    story_links: str
    gap: str
    no_picture: str
    left_out: str
    continued: str
    """A page where a story goes on that started on another."""
    labelled: str
    """A headline under its standing label."""
    signed: str
    """A headline with its writers."""
    comma: str
    """Between the names of several people."""
    untitled: str
    undated: str
    number: str
    also: str
    furniture: str
    facts: tuple[tuple[str, str], ...]
    """Field of :class:`packager.issue.Publication` and its name."""
    about: str
    print_edition: str
    gaps_told: str
    pictures_told: str
    fonts_told: str
    summary: str
    summary_pages: str
    summary_alt: str
    summary_no_alt: str
    summary_gaps: str
    summary_end: str
    date: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...] = ()


_HANS = Words(
    contents="目录",
    landmarks="导览",
    pages="版次",
    page="第{}版",
    part="本期文章",
    cover="封面",
    cover_alt="封面：{}",
    masthead="刊头",
    start="正文",
    colophon="版本说明",
    previous="上一篇",
    next="下一篇",
    back="返回{}",
    story_links="文章导航",
    gap="〔编注：所据文本至此中断，下文缺失〕",
    no_picture="〔编注：此处原有图片，所据文本未附〕",
    left_out="〔编注：此版本不含图片〕",
    continued="{}（续）",
    labelled="{}｜{}",
    signed="{}（{}）",
    comma="、",
    untitled="报名不详",
    undated="日期不详",
    number="第{}期",
    also="转入本版的文章",
    furniture="版面其他文字",
    facts=(
        ("publisher", "出版"),
        ("sponsor", "主管主办"),
        ("cn", "国内统一连续出版物号"),
        ("issn", "国际标准连续出版物号（ISSN）"),
        ("post_code", "邮发代号"),
        ("price", "定价"),
        ("address", "地址"),
        ("phone", "电话"),
        ("printer", "印刷"),
        ("website", "网址"),
    ),
    about="本电子版由 packager {} 依据报纸的文字数据制作，文字与所据文本一致。",
    print_edition="页码对应印刷版：{}。",
    gaps_told="所据文本有 {} 处中断，均已在文中以〔编注〕标明。",
    pictures_told="有 {} 幅图片未能收入，图片说明照录。",
    fonts_told="内嵌字体子集（SIL Open Font License 1.1）：{}。",
    summary="全文为可调整字号与配色的文本，按版次与文章两级导航，标题、表格、列表均有语义标记。",
    summary_pages="设有与印刷版对应的版次标记。",
    summary_alt="所有图片均有替代文字。",
    summary_no_alt="部分图片没有替代文字。",
    summary_gaps="原文缺失之处以编注标明。",
    summary_end="本出版物未经第三方无障碍认证。",
    date="{y}年{m}月{d}日　{w}",
    weekdays=("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"),
)
_HANT = msgspec.structs.replace(
    _HANS,
    contents="目錄",
    landmarks="導覽",
    start="正文",
    masthead="刊頭",
    colophon="版本說明",
    previous="上一篇",
    next="下一篇",
    part="本期文章",
    cover_alt="封面：{}",
    story_links="文章導覽",
    gap="〔編註：所據文本至此中斷，下文缺失〕",
    no_picture="〔編註：此處原有圖片，所據文本未附〕",
    left_out="〔編註：此版本不含圖片〕",
    continued="{}（續）",
    untitled="報名不詳",
    undated="日期不詳",
    also="轉入本版的文章",
    furniture="版面其他文字",
    facts=(
        ("publisher", "出版"),
        ("sponsor", "主管主辦"),
        ("cn", "國內統一連續出版物號"),
        ("issn", "國際標準連續出版物號（ISSN）"),
        ("post_code", "郵發代號"),
        ("price", "定價"),
        ("address", "地址"),
        ("phone", "電話"),
        ("printer", "印刷"),
        ("website", "網址"),
    ),
    about="本電子版由 packager {} 依據報紙的文字資料製作，文字與所據文本一致。",
    print_edition="頁碼對應印刷版：{}。",
    gaps_told="所據文本有 {} 處中斷，均已在文中以〔編註〕標明。",
    pictures_told="有 {} 幅圖片未能收入，圖片說明照錄。",
    fonts_told="內嵌字型子集（SIL Open Font License 1.1）：{}。",
    summary="全文為可調整字級與配色的文字，按版次與文章兩級導覽，標題、表格、列表均有語意標記。",
    summary_pages="設有與印刷版對應的版次標記。",
    summary_alt="所有圖片均有替代文字。",
    summary_no_alt="部分圖片沒有替代文字。",
    summary_gaps="原文缺失之處以編註標明。",
    summary_end="本出版物未經第三方無障礙認證。",
)
_JA = msgspec.structs.replace(
    _HANS,
    contents="目次",
    landmarks="ランドマーク",
    pages="紙面",
    page="{}面",
    part="記事一覧",
    cover="表紙",
    cover_alt="表紙：{}",
    masthead="題字",
    start="本文",
    colophon="この版について",
    previous="前の記事",
    next="次の記事",
    back="{}へ戻る",
    story_links="記事の移動",
    gap="〔編集注：元データはここで途切れ、以下が欠けている〕",
    no_picture="〔編集注：ここにあった写真は元データに含まれない〕",
    left_out="〔編集注：この版に写真は含まれない〕",
    continued="{}（続き）",
    untitled="紙名不詳",
    undated="日付不詳",
    number="第{}号",
    also="この面へ続く記事",
    furniture="紙面のその他の文字",
    facts=(
        ("publisher", "発行"),
        ("sponsor", "主宰"),
        ("cn", "CN"),
        ("issn", "ISSN"),
        ("post_code", "郵便コード"),
        ("price", "定価"),
        ("address", "住所"),
        ("phone", "電話"),
        ("printer", "印刷"),
        ("website", "ウェブサイト"),
    ),
    about="この電子版は packager {} が紙面の文字データから作成し、文字は元データのままである。",
    print_edition="ページ番号は印刷版に対応する：{}。",
    gaps_told="元データの欠落 {} 箇所は〔編集注〕で示した。",
    pictures_told="収録できなかった写真は {} 点。説明文はそのまま残した。",
    fonts_told="埋め込みフォントのサブセット（SIL Open Font License 1.1）：{}。",
    summary="全文はサイズと配色を変えられるテキストで、面と記事の二段の目次を持つ。",
    summary_pages="印刷版に対応するページ標識がある。",
    summary_alt="すべての画像に代替テキストがある。",
    summary_no_alt="一部の画像に代替テキストがない。",
    summary_gaps="欠落は注記した。",
    summary_end="第三者によるアクセシビリティ認証は受けていない。",
    date="{y}年{m}月{d}日（{w}）",
    weekdays=("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"),
)
_KO = msgspec.structs.replace(
    _HANS,
    contents="목차",
    landmarks="바로가기",
    pages="지면",
    page="{}면",
    part="기사 목록",
    cover="표지",
    cover_alt="표지: {}",
    masthead="제호",
    start="본문",
    colophon="판본 정보",
    previous="이전 기사",
    next="다음 기사",
    back="{}으로 돌아가기",
    story_links="기사 이동",
    gap="[편집 주: 원본 데이터가 여기서 끊겨 이하 내용이 없습니다]",
    no_picture="[편집 주: 이 자리의 사진은 원본 데이터에 없습니다]",
    left_out="[편집 주: 이 판에는 사진이 없습니다]",
    continued="{} (계속)",
    labelled="{} | {}",
    signed="{} ({})",
    comma=", ",
    untitled="제호 미상",
    undated="날짜 미상",
    number="제{}호",
    also="이 면으로 이어지는 기사",
    furniture="지면의 기타 문구",
    facts=(
        ("publisher", "발행"),
        ("sponsor", "주관"),
        ("cn", "CN"),
        ("issn", "ISSN"),
        ("post_code", "우편 코드"),
        ("price", "가격"),
        ("address", "주소"),
        ("phone", "전화"),
        ("printer", "인쇄"),
        ("website", "웹사이트"),
    ),
    about="이 전자판은 packager {}이(가) 지면의 문자 데이터로 만들었으며 문구는 원본 그대로입니다.",
    print_edition="쪽 번호는 인쇄판을 따릅니다: {}.",
    gaps_told="원본 데이터가 끊긴 {}곳은 [편집 주]로 표시했습니다.",
    pictures_told="싣지 못한 사진은 {}장이며 설명은 그대로 실었습니다.",
    fonts_told="포함된 글꼴 서브셋(SIL Open Font License 1.1): {}.",
    summary="본문은 크기와 색을 바꿀 수 있는 텍스트이며 지면과 기사의 두 단계 목차가 있습니다.",
    summary_pages="인쇄판에 맞춘 쪽 표시가 있습니다.",
    summary_alt="모든 그림에 대체 텍스트가 있습니다.",
    summary_no_alt="일부 그림에 대체 텍스트가 없습니다.",
    summary_gaps="누락된 곳은 주로 밝혔습니다.",
    summary_end="제3자 접근성 인증은 받지 않았습니다.",
    date="{y}년 {m}월 {d}일 {w}",
    weekdays=("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"),
)
_EN = Words(
    contents="Contents",
    landmarks="Landmarks",
    pages="Pages",
    page="Page {}",
    part="Stories in this issue",
    cover="Cover",
    cover_alt="Cover: {}",
    masthead="Masthead",
    start="Start of content",
    colophon="About this edition",
    previous="Previous story",
    next="Next story",
    back="Back to {}",
    story_links="Story links",
    gap="[Editor’s note: the source text breaks off here; what followed is missing.]",
    no_picture="[Editor’s note: the picture printed here is not in the source.]",
    left_out="[Editor’s note: this edition leaves the pictures out.]",
    continued="{} (continued)",
    labelled="{}: {}",
    signed="{} ({})",
    comma=", ",
    untitled="Untitled newspaper",
    undated="date unknown",
    number="No. {}",
    also="Stories continued on this page",
    furniture="Other matter printed on the page",
    facts=(
        ("publisher", "Publisher"),
        ("sponsor", "Sponsor"),
        ("cn", "CN"),
        ("issn", "ISSN"),
        ("post_code", "Postal code"),
        ("price", "Price"),
        ("address", "Address"),
        ("phone", "Telephone"),
        ("printer", "Printer"),
        ("website", "Website"),
    ),
    about="Made with packager {} from the newspaper’s parsed text; the words are the source’s.",
    print_edition="Page numbers are those of the print edition: {}.",
    gaps_told="Places where the source text breaks off, marked as editor’s notes: {}.",
    pictures_told="Pictures that could not be included, their captions kept: {}.",
    fonts_told="Embedded font subsets (SIL Open Font License 1.1): {}.",
    summary=(
        "All stories are reflowable text with headings, lists and tables marked as such, "
        "reached by page and by story."
    ),
    summary_pages="Page markers follow the print edition.",
    summary_alt="Every picture has alternative text.",
    summary_no_alt="Some pictures have no alternative text.",
    summary_gaps="Gaps in the source are marked.",
    summary_end="Not certified by a third party.",
    date="{w}, {d} {m} {y}",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    ),
)  # fmt: skip


def words(language: str) -> Words:
    """The phrases for a BCP 47 tag; English where the language has none of its own."""
    tag = language.lower()
    if tag.startswith(("zh", "yue", "lzh")):
        traditional = "hant" in tag or tag.endswith(("-tw", "-hk", "-mo"))
        return _HANT if traditional else _HANS
    return {"ja": _JA, "ko": _KO}.get(tag.split("-")[0], _EN)


def well_formed(tag: str) -> bool:
    """Whether a tag has the common BCP 47 shape (language, script, region, variants)."""
    return _TAG.fullmatch(tag) is not None


def language_of(text: str) -> str:
    """The language that the script of ``text`` gives away, else ``und``.

    Kana means Japanese, Hangul Korean, Han alone Chinese; no Latin-script language is guessed.
    """
    han = kana = hangul = other = 0
    for character in text:
        if "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf":
            han += 1
        elif "\u3041" <= character <= "\u30fa":
            kana += 1
        elif "\uac00" <= character <= "\ud7a3":
            hangul += 1
        elif character.isalpha():
            other += 1
    if 5 * (han + kana + hangul) < other or not han + kana + hangul:
        return "und"
    if hangul > kana and hangul * 2 > han:
        return "ko"
    return "ja" if kana * 10 > han else "zh"


def print_date(date: str, language: str) -> str:
    """An ISO date as a newspaper prints it, with its weekday; anything else unchanged."""
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        return date
    phrase = words(language)
    month = phrase.months[day.month - 1] if phrase.months else day.month
    return phrase.date.format(y=day.year, m=month, d=day.day, w=phrase.weekdays[day.weekday()])
