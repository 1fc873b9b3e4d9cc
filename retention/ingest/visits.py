"""Session and event files: what tracker events mean, where a visit begins and ends, and the Parquet of visits."""

from __future__ import annotations

from pathlib import Path

import duckdb

from retention.ingest.columns import Columns
from retention.ingest.options import Reading
from retention.ingest.statements import copy, statement
from retention.ingest.visit_rows import ELEMENTS, has_lists

EVENT_STEPS = {
    "page": ("page_view", "pageview", "screen_view", "home", "catalog"),
    "view": ("view_item", "view", "product_view", "product1", "product2", "detail", "view item"),
    "wishlist": ("add_to_wishlist", "wishlist_add", "wishlist", "favorite", "add_to_favorites"),
    "cart": ("add_to_cart", "cart", "addtocart", "add to cart", "add"),
    "remove": ("remove_from_cart", "removefromcart", "remove from cart", "remove"),
    "checkout": (
        "begin_checkout", "checkout", "add_payment_info", "add_shipping_info", "shipping_details", "payment_details",
    ),
    "purchase": ("purchase", "transaction", "order", "payment_done", "buy"),
}  # fmt: skip
"""What tracker events mean for the steps of a visit."""

PAUSE_MINUTES = 30
"""Without visit numbers, events of a visitor that are further apart belong to two visits."""
NOBODY = ("0", "(not set)", "not set", "null", "none", "nan", "undefined", "anonymous", "-")
"""What trackers write where they know no visitor."""


def session_parts(columns: Columns, at: dict[str, str], parts: dict[str, str]) -> dict[str, str]:
    """Expressions for the typed columns of a session file, beside those of its mapped columns."""
    event = "list_event" if has_lists(columns) else parts["event"]
    whens = " ".join(
        f"when lower({event}) in ({', '.join(repr(word) for word in words)}) then '{step}'"
        for step, words in EVENT_STEPS.items()
    )
    customer = parts["customer_id"]  # some shops hand the e-mail to their tracker as the customer's number
    email = f"coalesce({parts['email']}, case when contains({customer}, '@') then {customer} end)"
    return {
        "event": event,
        "step": f"case {whens} when {event} is not null then 'other' end",
        "session_id": f"coalesce({parts['session_id']}, '')",
        "visitor_id": f"case when lower({parts['visitor_id']}) not in ({', '.join(map(repr, NOBODY))}) "
        f"then {parts['visitor_id']} end",
        "email": f"lower({email})",
        "cart": f"coalesce({parts['cart']} or {_reached(columns, at, parts)}, {parts['cart']})",
        "amount": f"try_cast(cast({parts['price']} as decimal(19, 4)) * coalesce(cast({parts['quantity']} as "
        "decimal(19, 4)), 1) as decimal(18, 4))",
    }


def _reached(columns: Columns, at: dict[str, str], parts: dict[str, str]) -> str:
    """Whether the visit reached the goal that marks the cart: a column of its own, or one of a list of goals."""
    if columns.cart_goal and "goals" in at:
        return f"coalesce(list_contains(regexp_extract_all({at['goals']}, '[0-9]+'), '{columns.cart_goal}'), false)"
    return parts["cart_goal"]


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


def write_sessions(cursor: duckdb.DuckDBPyConnection, work: Path, columns: Columns, reading: Reading) -> None:
    """Sets unusable and doubled events aside and writes visits, their purchases and their products to Parquet."""
    cursor.execute("""insert into rejected select row_number, null, null, 'no_date' from typed_row
        where started_at is null""")
    cursor.execute("""insert into rejected select row_number, null, null, 'no_visit' from typed_row
        where started_at is not null and session_id = '' and visitor_id is null""")
    cursor.execute("""insert into rejected select row_number, 'sign', '-1', 'takes_back' from typed_row
        where sign = -1""")
    _delete_rejected(cursor, columns)
    again = f"delete from typed_row where row_number in ({statement('event_duplicates')})"
    reading.rows_duplicate += cursor.execute(again).fetchall()[0][0] if not has_lists(columns) else 0
    # a number that stands for the visit alone is its key; else it may repeat between visitors
    is_alone = "visitor_id" not in columns.mapping or _visitor_is_customer(columns)
    key = (
        "session_id"
        if is_alone and "session_id" in columns.mapping
        else "concat_ws(':', visitor_id, session_id)"
    )
    cursor.execute(
        f"create view visit_row as select *, {key} as visit_key, {_is_row(columns)} as is_row from typed_row"
    )
    for name in ("sessions", "session_purchases", "session_products"):
        copy(cursor, name, work)


def _delete_rejected(cursor: duckdb.DuckDBPyConnection, columns: Columns) -> None:
    """One unreadable cell sets the whole row of the file aside, also where it became several."""
    if has_lists(columns):
        cursor.execute(f"""create or replace table rejected as
            select distinct * replace (row_number // {ELEMENTS} as row_number) from rejected""")
    row = f"row_number // {ELEMENTS}" if has_lists(columns) else "row_number"
    cursor.execute(f"delete from typed_row where {row} in (select row_number from rejected)")


def _visitor_is_customer(columns: Columns) -> bool:
    return columns.mapping["visitor_id"] == columns.mapping.get("customer_id")


def _is_row(columns: Columns) -> str:
    """SQL: whether a typed row stands for a row of the file, and not for an element of a list in it."""
    return f"row_number % {ELEMENTS} = 0" if has_lists(columns) else "true"


def loaded_rows(cursor: duckdb.DuckDBPyConnection, columns: Columns) -> int:
    """How many rows of the file were kept."""
    return int(cursor.execute(f"select count(*) from typed_row where {_is_row(columns)}").fetchall()[0][0])
