"""Names, dates and quotes as a reader wants them; what the three renderings for people share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.model import Backing, BadDate, DocumentInfo, Evidence, Published, Verdict, bounds

_UNNAMED = " (unnamed)"
_DONE = {
    "accept": "accepted",
    "edit": "edited",
    "reject": "rejected",
    "merge": "merged",
    "keep-apart": "kept apart",
    "supersede": "superseded",
}
_GROUNDS = {
    "user": "date given by the user",
    "index": "date from the index",
    "dateline": "date from the dateline",
    "meta": "date from the page's metadata",
    "url": "date from the address",
}


def listed(names: Iterable[str]) -> str:
    """Names with commas, unnamed sources as ``unnamed U.S. official``."""
    return ", ".join(person(name) for name in names)


def person(name: str, *, anonymous: bool = False) -> str:
    """A canonical name as it is read: ``U.S. official (unnamed)`` becomes ``unnamed U.S. official``."""
    if name.endswith(_UNNAMED):
        return f"unnamed {name.removesuffix(_UNNAMED)}"
    return f"unnamed {name}" if anonymous and not name.startswith("unnamed") else name


def chain(names: Sequence[str], via: Sequence[str], *, anonymous: bool = False) -> str:
    """Who tells it, through whom: ``unnamed U.S. official, via The Washington Post``."""
    tellers = ", ".join(person(name, anonymous=anonymous) for name in names)
    return ", via ".join([tellers, *via] if tellers else via)


def parties(by: Sequence[str], to: Sequence[str]) -> str:
    """Who towards whom."""
    return f"{listed(by) or 'nobody named'} → {listed(to)}" if to else listed(by)


def day(edtf: str | None) -> str:
    """An EDTF date in plain words; days, months and years stay as they are, and so does what is no date."""
    if edtf is None:
        return ""
    if "/" not in edtf and "W" not in edtf:
        return edtf
    try:
        first, last = bounds(edtf)
    except BadDate:
        return edtf
    return f"week of {first}" if "W" in edtf and "/" not in edtf else f"{first} to {last}"


def shortened(text: str, limit: int) -> str:
    """The text cut at a word boundary to at most ``limit`` code points, the cut marked by ``…``."""
    text = text.strip()
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut
    return at_word.rstrip(" ,;:–—-") + "…"


def leading(words: Evidence) -> str:
    """What stands before the words, from a whole word on; ``…`` where the text begins earlier."""
    if words.start <= len(words.prefix):
        return words.prefix
    _, space, whole = words.prefix.partition(" ")
    return "…" + (whole if space else words.prefix)


def trailing(words: Evidence) -> str:
    """What stands behind the words, up to a whole word, and ``…``."""
    suffix = words.suffix.rstrip()
    whole, _, last = suffix.rpartition(" ")
    return f"{whole if whole and last.isalnum() else suffix}…" if suffix else words.suffix


def grounds(published: Published | None) -> str:
    """How the publication date is known."""
    if published is None:
        return "no publication date"
    known = _GROUNDS.get(published.source, published.source)
    shown = published.source in ("dateline", "meta", "url") and published.evidence
    return f"{known}: “{shortened(published.evidence, 80)}”" if shown else known


def source_name(document: DocumentInfo) -> str:
    """Outlet and day of a report: ``The Moscow Times, 2022-02-01``; its file's name where no outlet is known."""
    when = document.published.date if document.published else "undated"
    return f"{document.outlet or document.file}, {when}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``2 reports``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def independence(backing: Backing) -> str | None:
    """``7 reports, 2 origins, both unnamed``; None where one report alone tells it."""
    if backing.reports < 2:
        return None
    number, unnamed = len(backing.origins), sum(origin.anonymous for origin in backing.origins)
    parts = [counted(backing.reports, "report"), counted(number, "origin")]
    if unnamed:
        everyone = {1: "unnamed", 2: "both unnamed"}.get(number, "all unnamed")
        parts.append(everyone if unnamed == number else f"{unnamed} of them unnamed")
    return ", ".join(parts)


def judged(verdict: Verdict) -> str:
    """``accepted by Ana Berg on 2022-03-01: two letters``."""
    why = f": {verdict.reason}" if verdict.reason else ""
    return f"{_DONE.get(verdict.kind, verdict.kind)} by {verdict.author} on {verdict.made_at[:10]}{why}"
