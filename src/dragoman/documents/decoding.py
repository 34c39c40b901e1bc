"""From bytes to text: marks of byte order first, then UTF-8, the declared encoding, and detection last."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from dragoman.documents.tables import table
from dragoman.model import EmptySource, NotText

SAMPLE = 65_536
"""Bytes that the detection of an encoding looks at."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_.:-]{2,40})")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_CONTROL_SHARE = 0.02
_FEW_BEYOND_ASCII = 0.03
_SAVE_AS_UTF8 = "Save the report as UTF-8 text."


class Decoded(NamedTuple):
    """The text of a file, without a byte order mark, and the encoding that explains it."""

    text: str
    encoding: str


def decode(raw: bytes, file: str) -> Decoded:
    """The text of a file, line ends as they are; raises EmptySource or NotText."""
    if not raw.strip():
        raise EmptySource(file, "the file is empty", "Check that the report was saved to it.")
    _refuse_known(raw, file)
    decoded = _marked(raw, file) or _utf8(raw, file) or _declared(raw) or _windows(raw) or _detected(raw)
    if decoded is None:
        raise NotText(file, "no text encoding explains its bytes", _SAVE_AS_UTF8)
    _refuse_binary(decoded.text, file)
    if not decoded.text.strip():
        raise EmptySource(file, "the file holds nothing but white space", "Check that the report was saved to it.")
    return decoded


def _refuse_known(raw: bytes, file: str) -> None:
    for signature in table("signatures.toml")["signature"]:
        if raw.startswith(bytes.fromhex(signature["bytes"])):
            raise NotText(file, f"this is {signature['what']}, not text", signature["advice"])


def _refuse_binary(text: str, file: str) -> None:
    if len(_CONTROL.findall(text)) > _CONTROL_SHARE * len(text) or "\0" in text:
        raise NotText(file, "this looks like a binary file, not text", "Give the report as plain text or HTML.")


def _marked(raw: bytes, file: str) -> Decoded | None:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            try:
                return Decoded(raw[len(bom) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise _broken(error, encoding, file) from error
    return None


def _utf8(raw: bytes, file: str) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        # Bytes that spell several letters of UTF-8 before the fault are no other encoding's.
        if not raw[: error.start].isascii():
            raise _broken(error, "utf-8", file) from error
        return None


def _broken(error: UnicodeDecodeError, encoding: str, file: str) -> NotText:
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    if error.reason in ("truncated data", "unexpected end of data"):
        return NotText(file, f"this {name} file is cut off in the middle of a character", "Fetch the file again.")
    return NotText(file, f"this {name} file has a fault at byte {error.start}", _SAVE_AS_UTF8)


def _declared(raw: bytes) -> Decoded | None:
    """The encoding that an HTML or XML file names in its head."""
    named = _DECLARED.search(raw[:2048])
    try:
        encoding = codecs.lookup(named[1].decode("ascii")).name if named else None
        return Decoded(raw.decode(encoding), encoding) if encoding else None
    except (LookupError, ValueError):
        return None


def _windows(raw: bytes) -> Decoded | None:
    """Windows-1252: nearly all English text that is not UTF-8; too little of it is beyond ASCII for detection."""
    if b"\0" in raw:
        return None
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [char for char in text if char > "\x7f"]
    few = len(beyond) <= _FEW_BEYOND_ASCII * len(text)
    return Decoded(text, "cp1252") if few or not any(map(str.isalnum, beyond)) else None


def _detected(raw: bytes) -> Decoded | None:
    best = from_bytes(raw[:SAMPLE]).best()
    try:
        return Decoded(raw.decode(best.encoding), best.encoding) if best else None
    except (LookupError, UnicodeDecodeError):
        return None
