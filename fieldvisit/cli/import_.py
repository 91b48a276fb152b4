"""`import FILE... [--kind KIND] [--map FIELD=COLUMN]... [--dry-run] [--rejects OUT.xlsx]`, and `import --undo`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fieldvisit.cli import with_store
from fieldvisit.cli.output import Output
from fieldvisit.domain.language import Message, ntr, tr

if TYPE_CHECKING:
    from fieldvisit.store.store import Store
    from fieldvisit.usecases import import_file
    from fieldvisit.usecases.import_file import FileResult, ImportResult, Outcome

_REASONS_SHOWN: Final = 20


def add_parser(subparsers: Any) -> None:
    """Registers the command."""
    parser = subparsers.add_parser(
        "import", help=tr("take tables (Excel, CSV) into the store, or a whole store (JSON) into an empty one")
    )
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    parser.add_argument("--undo", action="store_true", help=tr("take the last import back as one step"))
    parser.add_argument("--kind", metavar="KIND", help=tr("what the files hold (default: recognised by their columns)"))
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        type=_pair,
        metavar="FIELD=COLUMN",
        help=tr("a field and its column, by heading, letter or number"),
    )
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        type=_pair,
        metavar="FIELD=ANSWER",
        help=tr("how an ambiguous column is meant: point, comma, day-first, month-first, fraction or percent"),
    )
    parser.add_argument("--sheet", metavar="NAME", help=tr("the sheet of a workbook"))
    parser.add_argument(
        "--header-row", type=int, metavar="N", help=tr("the row of the headings; 0 for a table without")
    )
    parser.add_argument(
        "--encoding", metavar="NAME", help=tr("how a text file is written: utf-8, gb18030, cp1252, ...")
    )
    parser.add_argument("--delimiter", metavar="MARK", help=tr("what parts the columns of a text file; tab for a tab"))
    parser.add_argument(
        "--complete",
        action="store_true",
        help=tr("a file of open items holds all of them: those it does not name are settled"),
    )
    parser.add_argument("--dry-run", action="store_true", help=tr("only say what would happen"))
    parser.add_argument(
        "--rejects", type=Path, metavar="OUT.xlsx", help=tr("where the refused rows go, with their reasons")
    )
    parser.set_defaults(run=with_store, work=run, parser=parser, creates=True)


def _pair(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name.strip():
        raise argparse.ArgumentTypeError(tr("write it as FIELD=VALUE"))
    return name.strip(), value.strip()


def run(args: argparse.Namespace, store: Store, out: Output) -> int:
    """Imports, or tries to; 1 when anything was refused, left out or is still to be answered."""
    if args.undo == bool(args.files):
        return _misused(args, tr("name files to import, or --undo alone"))
    if args.undo:
        return _undo(store, out)
    if any(path.suffix.lower() == ".json" for path in args.files):
        return _import_store(args, store, out)
    return _import_tables(args, store, out)


def _misused(args: argparse.Namespace, sentence: str) -> int:
    args.parser.print_usage(sys.stderr)
    Output().problem(sentence)
    return 2


def _undo(store: Store, out: Output) -> int:
    from fieldvisit.usecases.undo_import import undo_import

    undone = undo_import(store)
    data = {"files": undone.files, "removed": undone.removed, "restored": undone.restored, "kept": undone.kept}
    lines = [
        tr(
            "Taken back: {files} ({removed} rows removed, {restored} restored)",
            files=", ".join(undone.files),
            removed=undone.removed,
            restored=undone.restored,
        )
    ]
    if undone.kept:
        lines.append(
            ntr(
                "{count} value was changed since and stays",
                "{count} values were changed since and stay",
                undone.kept,
            )
        )
    out.done(data, lines)
    return 0


def _import_store(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases.whole_store import import_store

    if len(args.files) > 1 or args.dry_run:
        return _misused(args, tr("a whole store (JSON) is imported alone and not tried first"))
    counts = import_store(store, args.files[0])
    rows = sum(counts.values())
    out.done(
        {"file": args.files[0].name, "tables": counts},
        [ntr("{count} row imported from {file}", "{count} rows imported from {file}", rows, file=args.files[0].name)],
    )
    return 0


def _import_tables(args: argparse.Namespace, store: Store, out: Output) -> int:
    from fieldvisit.usecases import import_file

    plan = import_file.inspect(args.files, _wish(args), store=store)
    work = import_file.dry_run if args.dry_run else import_file.apply
    result = work(store, plan, out.progress)
    if args.rejects is not None:
        import_file.write_refused(result, args.rejects)
    out.done(_data(result), _lines(result))
    for sentence in _problems(result, rejects=args.rejects is not None):
        out.problem(sentence)
    return 1 if result.problems or result.counts["refused"] else 0


def _wish(args: argparse.Namespace) -> import_file.Wish:
    from fieldvisit.usecases import import_file

    return import_file.Wish(
        import_file.kind_named(args.kind) if args.kind else None,
        args.sheet,
        args.header_row,
        dict(args.map),
        import_file.answers_named(args.answer),
        args.encoding,
        "\t" if args.delimiter in ("tab", "\\t") else args.delimiter,
        args.complete,
    )


def _data(result: ImportResult) -> dict[str, Any]:
    return {"dry_run": result.dry, "counts": result.counts, "files": [_file_data(file) for file in result.files]}


def _file_data(file: FileResult) -> dict[str, Any]:
    plan = file.plan
    return {
        "file": plan.name,
        "sheet": plan.table.sheet if plan.table else None,
        "kind": plan.kind.key if plan.kind and plan.problem is None else None,
        "header_row": plan.header_row,
        "columns": {key: plan.heading_of(key) for key in plan.columns},
        "problem": plan.problem,
        "questions": [question.sentence for question in plan.questions],
        "notes": [*plan.notes, *file.afterwards],
        "counts": file.counts,
        "rows": [_row_data(outcome) for outcome in file.outcomes if outcome.state != "unchanged"],
    }


def _row_data(outcome: Outcome) -> dict[str, Any]:
    data: dict[str, Any] = {"row": outcome.row, "state": outcome.state.value}
    if outcome.changed:
        data["changed"] = list(outcome.changed)
    if outcome.reason is not None:
        data["reason"] = outcome.reason
    return data


def _lines(result: ImportResult) -> Iterator[str]:
    for file in result.files:
        if file.plan.problem is None and file.plan.kind is not None:
            yield f"{file.plan.name}: {tr(file.plan.kind.label)}, {_counted(file.counts)}"
            yield from (f"  {note}" for note in (*file.plan.notes, *file.afterwards))
    counts = _counted(result.counts)
    yield (
        tr("Dry run, nothing was changed: {counts}", counts=counts)
        if result.dry
        else tr("Imported: {counts}", counts=counts)
    )


def _counted(counts: dict[str, int]) -> str:
    return tr("{new} new, {changed} changed, {unchanged} unchanged, {refused} refused", **counts)


def _problems(result: ImportResult, *, rejects: bool) -> Iterator[object]:
    yield from result.problems
    for file in result.files:
        for outcome in file.refused[:_REASONS_SHOWN]:
            yield Message("{file}, row {row}: {reason}", file=file.plan.name, row=outcome.row, reason=outcome.reason)
        more = len(file.refused) - _REASONS_SHOWN
        if more > 0 and not rejects:
            yield ntr(
                "{file}: {count} more row was refused; --rejects OUT.xlsx writes them all",
                "{file}: {count} more rows were refused; --rejects OUT.xlsx writes them all",
                more,
                file=file.plan.name,
            )
