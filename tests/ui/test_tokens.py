import pytest

from fieldvisit.ui.tokens import DARK, LIGHT, Tokens

TEXTS = ("text", "text2", "text3", "accent", "red", "amber")
GROUNDS = ("bg", "side", "select")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(tokens: Tokens, text: str, ground: str):
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
@pytest.mark.parametrize("mark", ["edge", "red_mark", "amber_mark", "ink", "mid"])
def test_marks_stand_out(tokens: Tokens, mark: str):
    assert contrast(getattr(tokens, mark), tokens.bg) >= 3.0


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=lambda tokens: tokens.name)
def test_text_stays_readable_in_cells_with_a_warning(tokens: Tokens):
    assert contrast(tokens.text, tokens.red_bg) >= 4.5
    assert contrast(tokens.text, tokens.amber_bg) >= 4.5
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5
