"""Reports read in this process, and what the page then shows of them."""

from fieldvisit.exchange.seals import Signer
from fieldvisit.usecases.report_reader import answer_of

MINE, STRANGERS = Signer(bytes(range(32))), Signer(bytes(range(1, 33)))


def read_here(paths, watch, admission):
    for path in paths:
        watch()
        yield path, answer_of(path, admission)


def words(table):
    return [[cell.spoken() for cell in table.records.record(at).cells] for at in range(table.records.rowCount())]


def tile(page, name):
    return next(each for each in page.board.tiles.tiles if each.shown.name.startswith(name))
