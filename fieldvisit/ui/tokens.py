"""The colours of both themes. Contrast of text is at least 4.5, of marks and field borders 3.0 (WCAG 2)."""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """One theme's colours as `#RRGGBB`, named by what they are used for."""

    name: str
    bg: str
    side: str
    sunk: str
    field: str
    line: str
    line2: str
    edge: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    select: str
    hover: str
    red: str
    red_bg: str
    red_mark: str
    amber: str
    amber_bg: str
    amber_mark: str
    ink: str
    mid: str
    band: str
    ageing: tuple[str, str, str, str, str]


LIGHT = Tokens(
    name="light",
    bg="#FFFFFF",
    side="#F6F7F9",
    sunk="#F1F3F5",
    field="#FFFFFF",
    line="#E3E7EB",
    line2="#C3CAD2",
    edge="#8893A0",
    text="#1A1F26",
    text2="#505A66",
    text3="#5F6975",
    accent="#1F5AA8",
    on_accent="#FFFFFF",
    select="#E8F0FA",
    hover="#F3F5F7",
    red="#B3261E",
    red_bg="#FCEBE9",
    red_mark="#C8372D",
    amber="#875000",
    amber_bg="#FDF2DC",
    amber_mark="#C27800",
    ink="#39434F",
    mid="#818D99",
    band="#DCE3EA",
    ageing=("#D5DBE1", "#EBC48A", "#DB9140", "#B9521F", "#7E1A14"),
)

DARK = Tokens(
    name="dark",
    bg="#17191C",
    side="#1D2024",
    sunk="#24282D",
    field="#1A1D21",
    line="#2D3238",
    line2="#454C54",
    edge="#6E7985",
    text="#E7E9EC",
    text2="#B0B8C1",
    text3="#939DA8",
    accent="#82B1F2",
    on_accent="#10151B",
    select="#20314A",
    hover="#22262A",
    red="#FF9B92",
    red_bg="#3B1F1D",
    red_mark="#F0665B",
    amber="#F1BE62",
    amber_bg="#362A14",
    amber_mark="#E0A030",
    ink="#C3CAD2",
    mid="#7A8692",
    band="#353C44",
    ageing=("#4A525B", "#8A6A35", "#C0792B", "#E07B45", "#FF9B92"),
)
