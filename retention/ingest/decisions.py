"""What an import decides for the shop beside its rows (status words, the time zone), and how undo takes it back."""

from __future__ import annotations

import json

import duckdb

from retention.ingest.options import ImportOptions

Decisions = dict[str, list[str | None]]
"""What was decided → [value before, value after]; None = nothing."""

TIME_ZONE = "time_zone"
STATUS = "status:"


def decide(cursor: duckdb.DuckDBPyConnection, options: ImportOptions) -> Decisions:
    """Writes the user's decisions and returns them with what they replace."""
    wanted = {STATUS + word.strip().lower(): str(meaning) for word, meaning in options.statuses.items()}
    if options.time_zone:
        wanted[TIME_ZONE] = options.time_zone
    made: Decisions = {name: [_value(cursor, name), value] for name, value in wanted.items()}
    for name, value in wanted.items():
        _write(cursor, name, value)
    return made


def take_back(cursor: duckdb.DuckDBPyConnection, import_id: int) -> None:
    """Restores what the import replaced, unless somebody has decided otherwise since."""
    for name, (before, after) in _of(cursor, import_id).items():
        later = _next_with(cursor, import_id, name)
        if later:
            _hand_on(cursor, *later, name, before, after)
        elif _value(cursor, name) == after:
            _write(cursor, name, before)


def _of(cursor: duckdb.DuckDBPyConnection, import_id: int) -> Decisions:
    rows = cursor.execute(
        "select decisions from import_journal where import_id = $import_id", {"import_id": import_id}
    ).fetchall()
    made: Decisions = json.loads(rows[0][0])
    return made


def _next_with(cursor: duckdb.DuckDBPyConnection, import_id: int, name: str) -> tuple[int, Decisions] | None:
    """The first later import that decided the same thing."""
    rows = cursor.execute(
        "select import_id, decisions from import_journal where import_id > $import_id order by import_id",
        {"import_id": import_id},
    ).fetchall()
    decided = ((number, json.loads(text)) for number, text in rows)
    return next(((number, made) for number, made in decided if name in made), None)


def _hand_on(
    cursor: duckdb.DuckDBPyConnection,
    later: int,
    made: Decisions,
    name: str,
    before: str | None,
    after: str | None,
) -> None:
    """The later import then replaced what the undone one had replaced."""
    if made[name][0] == after:
        made[name][0] = before
        cursor.execute(
            "update import_journal set decisions = $decisions where import_id = $import_id",
            {"decisions": json.dumps(made), "import_id": later},
        )


def _value(cursor: duckdb.DuckDBPyConnection, name: str) -> str | None:
    if name == TIME_ZONE:
        rows = cursor.execute("select value from setting where name = 'time_zone'").fetchall()
    else:
        rows = cursor.execute(
            "select meaning from status_meaning where word = $word", {"word": name.removeprefix(STATUS)}
        ).fetchall()
    return str(rows[0][0]) if rows else None


def _write(cursor: duckdb.DuckDBPyConnection, name: str, value: str | None) -> None:
    if name == TIME_ZONE:
        cursor.execute("update setting set value = $zone where name = 'time_zone'", {"zone": value})
        return
    word = name.removeprefix(STATUS)
    cursor.execute("delete from status_meaning where word = $word", {"word": word})
    if value is not None:
        cursor.execute(
            "insert into status_meaning values ($word, $meaning)", {"word": word, "meaning": value}
        )
