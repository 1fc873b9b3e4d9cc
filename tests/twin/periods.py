"""Calendar arithmetic for the five grains (definitions, section 1). A period is named by its first day."""

from datetime import date, timedelta

GRAINS = ("day", "week", "month", "quarter", "year")
AGE_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
MONTHS = {"month": 1, "quarter": 3, "year": 12}


def index(grain: str, day: date) -> int:
    """The running number of the period that holds the day; neighbours differ by one."""
    if grain == "day":
        return day.toordinal()
    if grain == "week":  # 1 January of year 1 is a Monday and has ordinal 1
        return (day.toordinal() - 1) // 7
    return (day.year * 12 + day.month - 1) // MONTHS[grain]


def first_day(grain: str, number: int) -> date:
    """The first day of the period with this running number."""
    if grain == "day":
        return date.fromordinal(number)
    if grain == "week":
        return date.fromordinal(number * 7 + 1)
    months = number * MONTHS[grain]
    return date(months // 12, months % 12 + 1, 1)


def last_day(grain: str, number: int) -> date:
    """The last day of the period with this running number."""
    return first_day(grain, number + 1) - timedelta(days=1)


def start(grain: str, day: date) -> date:
    """The first day of the period that holds the day."""
    return first_day(grain, index(grain, day))


def add(grain: str, day: date, periods: int) -> date:
    """The first day of the period so many periods after the one that holds the day."""
    return first_day(grain, index(grain, day) + periods)
