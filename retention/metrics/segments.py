"""Who is looked at: what a segment of customers means in SQL, as of a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import product

from retention.errors import MetricRefused
from retention.metrics.rfm_map import rfm_segment
from retention.metrics.scoring import bought, scores, stages
from retention.metrics.window import auto_window
from retention.shop.shop import Shop
from retention.shop.statements import filled
from retention.values import Attribute, Caveat, Counted, Note, Segment

CELLS = tuple(product(range(1, 6), repeat=3))
PARTS: dict[Attribute, Callable[[bool], dict[str, str]]] = {
    Attribute.RFM_SEGMENT: lambda is_last_day: {"scores": scores(is_last_day=is_last_day)},
    Attribute.LIFECYCLE_STAGE: lambda is_last_day: {
        "stages": stages(bought(is_last_day=is_last_day)),
        "chosen": "true",
    },
    Attribute.ORDER_COUNT_BAND: lambda _: {},
    Attribute.COHORT: lambda _: {},
}
"""The attributes that are not stored but follow from the purchases, with the statements that theirs hold."""
OF_VISITS = (Attribute.SOURCE, Attribute.MEDIUM, Attribute.DEVICE)
"""What visits tell of themselves. Of customers, the device is that of their last order."""
OF_ANYBODY = (*OF_VISITS, Attribute.COUNTRY, Attribute.CITY)
"""What may be known of visitors who have never bought."""


def attribute_sql(attribute: Attribute, counted: Counted = Counted.BUYERS, *, is_last_day: bool) -> str:
    """SQL with the columns customer_key and value; its parameters are those of `attribute_values`."""
    if _is_of_first_visit(attribute, counted):
        sql = filled("segments/first_visit", {"column": attribute.value})
        return sql.replace("$as_of", "$segment_as_of")
    if attribute not in PARTS:
        return filled("segments/stored", {"column": attribute.value})
    sql = filled(f"segments/{attribute.value}", PARTS[attribute](is_last_day))
    return sql.replace("$as_of", "$segment_as_of").replace("$window", "$segment_window")


def _is_of_first_visit(attribute: Attribute, counted: Counted) -> bool:
    return attribute in OF_VISITS and (attribute != Attribute.DEVICE or counted == Counted.VISITORS)


def is_of_visit(attribute: Attribute, counted: Counted) -> bool:
    """Whether the counted rows are visits and hold the attribute themselves."""
    return counted == Counted.VISITS and attribute in OF_VISITS


def columns_sql(attributes: tuple[Attribute, ...], counted: Counted = Counted.BUYERS) -> str:
    """SQL: the attributes' values as value_0, value_1 …, of a statement with `joins_sql`."""
    return ", ".join(
        f"buyers.{attribute} as value_{n}"
        if is_of_visit(attribute, counted)
        else f"group_{n}.value as value_{n}"
        for n, attribute in enumerate(attributes)
    )


def joins_sql(
    attributes: tuple[Attribute, ...], counted: Counted = Counted.BUYERS, *, is_last_day: bool
) -> str:
    """SQL that joins the attributes to the customers of `buyers`."""
    return "\n".join(
        f"left join (\n{attribute_sql(attribute, counted, is_last_day=is_last_day)}\n) as group_{n} "
        f"on group_{n}.customer_key = buyers.customer_key"
        for n, attribute in enumerate(attributes)
        if not is_of_visit(attribute, counted)
    )


def known_of_buyers(attributes: Iterable[Attribute], counted: Counted) -> Note | None:
    """The caveat, when visitors are grouped by what only purchases tell."""
    is_told = counted == Counted.BUYERS or set(attributes) <= set(OF_ANYBODY)
    return None if is_told else Note(Caveat.KNOWN_OF_BUYERS)


def attribute_values(
    shop: Shop, attributes: Iterable[Attribute], as_of: date, data_start: date
) -> dict[str, object]:
    """The parameters of the attributes' statements: the customers as they were at the end of `as_of`."""
    wanted = set(attributes)
    values: dict[str, object] = {"segment_as_of": as_of} if wanted & {*PARTS, *OF_VISITS} else {}
    if Attribute.LIFECYCLE_STAGE in wanted:
        values["segment_window"] = auto_window(shop, as_of, data_start).days
    if Attribute.RFM_SEGMENT in wanted:
        values["segment_cells"] = [100 * r + 10 * f + m for r, f, m in CELLS]
        values["segment_names"] = rfm_segment(*zip(*CELLS, strict=True)).tolist()
    return values


def people_sql(
    shop: Shop, segment: Segment, as_of: date, data_start: date, counted: Counted = Counted.BUYERS
) -> tuple[str, dict[str, object]]:
    """The condition on customer_key that a segment means, with its parameters; no value means "unknown".

    Where visits are counted, it is one on their source, medium and device too.
    """
    conditions = [(known(attribute), value) for attribute, value in segment.conditions]
    values = attribute_values(shop, (attribute for attribute, _ in conditions), as_of, data_start)
    is_last_day = as_of == shop.coverage().as_of
    tests = []
    for number, (attribute, value) in enumerate(conditions):
        tests.append(
            _test(attribute, counted, f"$person_{number}" if value else None, is_last_day=is_last_day)
        )
        if value:
            values[f"person_{number}"] = value
    return " and ".join(tests) or "true", values


def _test(attribute: Attribute, counted: Counted, value: str | None, *, is_last_day: bool) -> str:
    """The condition that an attribute has the value of that parameter; None: that it is unknown."""
    is_meant = f"= {value}" if value else "is null"
    if is_of_visit(attribute, counted):
        return f"{attribute} {is_meant}"
    told = attribute_sql(attribute, counted, is_last_day=is_last_day)
    people = f"select person.customer_key from (\n{told}\n) as person where"
    if value or counted == Counted.BUYERS:
        return f"customer_key in ({people} person.value {is_meant})"
    others = f"{people} person.value is not null and person.customer_key is not null"
    return f"(customer_key is null or customer_key not in ({others}))"


def known(attribute: str) -> Attribute:
    """The attribute of that name. Raises MetricRefused `segment_field_unknown`."""
    try:
        return Attribute(attribute)
    except ValueError:
        raise MetricRefused("segment_field_unknown", found=attribute, known=", ".join(Attribute)) from None
