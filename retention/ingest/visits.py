"""Session and event files: what tracker events mean, where a visit begins and ends, and the Parquet of visits."""

from __future__ import annotations

from pathlib import Path

import duckdb

from retention.ingest.options import Reading
from retention.ingest.statements import copy, statement

EVENT_STEPS = {
    "page": ("page_view", "pageview", "screen_view", "home", "catalog"),
    "view": ("view_item", "view", "product_view", "product1", "product2", "detail", "view item"),
    "cart": ("add_to_cart", "cart", "addtocart", "add to cart", "add"),
    "checkout": ("begin_checkout", "checkout", "add_payment_info", "add_shipping_info", "payment_details"),
    "purchase": ("purchase", "transaction", "order", "payment_done", "buy"),
}
"""What tracker events mean for the steps of a visit."""

PAUSE_MINUTES = 30
"""Without visit numbers, events of a visitor that are further apart belong to two visits."""


def session_parts(parts: dict[str, str]) -> dict[str, str]:
    """Expressions for the typed columns of a session file."""
    whens = " ".join(
        f"when lower({parts['event']}) in ({', '.join(repr(word) for word in words)}) then '{step}'"
        for step, words in EVENT_STEPS.items()
    )
    return {
        "step": f"case {whens} when {parts['event']} is not null then 'other' end",
        "session_id": f"coalesce({parts['session_id']}, '')",
    }


def number_visits(cursor: duckdb.DuckDBPyConnection, pause: int) -> None:
    """In a file without visit numbers a row is a visit; where rows are events, a visit ends with a pause. A visit is
    named by its first moment, so that the same visit in the next file is the same."""
    cursor.execute(f"""
        create or replace table typed_row as
        with placed as (
            select *, lag(started_at) over in_time as previous from typed_row
            window in_time as (partition by visitor_id order by started_at, row_number)),
        begun as (
            select *, case when previous is null or started_at - previous > interval {pause} minutes
                then started_at end as begins
            from placed)
        select * exclude (previous, begins) replace (case when visitor_id is null then '' else cast(max(begins) over (
            partition by visitor_id order by started_at, row_number) as text) end as session_id)
        from begun order by row_number""")


def write_sessions(cursor: duckdb.DuckDBPyConnection, work: Path, reading: Reading) -> None:
    """Sets unusable and doubled events aside and writes the visits and their purchases to Parquet."""
    cursor.execute("""insert into rejected select row_number, null, null, 'no_date' from typed_row
        where started_at is null""")
    cursor.execute("""insert into rejected select row_number, null, null, 'no_visit' from typed_row
        where started_at is not null and session_id = '' and visitor_id is null""")
    cursor.execute("delete from typed_row where row_number in (select row_number from rejected)")
    surplus = cursor.execute(f"select row_number from ({statement('event_duplicates')})").fetchall()
    cursor.execute(f"delete from typed_row where row_number in ({statement('event_duplicates')})")
    reading.rows_duplicate = len(surplus)
    copy(cursor, "sessions", work)
    copy(cursor, "session_purchases", work)
