"""Bylines in Latin script: By Ada Lowe and Ben Carr, Staff Writers; OF THE TRIBUNE STAFF."""

from __future__ import annotations

import re

from packager.copydesk.names import NAME
from packager.issue import Byline
from packager.patterns import expression

_PARTICLE = "de|da|di|du|del|della|dos|van|von|der|den|ter|la|le|el|al|bin|ibn"
_LATIN_NAME = (
    r"[^\W\d_a-z][\w.'’-]*"
    rf"(?:\s+(?:{_PARTICLE}|of|the|to|(?:[dl]['’])?[^\W\d_a-z][\w.'’-]*)){{0,4}}"
)
_LATIN_NAMES = expression(
    rf"{_LATIN_NAME}(?:(?:,\s+(?:and\s+)?|\s+and\s+|\s*[|/]\s*){_LATIN_NAME})*"
)
_BY = (
    "(?:(?:Story|Text|Words|Report|Reporting|Compiled|Photos?|Photographs?|Pictures?)"
    "(?: (?:and|&) (?:[Pp]hotos?|[Pp]hotographs?|[Pp]ictures?|[Tt]ext|[Ww]ords))? by|Words:"
    "|By|BY|by|[Ww]ith)"
)
_ENGLISH = expression(
    rf"{_BY}\s+({_LATIN_NAMES.pattern})(?:\s+(?:at|in|from)\s+[A-Z][\w ]{{2,24}})?"
)
_TITLE = expression(
    r"\b(?:staff|writer|reporter|correspondent|editor|columnist|bureau|press|times|post|news|tribune|herald|journal|gazette|chronicle|sentinel|service|special)\b",
    re.I,
)
_CAPS = r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){1,3}?"
_MIXED = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}?"
_STAFF_LINE = expression(
    rf"(?:By|BY)\s+(?P<names>{_CAPS}(?:(?: and | AND |, ){_CAPS})*"
    rf"|{_MIXED}(?:(?: and |, ){_MIXED})*)"
    r"\s*[,|]?\s+(?P<role>(?:(?:[Tt]he|[Ff]or the)\s)?(?:[A-Z][\w&]*\s){0,3}"
    r"(?:[Ss]taff(?:\s[Ww]riters?|\s[Rr]eporters?)?|STAFF(?: WRITERS?)?|[Pp]ress|News|Service"
    r"|Times|Post|[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Ee]ditors?|[Cc]olumnist)"
    r"|[Ss]pecial to (?:[Tt]he )?[A-Z][\w]*(?: [A-Z]\w*){0,3}|\S+@\S+)"
)
_TITLE_LINE = expression(
    r"(?:(?:of|for) the |the )?(?:[\w&-]+ ){0,2}"
    r"(?:staff|writer|reporter|correspondent|columnist|editor|associated press|news service)s?"
    r"|special to (?:the )?[\w-]+(?: [\w-]+){0,3}|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[a-z]{2,}",
    re.I,
)
"""The second line of an English byline: OF THE TRIBUNE STAFF."""
_NOBODY = expression(
    r"(?:By|BY|by|From|FROM)\s+(?:(?:[Oo]ur|OUR|[Aa]|A|[Tt]he|THE)\s)?"
    r"(?:(?:[Oo]wn|OWN|[Ss]pecial|SPECIAL|[Ss]taff|STAFF|[Cc]hief|City)\s){0,2}"
    r"(?:(?i:correspondents?|reporters?|staff|representative"
    r"|associated press|canadian press|news service)|[A-Z]{2,4})"
)
"""By Our Special Correspondent, By a Staff Reporter, By The Associated Press: nobody by name."""
_OF_PAPER = expression(r"(?P<name>.+?) (?:of|for) (?P<agency>[Tt]he [A-Z].*)")
_TITLED = expression(
    rf"(?P<name>{_MIXED})\s*[,|]\s*(?P<role>(?:[A-Z][\w&]*\s){{0,2}}(?:[Ss]taff(?:\s[Ww]riter|\s[Rr]eporter)?|[Ww]riter|[Rr]eporter"
    "|[Cc]orrespondent|[Cc]olumnist|[Ee]ditor))"
)
"""Ada Lowe, Staff Writer: without By."""


def byline(text: str) -> tuple[Byline, ...] | None:
    """The people of an English byline, none if it names an agency or a function; None if it is no
    byline."""
    line = " ".join(text.split())
    if _NOBODY.fullmatch(line) or _TITLE_LINE.fullmatch(line):
        return ()
    staff = _STAFF_LINE.fullmatch(line)
    if staff:
        role = None if "@" in staff["role"] else staff["role"]
        return tuple(Byline(name, role) for name in re.split(r" and | AND |, ", staff["names"]))
    titled = _TITLED.fullmatch(line)
    if titled:
        return (Byline(titled["name"], titled["role"]),)
    english = _ENGLISH.fullmatch(line)
    return _people(english[1]) if english else None


def _people(text: str) -> tuple[Byline, ...]:
    """``Ada Lowe and Ben Carr, Staff Writers``: a part that is no name is a role or an agency."""
    found: list[Byline] = []
    for part in re.split(r",\s*(?:and\s+)?|\s+and\s+|\s*[|/]\s*", text.strip()):
        if _TITLE.search(part) and found:
            found = [Byline(p.name, p.role or part.strip(), p.agency) for p in found]
        elif found and " " not in part.strip() and not part.isupper():
            continue  # where the person lives
        elif found and part.isupper() and " " not in part.strip():
            found = [Byline(p.name, p.role, p.agency or part.strip()) for p in found]
        elif paper := _OF_PAPER.fullmatch(part.strip()):
            found.append(Byline(paper["name"], None, paper["agency"]))
        elif part.strip():
            found.append(Byline(part.strip()))
    return tuple(found)


_BARE_LATIN = expression(
    r"[A-Z][a-z’'-]+(?: [A-Z]\.)?(?: (?:(?:de|van|von|di|Mc|O’)\s?)?[A-Z][a-z’'-]+){1,2}"
)


def author(text: str) -> tuple[Byline, ...] | None:
    """A bare name in Latin script (Walt Kessinger) under a headline, of two or three words."""
    if not "A" <= text.lstrip()[:1] <= "Z":
        return None
    bare = " ".join(text.split())
    return (Byline(bare),) if len(bare) > _INITIALS and _BARE_LATIN.fullmatch(bare) else None


_INITIALS = 8
"""So few characters are rather noise of a scan than a name."""


def names(text: str) -> tuple[Byline, ...]:
    """``Jane Q. Public and Al Roe / The Post`` in a line that is marked as a byline."""
    bare = " ".join(text.split()).removeprefix("By ").removeprefix("by ").strip()
    if len(bare) > 120 or re.search(NAME, bare) or not _LATIN_NAMES.fullmatch(bare):
        return ()
    found = _people(bare)
    return found if found and " " in found[0].name else ()


def letter_writer(text: str) -> tuple[Byline, ...] | None:
    """Who writes a letter, and whence: S. Padmanabhan, Gandhi Nagar."""
    found = _WRITER.fullmatch(text.strip())
    return (Byline(found["name"]),) if found else None


_WRITER = expression(
    r"(?:(?:Col|Maj|Capt|Lt|Gen|Brig|Wg Cdr)\.? )?(?:\([Rr]etd\.?\) )?"
    r"(?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})(?: \([A-Z][\w. ]{1,12}\))?"
    r"(?:, [A-Z][\w.-]+(?: [A-Z][\w.-]+){0,2}){1,2}"
)
