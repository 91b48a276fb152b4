from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.reports.columns import Cell, Column, column_widths
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet
from fieldvisit.reports.spans import Span
from fieldvisit.reports.tables import Table
from fieldvisit.reports.theme import ROW_HEIGHT, TABLE

WIDTH = 494.0
words = st.text(alphabet="abcdefgh ,中文价格", max_size=40)


def gaps(columns: tuple[Column, ...]) -> float:
    return sum(column.gap for column in columns[:-1])


@given(
    st.lists(st.tuples(words, words, words), min_size=1, max_size=8),
    st.lists(st.sampled_from([0, 1.0, 2.0]), min_size=3, max_size=3),
)
def test_columns_never_need_more_than_the_page(rows, stretches):
    columns = tuple(Column("Head", stretch=each) for each in stretches)
    widths = column_widths(Lettering(), columns, rows, WIDTH)
    assert all(width > 0 for width in widths)
    assert sum(widths) + gaps(columns) <= WIDTH + 0.1


def test_figures_are_never_broken_while_words_can_give_way():
    columns = (Column("Product", stretch=1), Column("Amount", "right"), Column("Remark", stretch=1))
    amount = "123,456,789,012.00"
    widths = column_widths(Lettering(), columns, [("A long name of a product " * 3, amount, "and words " * 20)], WIDTH)
    assert Lettering().width(amount, columns[1].style) <= widths[1] + 0.01


def test_a_stretched_column_of_few_words_leaves_its_room_to_the_others():
    columns = (Column("A", stretch=1), Column("B", stretch=1))
    short, long = column_widths(Lettering(), columns, [("ok", "many words " * 30)], WIDTH)
    assert long > 3 * short


def test_far_too_many_figures_are_made_to_fit():
    columns = tuple(Column(f"Column {n}", "right") for n in range(12))
    rows = [["9" * 30 + ".00"] * 12]
    widths = column_widths(Lettering(), columns, rows, WIDTH)
    assert sum(widths) + gaps(columns) <= WIDTH + 0.1
    assert Table(columns, rows).pieces(Lettering(), WIDTH)


def test_a_row_of_very_many_lines_goes_on_as_further_rows_under_the_same_head():
    pieces = Table((Column("Note", stretch=1),), [("word " * 4000,)]).pieces(Lettering(), WIDTH)
    head, *rows = pieces
    assert len(rows) > 2
    assert max(row.height for row in rows) < 600
    assert all(row.heads == (head,) or row.heads[0].height == head.height for row in rows)


def test_a_head_and_the_first_and_last_rows_keep_company():
    pieces = Table((Column("A"),), [("1",), ("2",), ("3",), ("4",)]).pieces(Lettering(), WIDTH)
    assert [piece.keep_with_next for piece in pieces] == [True, True, False, True, False]


def test_a_table_of_few_words_takes_half_the_page():
    columns = (Column("Brand", stretch=1), Column("Value", "right"))
    widths = []
    for narrow in (False, True):
        head = Table(columns, [("Jiangyue", "1.00")], may_be_narrow=narrow).pieces(Lettering(), WIDTH)[0]
        sheet = Sheet(595, 842, Lettering())
        head.draw(sheet, 0, 0)
        rule = next(each for each in sheet.operators if each.endswith(" S")).split()
        widths.append(float(rule[5]) - float(rule[2]))
    assert widths[0] == WIDTH
    assert widths[1] < WIDTH / 2


def test_a_row_that_heads_others_is_never_the_last_on_a_page():
    rows = [(str(n),) for n in range(8)]
    pieces = Table((Column("A"),), rows, titles=frozenset({4})).pieces(Lettering(), WIDTH)
    assert [index for index, piece in enumerate(pieces[1:]) if piece.keep_with_next] == [0, 4, 6]


def test_words_across_columns_do_not_widen_the_first_one():
    columns = (Column("A"), Column("B"), Column("C", stretch=1))
    title = Cell((Span("a title that is far wider than its column", TABLE),), across=3)
    alone = column_widths(Lettering(), columns, [("1", "2", "3")], WIDTH)
    assert column_widths(Lettering(), columns, [(title, "", ""), ("1", "2", "3")], WIDTH) == alone
    _, row, _ = Table(columns, [(title, "", ""), ("1", "2", "3")]).pieces(Lettering(), WIDTH)
    assert row.height == ROW_HEIGHT


def test_a_row_that_is_high_enough_does_not_grow_with_a_second_line():
    one, two = (
        Table((Column("A"),), [(words,)], row_height=2 * ROW_HEIGHT).pieces(Lettering(), WIDTH)[1].height
        for words in ("a", "a\nb")
    )
    assert one == two == 2 * ROW_HEIGHT
