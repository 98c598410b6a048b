"""Numbers and dates in the reader's language: decimal comma, true minus, "fre. 27. nov.", "kl. 15.40"."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask_babel import gettext as _

from rehab.web.language import chosen_language, locale

MINUS = "\N{MINUS SIGN}"
DATE_FORMATS = {
    "short": {"da": "EEE d. MMM", "en_GB": "EEE d MMM"},
    "long": {"da": "EEEE d. MMMM", "en_GB": "EEEE d MMMM"},
    "day_month": {"da": "d. MMM", "en_GB": "d MMM"},
    "full": {"da": "d. MMMM y", "en_GB": "d MMMM y"},
    "weekday": {"da": "EEE", "en_GB": "EEE"},
    "month": {"da": "MMM", "en_GB": "MMM"},
}


@lru_cache(maxsize=4096)
def _date_words(day: date, form: str, babel_locale: str) -> str:
    return str(format_date(day, DATE_FORMATS[form][babel_locale], locale=babel_locale))


def date_words(day: date, form: str = "short") -> str:
    """A date as short "fre. 27. nov.", long "fredag 27. november", day_month, full, weekday or month."""
    return _date_words(day, form, locale())


def time_words(at: datetime, zone: ZoneInfo) -> str:
    """A clock time in the zone: 15.40 in Danish, 15:40 in English."""
    local = at.astimezone(zone)
    dot = "." if chosen_language() == "da" else ":"
    return f"{local.hour}{dot}{local.minute:02}" if dot == "." else f"{local.hour:02}:{local.minute:02}"


def date_time_words(at: datetime, zone: ZoneInfo) -> str:
    """Date and clock time, "fre. 27. nov. kl. 15.40"."""
    return str(_("%(date)s at %(time)s", date=date_words(at.astimezone(zone).date()), time=time_words(at, zone)))


def number(value: float | Decimal | int, decimals: int = 1) -> str:
    """A figure with at most `decimals` decimals, decimal comma in Danish, true minus: 3,9."""
    text = f"{value:.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text == "-0":
        text = "0"
    text = text.replace("-", MINUS)
    return text.replace(".", ",") if chosen_language() == "da" else text


def signed(value: float, decimals: int = 1) -> str:
    """A change with its sign: −2,4, +1, 0."""
    text = number(value, decimals)
    return text if text == "0" or text.startswith(MINUS) else f"+{text}"


def percent(share: float) -> str:
    """0-1 as whole percent: 86 % in Danish, 86% in English."""
    return f"{round(share * 100)}\N{NO-BREAK SPACE}%" if chosen_language() == "da" else f"{round(share * 100)}%"


def kilograms(value: float | Decimal) -> str:
    """A load: 8 kg, 7,5 kg."""
    return f"{number(value)} kg"


def short_name(name: str) -> str:
    """First name and an initial, as staff say it in passing: Karen S."""
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name


def age(born_on: date, today: date) -> int:
    """Whole years on a date."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
