"""Times and chances as the public reads them: no decimals, no percentages, no abbreviations but h and min."""

from __future__ import annotations

from visavis.blueprint.language import Count, Days, Message, Minutes, message, plural
from visavis.blueprint.language.apportionment import simple_fraction
from visavis.blueprint.language.typography import DAYS_FROM, MINUTES_PER_DAY

# A month of the calendar, in days; from so many months on a time is told in months, from so many in years.
DAYS_PER_MONTH = 365.25 / 12
MONTHS_FROM, YEARS_FROM = 2, 24
NEARLY_ALWAYS = 0.95


def whole_time(minutes: float) -> Message:
    """Return a time in whole units: minutes, hours and minutes, or days."""
    if minutes >= DAYS_FROM:
        return message("{time}", time=Days(float(round(minutes / MINUTES_PER_DAY)), spelled=True))
    if 0 < minutes < 1:
        return message("less than a minute")
    return message("{time}", time=Minutes(float(round(minutes))))


def about_time(minutes: float) -> Message:
    """Return a time as people say it at first: whole years, months and halves of them from two months on."""
    halves = round(2 * minutes / MINUTES_PER_DAY / DAYS_PER_MONTH)
    if halves < 2 * MONTHS_FROM:
        return whole_time(minutes)
    if halves >= 2 * YEARS_FROM:
        years = round(halves / 24)
        return message("About {number} years", number=Count(years))
    months, half = divmod(halves, 2)
    number = Count(months)
    return message("About {number} and a half months", number=number) if half else message(
        "About {number} months", number=number)


def often_words(share: float) -> Message:
    """Return how often something happens: as the nearest fraction that people say."""
    if share >= NEARLY_ALWAYS:
        return message("nearly always")
    return _FRACTION_WORDS[simple_fraction(share)]


def many_people(share: float) -> tuple[Message, int]:
    """Return how many people a share is, as the nearest fraction that people say, and their number for the verb."""
    fraction = simple_fraction(share)
    if fraction is None:
        return message("a few people"), 2
    part, whole = fraction
    return plural("{count} person in {whole}", "{count} people in {whole}", part, whole=whole), part


_FRACTION_WORDS: dict[tuple[int, int] | None, Message] = {
    None: message("rarely"),
    (1, 20): message("once in twenty"),
    (1, 15): message("once in fifteen"),
    (1, 10): message("once in ten"),
    (1, 8): message("once in eight"),
    (1, 6): message("once in six"),
    (1, 5): message("once in five"),
    (1, 4): message("once in four"),
    (1, 3): message("once in three"),
    (2, 5): message("twice in five"),
    (1, 2): message("every other time"),
    (6, 10): message("six times in ten"),
    (7, 10): message("seven times in ten"),
    (3, 4): message("three times in four"),
    (8, 10): message("eight times in ten"),
    (9, 10): message("nine times in ten"),
}
