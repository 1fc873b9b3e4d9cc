"""The small words that every room shares: enums, segments, results. Standard library only."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

Z_95 = 1.959964
"""Standard normal quantile of every 95 % interval (definitions, section 4)."""


class Grain(StrEnum):
    """Calendar step; weeks are ISO weeks (Monday)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def age_days(self) -> int:
        """Length of one period on the age clock, in days."""
        return {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}[self.value]


class Clock(StrEnum):
    """What periods count from: the calendar, or each customer's own first purchase."""

    CALENDAR = "calendar"
    AGE = "age"


class Mode(StrEnum):
    """What "came back in period k" means."""

    IN_PERIOD = "in_period"
    ON_OR_AFTER = "on_or_after"
    CUMULATIVE = "cumulative"


class Kind(StrEnum):
    """What a file holds."""

    ORDERS = "orders"
    SESSIONS = "sessions"
    CUSTOMERS = "customers"
    PRODUCTS = "products"
    SPEND = "spend"
    FEEDBACK = "feedback"
    CHECKOUTS = "checkouts"
    WISHLIST = "wishlist"
    SUPPRESSION = "suppression"


class Meaning(StrEnum):
    """What a status word means for the numbers."""

    COUNTED = "counted"
    PENDING = "pending"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    TEST = "test"


class Attribute(StrEnum):
    """Customer attributes that segments may use: columns of the customer mart, what follows from the purchases, and how
    the first visit came (source, medium). Where visits are counted, source, medium and device are those of each."""

    FIRST_PRODUCT = "first_product"
    FIRST_CATEGORY = "first_category"
    FIRST_CHANNEL = "first_channel"
    FIRST_COUPON = "first_coupon"
    FIRST_HAD_DISCOUNT = "first_had_discount"
    COUNTRY = "country"
    CITY = "city"
    DEVICE = "device"
    MAIN_CATEGORY = "main_category"
    RFM_SEGMENT = "rfm_segment"
    LIFECYCLE_STAGE = "lifecycle_stage"
    ORDER_COUNT_BAND = "order_count_band"
    COHORT = "cohort"
    SOURCE = "source"
    MEDIUM = "medium"


class Counted(StrEnum):
    """What a question counts: it decides whose attributes are meant, and who is in the group “unknown”."""

    BUYERS = "buyers"
    VISITORS = "visitors"
    VISITS = "visits"
    EVERYBODY = "everybody"


class OrderAttribute(StrEnum):
    """Attributes of orders that order segments may use."""

    CATEGORY = "category"
    PRODUCT = "product"
    CHANNEL = "channel"
    COUPON = "coupon"
    DISCOUNTED = "discounted"
    PAYMENT = "payment"
    DELIVERY = "delivery"
    MANAGER = "manager"


class Stage(StrEnum):
    """Where a customer stands against the churn window and the own rhythm."""

    ACTIVE = "active"
    LATE = "late"
    CHURNED = "churned"


class RfmSegment(StrEnum):
    """The eleven names of recency × frequency × money."""

    CHAMPIONS = "champions"
    LOYAL = "loyal"
    POTENTIAL_LOYALIST = "potential_loyalist"
    NEW_CUSTOMERS = "new_customers"
    PROMISING = "promising"
    NEED_ATTENTION = "need_attention"
    ABOUT_TO_SLEEP = "about_to_sleep"
    AT_RISK = "at_risk"
    CANNOT_LOSE = "cannot_lose"
    HIBERNATING = "hibernating"
    LOST = "lost"


class Movement(StrEnum):
    """What a customer did to the active base of a period, or at its edges."""

    CHURNED = "churned"
    NEW = "new"
    RESURRECTED = "resurrected"
    ACTIVE_START = "active_start"
    ACTIVE_END = "active_end"


class Subject(StrEnum):
    """What visitors may be interested in."""

    CATEGORY = "category"
    PRODUCT = "product"
    PRICE_BAND = "price_band"


class Renewal(StrEnum):
    """Whether the same customers buy a category again."""

    RENEWED = "renewed"
    RARE = "rare"
    UNKNOWN = "unknown"


class Departure(StrEnum):
    """The kinds of customers who no longer buy."""

    GONE = "gone"
    VISITS_ONLY = "visits_only"
    ABANDONED_CART = "abandoned_cart"


@dataclass(frozen=True)
class Segment:
    """Who is looked at: customers that match every condition. Empty = all customers."""

    conditions: tuple[tuple[Attribute, str], ...] = ()


@dataclass(frozen=True)
class OrderSegment:
    """Which purchases count: those that match every condition. Empty = all purchases."""

    conditions: tuple[tuple[OrderAttribute, str], ...] = ()


@dataclass(frozen=True)
class EventWindow:
    """Days under one name, first and last included: a sale, the days before a holiday."""

    name: str
    first: date
    last: date


class Caveat(StrEnum):
    """A limit of the data that travels with a result; its sentence comes from the catalogue."""

    MAY_CONTAIN_OLDER_CUSTOMERS = "may_contain_older_customers"
    OPEN_PERIOD = "open_period"
    MAY_STILL_GROW = "may_still_grow"
    SMALL_NUMBERS = "small_numbers"
    EXPOSURE_DIFFERS = "exposure_differs"
    UNKNOWN_STATUSES = "unknown_statuses"
    ANONYMOUS_ORDERS = "anonymous_orders"
    OTHER_CURRENCIES = "other_currencies"
    FEW_GAPS = "few_gaps"
    NO_SESSIONS = "no_sessions"
    ORDERS_FROM_SESSIONS = "orders_from_sessions"
    SHARED_IDENTIFIER = "shared_identifier"
    ONE_LARGE_CUSTOMER = "one_large_customer"
    SPEND_MONTH_OPEN = "spend_month_open"
    SPEND_IN_OTHER_CURRENCIES = "spend_in_other_currencies"
    MARGIN_UNKNOWN = "margin_unknown"
    KNOWN_OF_BUYERS = "known_of_buyers"


@dataclass(frozen=True)
class Note:
    """A caveat with its values, for example how many orders have unknown statuses."""

    caveat: Caveat
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """Rows of a metric with all that must be said about them.

    `rows` is a pandas DataFrame with the columns of the metric's definition record; `facts` holds single values
    that belong to the result as a whole (the churn window, its gap count).
    """

    metric: str
    rows: Any
    as_of: date | None
    notes: tuple[Note, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
