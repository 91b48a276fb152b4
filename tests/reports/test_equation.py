from __future__ import annotations

from decimal import Decimal

from fieldvisit.reports.equation import Equation, Term, signed
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet

WIDTH = 494.0


def drawn_lefts(equation: Equation) -> list[float]:
    lettering = Lettering()
    sheet = Sheet(595, 842, lettering)
    equation.pieces(lettering, WIDTH)[0].draw(sheet, 0, 0)
    return [float(each.split()[5]) for each in sheet.operators if each.startswith("BT")]


def test_a_negative_figure_behind_a_sign_stands_in_brackets():
    assert signed("−9,150.00", Decimal(-9150)) == "(−9,150.00)"
    assert signed("9,150.00", Decimal(9150)) == "9,150.00"


def test_figures_of_any_length_stay_on_their_line_and_in_order():
    terms = tuple(Term(f"Label of term {n}", "9" * 24 + ".00", "+" if n else "") for n in range(7))
    lefts = drawn_lefts(Equation(terms))
    assert min(lefts) >= -0.01
    assert max(lefts) < WIDTH
    figures = lefts[7:]
    assert figures == sorted(figures)


def test_the_last_term_ends_at_the_margin():
    one = drawn_lefts(Equation((Term("", "100.00"), Term("", "100.00", "="))))
    assert one[0] < 1
    assert one[-1] > WIDTH - 60
