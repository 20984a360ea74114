"""The archive's diagnostic codes."""

from __future__ import annotations

from packager.diagnostics import Code

BAD_NAME = Code(
    code="A701",
    severity="error",
    title="A slug, date or file name cannot be used in the archive",
    remedy="Give a slug of a-z, 0-9 and single hyphens (--slug) and an ISO date (--date).",
    example="packager build issue.md --slug ../elsewhere",
)
SHARED_SLUG = Code(
    code="A706",
    severity="warning",
    title="Issues of differently named papers stand under one slug",
    remedy="Give one of the papers another slug with --slug; names that sound alike have the same"
    " pinyin.",
    example="packager build 潮州日报.md; packager build 朝州日报.md",
)
CANNOT_LISTEN = Code(
    code="A707",
    severity="error",
    title="The address for `archive serve` cannot be used",
    remedy="Choose another --port, or an address of this machine for --host.",
    example="packager archive serve --port 80",
)
NOT_WRITABLE = Code(
    code="A702",
    severity="error",
    title="The archive cannot be written",
    remedy="Check the folder's permissions, and that its disk is mounted and not read-only or full."
    " Nothing was changed.",
    example="packager build issue.md --archive /read-only",
)
NOT_FOUND = Code(
    code="A703",
    severity="error",
    title="The archive has no such issue",
    remedy="Name it as `archive list` does: <slug>/<date>, with _ed-N for an older edition.",
    example="packager archive show daily/1900-01-01",
)
NO_ARCHIVE = Code(
    code="A704",
    severity="error",
    title="There is no archive at this place",
    remedy="Give the archive's folder with --archive.",
    example="packager archive --archive /nowhere list",
)
UNREADABLE = Code(
    code="A705",
    severity="error",
    title="An archived issue cannot be read",
    remedy="Run `archive verify`, then `archive repair` from a second copy.",
)
DAMAGED = Code(
    code="A711",
    severity="error",
    title="A file of an archived issue differs from its checksum",
    remedy="Restore it from a second copy with `archive repair --from COPY`.",
)
MISSING = Code(
    code="A712",
    severity="error",
    title="A file of an archived issue is missing",
    remedy="Restore it from a second copy with `archive repair --from COPY`.",
)
SURPLUS = Code(
    code="A713",
    severity="error",
    title="A file stands in an archived issue that its manifest does not list",
    remedy="Move it away; the archive never adds files to a finished issue.",
)
NOT_A_BAG = Code(
    code="A714",
    severity="error",
    title="A folder of the archive is no readable BagIt bag",
    remedy="Restore the folder from a second copy with `archive repair --from COPY`.",
)
MISPLACED = Code(
    code="A715",
    severity="warning",
    title="Something stands among the issues that is no issue",
    remedy="Move it away: issues/ holds only <slug>/<year>/<date>_ed-N folders.",
)
NO_CATALOGUE = Code(
    code="A717",
    severity="error",
    title="The archive cannot be written and has no catalogue to read",
    remedy="Run `archive reindex` where the archive can be written; `archive verify` and"
    " `archive show` work without a catalogue.",
)
BAD_CATALOGUE = Code(
    code="A718",
    severity="error",
    title="The catalogue cannot be read",
    remedy="Run `archive reindex`: it is made again from the issues, which are not touched.",
)
NOT_ENTERED = Code(
    code="A719",
    severity="warning",
    title="An archived issue is not in the catalogue yet",
    remedy="Make room on the disk: the next command of the archive enters it.",
)
NOT_CATALOGUED = Code(
    code="A716",
    severity="error",
    title="The catalogue and the issues do not agree",
    remedy="Run `archive reindex`.",
)
NOTHING_TO_EXPORT = Code(
    code="A722",
    severity="error",
    title="There is nothing to export",
    remedy="See `archive list` for what the archive holds, `archive show` for an issue's files.",
    example="packager archive export --date 1900",
)
BAD_QUERY = Code(
    code="A721",
    severity="error",
    title="Nothing in the query can be searched for",
    remedy="Give at least one word, of at most 200 characters in all.",
    example="packager archive search '。'",
)
