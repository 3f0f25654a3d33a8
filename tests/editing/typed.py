"""What people type as times, and what it must mean; read alike in titles, fields, cells and pastes."""

from __future__ import annotations

from typing import Any

REFUSED = None
NARROW, NO_BREAK = "\u202f", "\u00a0"


def business(days: float) -> dict[str, float]:
    return {"business_days": days}


def between(least: Any, likely: Any, most: Any) -> dict[str, Any]:
    return {"min": least, "mode": likely, "max": most}


# In both languages alike.
TIMES: tuple[tuple[str, Any], ...] = (
    ("2 mois", "P2M"), ("1 an", "P1Y"), ("6 months", "P6M"), ("1 year", "P1Y"), ("2 ans", "P2Y"), ("1 mo", "P1M"),
    ("2 mois 15 jours", "P2M15D"), ("1 an et 6 mois", "P1Y6M"), ("1,5 an", "P1Y6M"), ("18 mois", "P18M"),
    ("2 hrs", "PT2H"), ("10 mins", "PT10M"), ("10 min.", "PT10M"), ("2 h.", "PT2H"), ("45 s", "PT45S"), ("2 sem", "P2W"),
    ("2 jours ouvrés", business(2)), ("3 business days", business(3)), ("3 working days", business(3)),
    ("1 jour ouvré", business(1)), ("2,5 j ouvrés", business(2.5)), ("2 jours calendaires", "P2D"),
    ("2 jours ouvrables", REFUSED), ("15 jours francs", REFUSED), ("1 sem 2 jours ouvrés", REFUSED),
    ("3 à 6 mois", between("P3M", "P4.5M", "P6M")), ("3-6 months", between("P3M", "P4.5M", "P6M")),
    ("de 3 à 6 mois", between("P3M", "P4.5M", "P6M")), ("between 3 and 6 months", between("P3M", "P4.5M", "P6M")),
    ("3–5–12 min", between("PT3M", "PT5M", "PT12M")), ("3/5/12 min", between("PT3M", "PT5M", "PT12M")),
    ("45 min – 1 h 10", between("PT45M", "PT58M", "PT1H10M")), ("3 à 12 j", between("P3D", "P7.5D", "P12D")),
    ("2 à 3 jours ouvrés", between(business(2), business(2.5), business(3))), ("12 à 3 min", REFUSED),
    ("20 €", REFUSED), ("5 fois", REFUSED), ("bientôt", REFUSED), ("environ", REFUSED), ("-5 min", REFUSED),
    ("1 500 min", "PT25H"), (f"1{NO_BREAK}500 min", "PT25H"), (f"1{NARROW}500 min", "PT25H"), ("1500 min", "PT25H"),
    ("1/2 h", "PT30M"), ("3/4 h", "PT45M"), ("½ h", "PT30M"), ("1½ h", "PT1H30M"), ("1 1/2 h", "PT1H30M"),
    ("3/5 h", REFUSED), ("2/2 h", REFUSED), ("10 000 j", "P10000D"), ("24 h", "PT24H"), ("1 j", "P1D"), ("1,5 j", "P1.5D"),
    ("5 5 5", REFUSED), ("1 h 10 20", REFUSED), ("5 5 min", REFUSED), ("12 34 min", REFUSED), ("10 min 5 h", REFUSED),
    ("1:30", "PT1H30M"), ("0:45", "PT45M"), ("1:30:15", "PT1H30M15S"), ("1:75", REFUSED), ("1 h 10", "PT1H10M"),
    ("1h10", "PT1H10M"), ("1H10", "PT1H10M"), ("1 h 75", REFUSED), ("1 min 30", "PT1M30S"), ("2,5 h", "PT2H30M"),
    ("2.5 h", "PT2H30M"), ("0,5 s", "PT0.5S"), ("1/3 min", "PT20S"), ("1/3 mois", REFUSED), ("0", "PT0M"), ("", None),
    ("≈ 20 min", {"mean": "PT20M", "distribution": "exponential"}), ("P2M", "P2M"), ("pt90m", "PT90M"), ("P", REFUSED),
    ("99999999999 j", REFUSED), ("2000000 jours ouvrés", REFUSED), ("1 h - 5", REFUSED), ("5 -", REFUSED), ("5 min – 10", REFUSED), ("9" * 5000 + " min", REFUSED),
    ("10 min à 14 h", REFUSED), ("10 min to 9 h", REFUSED), ("10 min – 14 h", between("PT10M", "PT7H5M", "PT14H")),
    ("10 min à 2 h", between("PT10M", "PT1H5M", "PT2H")), ("de 10 min à 14 h", between("PT10M", "PT7H5M", "PT14H")),
    ("1e3 min", REFUSED), ("١٠ min", REFUSED), ("1 ,5 h", REFUSED),
)
# Where each language has its own sign.
OWN_TIMES = (("1,500 min", "en", "PT25H"), ("1,500 min", "fr", "PT1M30S"), ("1.500 min", "en", "PT1M30S"),
             ("1.500 min", "fr", REFUSED), ("12,000 d", "en", "P12000D"))
NUMBERS: tuple[tuple[str, str, int | float | None], ...] = (
    ("12,000", "en", 12000), ("12,000", "fr", 12), ("12,000", "", REFUSED), ("1 234,56", "fr", 1234.56),
    ("1,234.56", "en", 1234.56), ("1.234,56", "fr", 1234.56), ("12,5", "en", 12.5), ("12.5", "fr", 12.5),
    ("1.500", "fr", REFUSED), ("1.500", "en", 1.5), ("0,125", "en", 0.125), ("0.125", "fr", 0.125), ("10 000", "fr", 10000),
    (f"10{NARROW}000", "fr", 10000), ("1,234,567", "fr", 1234567), ("12,34,56", "en", REFUSED), ("5 5", "fr", REFUSED),
    ("1e5", "en", REFUSED), ("nan", "en", REFUSED), ("inf", "en", REFUSED), ("1_000", "en", REFUSED), ("20 €", "fr", REFUSED),
    ("-5", "fr", -5), ("½", "fr", 0.5), ("9" * 20, "en", REFUSED), ("9" * 5000, "en", REFUSED), ("1" + ",000" * 2000, "en", REFUSED), ("0.1234567890123456789", "en", REFUSED),
)
SHARES: tuple[tuple[str, float | None], ...] = (
    ("40 %", 0.4), ("40%", 0.4), (f"40{NARROW}%", 0.4), ("0,4", 0.4), ("0.4", 0.4), ("2 sur 5", 0.4), ("2 of 5", 0.4),
    ("2 out of 5", 0.4), ("2/5", 0.4), ("40", 0.4), ("12,5 %", 0.125), ("100 %", 1), ("100", 1), ("0", 0), ("1", REFUSED),
    ("1 %", 0.01), ("1 sur 3", 1 / 3), ("140 %", REFUSED), ("6 sur 5", REFUSED), ("2 sur 0", REFUSED), ("4 0", REFUSED),
    ("quarante", REFUSED), ("40 % %", REFUSED), ("-4 %", REFUSED), ("40 pour", REFUSED),
)
