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

from retention import __version__, logs
from retention.errors import ListRefused, MetricRefused, RetentionError
from retention.ingest import ImportOptions, import_file, undo_import
from retention.shop import Shop

DEFAULT_SHOP = "data/shop.duckdb"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    asked = parser().parse_args(arguments)
    try:
        asked.run(asked)
    except RetentionError as error:
        print(f"{error.code}: {error.sentence}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(
        prog="python -m retention", description="Retention analytics for online shops."
    )
    top.add_argument(
        "--shop",
        type=Path,
        default=Path(os.environ.get("RETENTION_SHOP", DEFAULT_SHOP)),
        help="the shop file (default: $RETENTION_SHOP, else data/shop.duckdb)",
    )
    top.add_argument("--version", action="version", version=f"retention {__version__}")
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _import_parser(_command(commands, "import", _import, "load order and session exports"))
    _command(commands, "imports", _imports, "the journal of imports")
    undo = _command(commands, "undo", _undo, "make the shop as if an import had never been loaded")
    undo.add_argument("number", type=int, metavar="N")
    _command(commands, "describe", _describe, "what the shop holds, as JSON")
    _metric_parser(_command(commands, "metric", _metric, "a metric as a table"))
    definitions = _command(commands, "definitions", _definitions, "what the numbers mean")
    definitions.add_argument("name", nargs="?", metavar="NAME")
    _list_parser(_command(commands, "list", _list, "a target list"))
    _command(commands, "plays", _plays, "campaign ideas that lists can be made of")
    settings = _command(commands, "settings", _settings, "show or change the shop's settings")
    settings.add_argument("pairs", nargs="*", metavar="KEY=VALUE")
    return top


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], None], text: str
) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    added.set_defaults(run=run)
    return added


def _import_parser(command: argparse.ArgumentParser) -> None:
    order = command.add_mutually_exclusive_group()
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument("--kind", choices=("auto", "orders", "sessions"), default="auto")
    command.add_argument(
        "--map", action="append", default=[], metavar="FIELD=COLUMN", help="COLUMN: header text or #3"
    )
    command.add_argument(
        "--status",
        action="append",
        default=[],
        metavar="WORD=MEANING",
        help="counted, pending, cancelled, refunded or test",
    )
    command.add_argument("--encoding")
    command.add_argument("--delimiter")
    order.add_argument("--day-first", dest="day_first", action="store_const", const=True)
    order.add_argument("--month-first", dest="day_first", action="store_const", const=False)
    command.add_argument("--time-zone", metavar="Z", help="the shop's zone, for example Europe/Moscow")
    command.add_argument(
        "--covers-to", type=date.fromisoformat, metavar="DATE", help="the export runs to this day"
    )
    command.add_argument("--no-header", action="store_true", help="the first line is data")
    command.add_argument("--rejects", type=Path, metavar="FILE", help="write rejected rows to this file")
    command.add_argument(
        "--dry-run", action="store_true", help="report what would come of it, change nothing"
    )
    command.add_argument("--json", action="store_true", help="the report as JSON on stdout")


def _metric_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME")
    command.add_argument("--grain", help="day, week, month, quarter or year")
    command.add_argument("--mode", help="in_period, on_or_after or cumulative")
    command.add_argument("--clock", help="calendar or age")
    command.add_argument("--where", action="append", metavar="FIELD=VALUE", help="only these customers")
    command.add_argument("--as-of", metavar="DATE", help="the numbers as they would have been on that day")
    command.add_argument("--window", metavar="DAYS", help="churn window in days, or auto")
    command.add_argument("--output", type=Path, metavar="FILE")


def _list_parser(command: argparse.ArgumentParser) -> None:
    command.add_argument("play", metavar="PLAY")
    command.add_argument("--to", default="people", metavar="DESTINATION")
    command.add_argument(
        "--contact-on",
        type=date.fromisoformat,
        metavar="DATE",
        help="the day of contact (default today, not before the day after the data end)",
    )
    command.add_argument("--limit", type=int, metavar="N")
    command.add_argument("--least-purchases", type=int, default=1, metavar="N")
    command.add_argument("--least-revenue", type=float, default=0.0, metavar="MONEY")
    command.add_argument("--preview", action="store_true", help="the first ten, contacts masked")
    command.add_argument("--output", type=Path, metavar="FILE")


def _open(asked: argparse.Namespace, *, create: bool = False) -> Shop:
    return Shop.open(asked.shop, create=create)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def _pairs(texts: Sequence[str]) -> dict[str, str]:
    """FIELD=VALUE arguments; the last = of several belongs to the value of statuses such as “a=b=counted”."""
    found = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            parser().error(f"“{text}” is not of the form NAME=VALUE")
        found[name] = value
    return found


def _write_table(rows: Any, output: Path | None) -> None:
    """UTF-8 CSV with commas, decimal points and ISO dates; true and false in lower case."""
    shown = rows.copy()
    for column in shown.columns:
        if shown[column].dtype == bool:
            shown[column] = shown[column].map({True: "true", False: "false"})
    text = shown.to_csv(index=False, lineterminator="\n")
    if output:
        output.write_text(text, encoding="utf-8")
        _say(f"{len(rows)} rows written to {output}")
    else:
        sys.stdout.write(text)


def _import(asked: argparse.Namespace) -> None:
    options = ImportOptions(
        kind=asked.kind,
        mapping=_pairs(asked.map),
        statuses=_pairs(asked.status),
        encoding=asked.encoding,
        delimiter={"tab": "\t", "\\t": "\t"}.get(asked.delimiter, asked.delimiter),
        day_first=asked.day_first,
        has_header=False if asked.no_header else None,
        time_zone=asked.time_zone,
        covers_to=asked.covers_to,
        dry_run=asked.dry_run,
    )
    reports, rejects = [], []
    with _open(asked, create=True) as shop:
        log = logs.start(asked.shop.absolute().parent)
        for file in asked.files:
            report = import_file(
                shop, file, options, on_progress=lambda stage, name=file.name: _say(f"{name}: {stage}")
            )
            log.info(
                "import %s: %s rows in %s s", report["import_id"], report["rows_read"], report["seconds"]
            )
            reports.append(report)
            rejects += [{"file": file.name} | row for row in report.pop("rejects")]
            _say(_summary(file.name, report))
    if asked.rejects:
        _write_rejects(rejects, asked.rejects)
    if asked.json:
        print(json.dumps(reports if len(reports) > 1 else reports[0], ensure_ascii=False, indent=1))


def _summary(name: str, report: dict[str, Any]) -> str:
    what = "orders" if report["kind"] == "orders" else "sessions"
    text = (
        f"{name}: {report['rows_read']} rows = {report['rows_loaded']} loaded + {report['rows_rejected']} rejected "
        f"+ {report['rows_duplicate']} duplicate; {what}: {report[what + '_new']} new, "
        f"{report[what + '_updated']} changed, {report[what + '_unchanged']} unchanged"
    )
    return f"{text} (this file is loaded already: nothing changed)" if report["already_loaded"] else text


def _write_rejects(rows: list[dict[str, Any]], output: Path) -> None:
    import pandas as pd

    _write_table(pd.DataFrame(rows, columns=["file", "line", "column_name", "value", "reason"]), output)


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

    given = {name: getattr(asked, name) for name in ("grain", "mode", "clock", "where", "as_of", "window")}
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

    if asked.name and asked.name not in DEFINITIONS:
        raise MetricRefused("metric_unknown", found=asked.name, known=", ".join(DEFINITIONS))
    for name in [asked.name] if asked.name else DEFINITIONS:
        print(explained(DEFINITIONS[name], with_sql=bool(asked.name)))


def _list(asked: argparse.Namespace) -> None:
    from retention.targets import Choice, make_list, people

    if asked.to != "people":
        raise ListRefused("destination_unknown", found=asked.to, known="people")
    with _open(asked) as shop:
        as_of = shop.coverage().as_of or date.today()
        contact_on = asked.contact_on or max(date.today(), as_of + timedelta(days=1))
        made = make_list(
            shop, asked.play, Choice(contact_on, asked.limit, asked.least_purchases, asked.least_revenue)
        )
        _say(f"{made.list_id}: {len(made.keys)} people, data to {made.as_of} ({made.data_age_days} days old)")
        if asked.preview:
            _write_table(people(shop, made.keys[:10]), asked.output)
        elif asked.output:
            asked.output.write_bytes(made.to_csv(shop))
        else:
            sys.stdout.write(made.to_csv(shop).decode("utf-8-sig").replace("\r\n", "\n"))


def _plays(asked: argparse.Namespace) -> None:
    from retention.targets import PLAYS

    for play in PLAYS.values():
        print(f"{play.key}: {play.title}. {play.why}")


def _settings(asked: argparse.Namespace) -> None:
    from retention.shop.settings import CHANGEABLE, change

    with _open(asked) as shop:
        for name, value in _pairs(asked.pairs).items():
            change(shop, name, value)
        for name, meaning in CHANGEABLE.items():
            print(f"{name}={shop.setting(name)}    # {meaning}")
