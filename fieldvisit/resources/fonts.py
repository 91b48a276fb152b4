"""Static weights cut from the variable fonts once, and kept in the user's cache folder.

Neither reader of fonts does without: Qt 6.11 draws every weight of a variable file in its default weight
(Thin for Noto Sans SC), and a PDF holds outlines as they stand. HarfBuzz cuts the 31,000 glyphs of
Noto Sans SC in 0.2-0.4 s a weight (fontTools' instancer: 19 s), IBM Plex Sans in 0.02 s.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from fieldvisit.domain.errors import KnownError
from fieldvisit.domain.language import Message

Family = Literal["IBM Plex Sans", "Noto Sans SC"]

FAMILIES: tuple[Family, ...] = ("IBM Plex Sans", "Noto Sans SC")
WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold"}

_SOURCES: dict[Family, tuple[str, str]] = {
    "IBM Plex Sans": ("fontpkg_ibm_plex_sans", "files/IBMPlexSans[wdth,wght].ttf"),
    "Noto Sans SC": ("justmytype_intl_cjk", "fonts/ofl/notosanssc/NotoSansSC[wght].ttf"),
}
# Vertical setting and the axes' names; no use on screen or paper, and most of them large.
_UNUSED_IN_CHINESE = ("BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx")
_CUT_VERSION = "1"  # in the file's name, so that another way of cutting makes other files


class FontNotPrepared(KnownError):
    """The cache folder cannot take the cut fonts (full disk, read-only folder)."""


def static_font(family: Family, weight: int) -> Path:
    """A TrueType file of one weight (400, 500 or 600) with all characters; cut at the first call.

    Raises `FontNotPrepared` when it is absent and cannot be written.
    """
    name = f"{family.replace(' ', '')}-{WEIGHTS[weight]}-{_CUT_VERSION}.ttf"
    path = cache_folder() / name
    if not path.is_file():
        try:
            _write_whole(path, _cut(family, weight))
        except OSError as problem:
            raise FontNotPrepared(_not_prepared(path, problem)) from problem
    return path


def ui_font_files() -> list[Path]:
    """Every family and weight for the window, the Latin ones, quick to cut, first."""
    return [static_font(family, weight) for family in FAMILIES for weight in WEIGHTS]


def cache_folder() -> Path:
    """Where cut fonts are: FIELDVISIT_CACHE, `cache` in FIELDVISIT_HOME, or the system's place for it."""
    if folder := os.environ.get("FIELDVISIT_CACHE"):
        return Path(folder)
    if home := os.environ.get("FIELDVISIT_HOME"):
        return Path(home) / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("FieldVisit", appauthor=False)


def _cut(family: Family, weight: int) -> bytes:
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(_variable_font(family))))
    plan = uharfbuzz.SubsetInput()
    plan.keep_everything()
    plan.pin_all_axes_to_default(face)
    plan.pin_axis_location(face, "wght", weight)
    if family == "Noto Sans SC":
        plan.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _UNUSED_IN_CHINESE)
    return _named(_data(uharfbuzz.subset(face, plan)), family, WEIGHTS[weight])


def _variable_font(family: Family) -> Path:
    from importlib.util import find_spec

    package, file = _SOURCES[family]
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0], file)


def _data(face: Any) -> bytes:
    return bytes(face.blob.data)


def _named(font: bytes, family: Family, style: str) -> bytes:
    """Names the weight: pinned, it still carries the names of the variable file's default."""
    from fontTools.ttLib import TTFont

    opened = TTFont(BytesIO(font), lazy=True, recalcTimestamp=False)
    legacy_family = family if style == "Regular" else f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style}"
    names = {1: legacy_family, 2: "Regular", 3: postscript, 4: f"{family} {style}", 6: postscript}
    for number, name in (names | {16: family, 17: style}).items():
        opened["name"].setName(name, number, 3, 1, 0x409)
    written = BytesIO()
    opened.save(written, reorderTables=None)
    return written.getvalue()


def _write_whole(path: Path, content: bytes) -> None:
    """Writes beside and then renames, so that another process never reads half a font."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        part.write(content)
    try:
        Path(part.name).replace(path)
    except PermissionError:  # Windows, when another process made the same file first and has it open
        Path(part.name).unlink()
        if not path.is_file():
            raise


def _not_prepared(path: Path, problem: OSError) -> Message:
    return Message(
        "The fonts cannot be prepared in {folder} ({reason}); free some space or make the folder writable.",
        folder=str(path.parent),
        reason=problem.strerror or str(problem),
    )
