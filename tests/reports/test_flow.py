from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fieldvisit.reports.flow import Pagination, Piece, draw_stacked, stacked_height
from fieldvisit.reports.lettering import Lettering
from fieldvisit.reports.sheet import Sheet


def nothing(sheet, left, top):
    pass


def piece(height, **more) -> Piece:
    return Piece(height, nothing, **more)


@given(st.lists(st.tuples(st.floats(1, 90), st.floats(0, 20), st.booleans()), max_size=60))
def test_nothing_is_lost_or_set_below_the_page(sizes):
    pagination = Pagination(10, 110)
    pieces = [piece(height, space_before=space, keep_with_next=keep) for height, space, keep in sizes]
    pagination.add(pieces)
    placed = [each for page in pagination.pages for each in page]
    assert [each.piece for each in placed] == pieces
    assert all(each.top >= 10 and each.top + each.piece.height <= 110.1 for each in placed)
    for page in pagination.pages:
        for above, below in pairwise(page):
            assert above.top + above.piece.height <= below.top + 0.001


def test_a_heading_goes_to_the_next_page_with_what_it_heads():
    heading, body = piece(10, keep_with_next=True), piece(40)
    pagination = Pagination(0, 100)
    pagination.add([piece(60), heading, body])
    assert [[each.piece for each in page] for page in pagination.pages][1] == [heading, body]


def test_a_head_comes_again_on_the_page_where_rows_go_on():
    head = piece(10)
    rows = [piece(30, heads=(head,)) for _ in range(5)]
    pagination = Pagination(0, 100)
    pagination.add([head, *rows])
    assert [page[0].piece is head for page in pagination.pages] == [True, True]
    assert sum(len(page) for page in pagination.pages) == 7


def test_space_before_is_left_out_at_the_top_of_a_page():
    pagination = Pagination(10, 100)
    pagination.add([piece(80, space_before=15), piece(20, space_before=15)])
    assert [page[0].top for page in pagination.pages] == [10, 10]


def test_a_group_longer_than_a_page_is_broken():
    pagination = Pagination(0, 100)
    pagination.add([piece(40, keep_with_next=True) for _ in range(6)])
    assert [len(page) for page in pagination.pages] == [2, 2, 2]


def test_stacking_without_pages_counts_the_space_between():
    tops = []
    pieces = [Piece(10, lambda sheet, left, top: tops.append(top), space_before=5) for _ in range(3)]
    draw_stacked(Sheet(595, 842, Lettering()), pieces, 0, 100)
    assert tops == [100, 115, 130]
    assert stacked_height(pieces) == 40
