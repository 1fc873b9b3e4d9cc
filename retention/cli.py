"""The command line: for schedulers, scripts and checks. Stands on the same functions as the pages.

Tables go to stdout as CSV, messages to stderr. Exit 0 done, 1 a problem the user can mend, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from retention import __version__, checking, importing
from retention.arguments import import_options, list_options, metric_options, pairs
from retention.errors import ListRefused, MetricRefused, RetentionError
from retention.importing import say as _say
from retention.ingest import undo_import
from retention.shop import Shop

DEFAULT_SHOP = "data/shop.duckdb"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    asked = parser().parse_args(arguments)
    code = 0
    try:
        code = asked.run(asked) or 0
        sys.stdout.flush()  # a reader that has gone away is noticed here, not while Python ends
    except RetentionError as error:
        _say(f"{error.code}: {error.sentence}")
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        _say(
            f"path_unusable: {error.filename or 'A file'} cannot be used ({error.strerror or error}). "
            "Check the path, your rights and the free space, and try again."
        )
        return 1
    return code


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(
        prog="python -m retention", description="Retention analytics for online shops."
    )
    top.add_argument(
        "--shop",
        type=Path,
        default=Path(os.environ.get("RETENTION_SHOP") or DEFAULT_SHOP),
        help="the shop file (default: $RETENTION_SHOP, else data/shop.duckdb)",
    )
    top.add_argument("--version", action="version", version=f"retention {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    import_options(_command(commands, "import", importing.run, "load export files"))
    _command(commands, "imports", _imports, "the journal of imports")
    undo = _command(commands, "undo", _undo, "make the shop as if an import had never been loaded")
    undo.add_argument("number", type=int, metavar="N")
    _command(
        commands, "check", checking.run, "do the numbers add up, and do the files look whole? as a table"
    )
    _command(commands, "describe", _describe, "what the shop holds, as JSON")
    metric_options(_command(commands, "metric", _metric, "a metric as a table"))
    definitions = _command(commands, "definitions", _definitions, "what the numbers mean")
    definitions.add_argument("name", nargs="?", metavar="NAME")
    definitions.add_argument("--language", choices=("en", "ru"), default="en")
    list_options(_command(commands, "list", _list, "a target list"))
    _command(commands, "plays", _plays, "campaign ideas that lists can be made of")
    settings = _command(commands, "settings", _settings, "show or change the shop's settings")
    settings.add_argument("pairs", nargs="*", metavar="KEY=VALUE")
    backup = _command(commands, "backup", _backup, "everything that the shop holds as one file")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.add_argument("--force", action="store_true", help="replace FILE where there is one")
    restore = _command(
        commands, "restore", _restore, "make the shop what a backup holds; the present is kept"
    )
    restore.add_argument("file", type=Path, metavar="FILE")
    return top


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int | None], text: str
) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    added.set_defaults(run=run)
    return added


def _open(asked: argparse.Namespace, *, create: bool = False) -> Shop:
    return Shop.open(asked.shop, create=create)


def _write_table(rows: Any, output: Path | None) -> None:
    """UTF-8 CSV with commas, decimal points and ISO dates (times always whole); true and false in lower case."""
    shown = rows.copy()
    for column in shown.columns:
        if shown[column].dtype == bool:
            shown[column] = shown[column].map({True: "true", False: "false"})
    text = shown.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d %H:%M:%S")
    _write(text.encode(), len(rows), output)


def _write(table: bytes, count: int, output: Path | None) -> None:
    """To the file as it is, to stdout as plain lines without a byte order mark."""
    if output:
        output.write_bytes(table)
        _say(f"{count} rows written to {output}")
    else:
        sys.stdout.write(table.decode("utf-8-sig").replace("\r\n", "\n"))


def _imports(asked: argparse.Namespace) -> None:
    with _open(asked) as shop:
        _write_table(shop.query("shop/journal").drop(columns=["report", "reading_hash"]), None)


def _undo(asked: argparse.Namespace) -> None:
    with _open(asked) as shop:
        undo_import(shop, asked.number)
    _say(f"Import {asked.number} is undone: the shop is as if it had never been loaded.")


def _describe(asked: argparse.Namespace) -> None:
    from retention.metrics import describe

    with _open(asked) as shop:
        print(json.dumps(describe(shop), ensure_ascii=False, indent=1, default=str))


def _metric(asked: argparse.Namespace) -> None:
    from retention.metrics import compute

    options = (
        "grain", "mode", "clock", "events", "where", "orders_where", "split", "as_of", "compare_to", "window",
        "visit_window", "by", "of", "horizon", "paydays",
    )  # fmt: skip
    given = {name: getattr(asked, name) for name in options}
    with _open(asked) as shop:
        result = compute(shop, asked.name, **given)
    for note in result.notes:
        _say(
            f"note: {note.caveat} {json.dumps(note.fields, ensure_ascii=False, default=str) if note.fields else ''}"
        )
    _write_table(result.rows, asked.output)


def _definitions(asked: argparse.Namespace) -> None:
    from retention.definitions import DEFINITIONS
    from retention.explain import explained
    from retention.i18n import words

    if asked.name and asked.name not in DEFINITIONS:
        raise MetricRefused("metric_unknown", found=asked.name, known=", ".join(DEFINITIONS))
    for name in [asked.name] if asked.name else DEFINITIONS:
        print(explained(DEFINITIONS[name], words(asked.language), with_sql=bool(asked.name)))


def _list(asked: argparse.Namespace) -> None:
    from retention.targets import REFUSALS, Choice, csv_bytes, make_list, people

    if asked.to != "people":
        raise ListRefused("destination_unknown", found=asked.to, known="people")
    with _open(asked) as shop:
        as_of = shop.coverage().as_of or date.today()
        contact_on = asked.contact_on or max(date.today(), as_of + timedelta(days=1))
        made = make_list(
            shop, asked.play, Choice(contact_on, asked.limit, asked.least_purchases, asked.least_revenue)
        )
        _say(f"{made.list_id}: {len(made.keys)} people, data to {made.as_of} ({made.data_age_days} days old)")
        for reason, count in made.left_out.items():
            _say(f"left out: {count} who {REFUSALS[reason]}")
        if asked.preview:
            shown = people(shop, made.keys[:10])
            _write(csv_bytes(shown, unguarded=("phone",)), len(shown), asked.output)
        else:
            _write(made.to_csv(shop), len(made.keys), asked.output)


def _plays(asked: argparse.Namespace) -> None:
    from retention.targets import PLAYS

    for play in PLAYS.values():
        print(f"{play.key}: {play.title}. {play.why}")


def _settings(asked: argparse.Namespace) -> None:
    from retention.shop.settings import CHANGEABLE, change_all

    with _open(asked) as shop:
        if asked.pairs:
            change_all(shop, pairs(asked.pairs))
        for name, meaning in CHANGEABLE.items():
            print(f"{name}={shop.setting(name)}    # {meaning}")


def _backup(asked: argparse.Namespace) -> None:
    from retention.shop.backups import backup

    with _open(asked) as shop:
        made = backup(shop, asked.file, overwrite=asked.force)
    _say(f"Backup written to {made} ({made.stat().st_size / 1e6:.1f} MB).")


def _restore(asked: argparse.Namespace) -> None:
    from retention.shop.backups import restore

    kept = restore(asked.shop, asked.file)
    _say(f"{asked.shop} holds what the backup held." + (f" The shop before lies in {kept}." if kept else ""))
