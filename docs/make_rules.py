"""Write a page for each friction rule, in French and English, from what the rules tell of themselves.

`python -m docs.make_rules`, part of `make translations` and of `make docs`; a test fails while a page says something
else than its rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from visavis.blueprint.analysis import RULES, FrictionClass, FrictionRule
from visavis.blueprint.analysis.frictions.finding import reader_action_of, short_name_of
from visavis.blueprint.analysis.frictions.guide import SOURCES
from visavis.blueprint.language import LANGUAGES, Decimal, translator
from visavis.blueprint.model import LimitUnit

FOLDER = Path(__file__).parent / "rules"
# The words of the pages themselves; what the rules say comes from the rules.
WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"why": "Why it matters", "when": "When it is reported", "cost": "What it counts",
           "remedy": "The remedy", "price": "What the remedy may cost", "spares": "When it is not reported",
           "needs": "What the rule needs to know", "limits": "Limits", "sources": "Sources", "class": "Class",
           "sets": "Rule sets:", "short": "On posters:", "reader": "What people can do themselves", "colon": ":",
           "index": "Friction rules",
           "intro": "Each rule is a question asked of a blueprint. A rule that lacks its inputs says so; it never "
                    "means that all is well. Limits can be set for a blueprint (`thresholds`), for an organisation "
                    "(`visavis.toml`), or by a to-avoid clause. Frictions are told in one order: first people "
                    "lost, then duties missed, then minutes of both sides per case; never one number.",
           "loss": "people lost", "law": "a duty missed", "shift": "effort moved", "load": "minutes",
           "minute": "minutes", "hour": "hours", "day": "days", "percent": "%", "count": "times", "other": "fr",
           "other language": "en français", "rule": "Rule", "speaks": "reported when", "field": "field"},
    "fr": {"why": "Pourquoi cela compte", "when": "Quand elle parle", "cost": "Ce qu’elle compte",
           "remedy": "Ce qui y remédie", "price": "Ce que le remède peut coûter", "spares": "Quand elle se tait",
           "needs": "Ce qu’elle doit savoir", "limits": "Limites", "sources": "Sources", "class": "Classe",
           "sets": "Jeux de règles :", "short": "Sur les affiches :",
           "reader": "Ce que l’usager peut faire", "colon": " :", "index": "Règles de friction",
           "intro": "Chaque règle est une question posée à un blueprint. Une règle à laquelle il manque des données "
                    "le signale : elle ne conclut jamais que tout va bien. Les limites se fixent pour un blueprint "
                    "(`thresholds`), pour une organisation (`visavis.toml`) ou par une chose à éviter. Les "
                    "frictions se lisent dans un seul ordre : d’abord les usagers perdus, puis les obligations "
                    "manquées, puis les minutes des deux côtés par demande ; jamais un seul chiffre.",
           "loss": "usagers perdus", "law": "obligation manquée", "shift": "effort déplacé", "load": "minutes",
           "minute": "minutes", "hour": "heures", "day": "jours", "percent": "%", "count": "fois", "other": "en",
           "other language": "in English", "rule": "Règle", "speaks": "Parle quand", "field": "champ"},
}


def page(rule: FrictionRule, language: str) -> str:
    """Return the page of a rule."""
    tr, words, guide = translator(language), WORDS[language], rule.guide
    kind = FrictionClass(rule.friction_class)
    sets = ", ".join(f"`{name}`" for name in sorted({*rule.sets, "all"}))
    lines = [f"# {tr(rule.title)} · `{rule.name}`", "",
             " · ".join([f"{words['class']} **{kind.name}** ({words[kind.value]})", f"{words['sets']} {sets}",
                         *_short_name(rule, language),
                         f"[{words['other language']}]({rule.name}.{words['other']}.md)"])]
    for title, text in (("why", guide.matters), ("when", guide.fires), ("cost", guide.cost),
                        ("remedy", guide.remedy), ("price", guide.side_effect)):
        lines += ["", f"## {words[title]}", "", tr(text)]
    action = reader_action_of(rule)
    if action is not None:
        lines += ["", f"## {words['reader']}", "", tr(action)]
    lines += ["", f"## {words['spares']}", "", *(f"- {tr(part)}" for part in guide.spares)]
    lines += ["", f"## {words['needs']}", "",
              *(f"- {tr(need.words)} ({words['field']} `{need.element.value}.{need.field}`)" for need in rule.needs)]
    if rule.thresholds:
        lines += ["", f"## {words['limits']}", ""]
        for limit in rule.thresholds:
            value = f"{tr.write(Decimal(limit.value))} {words[LimitUnit(limit.unit).value]}"
            lines.append(f"- `{limit.name}`{words['colon']} {value} ({limit.source})")
    lines += ["", f"## {words['sources']}", "", *(f"- {_cite(name)}" for name in guide.sources), ""]
    return "\n".join(lines)


def _short_name(rule: FrictionRule, language: str) -> list[str]:
    short, words = short_name_of(rule), WORDS[language]
    return [] if short is None else [f"{words['short']} {translator(language)(short)}"]


def _cite(source: str) -> str:
    if source not in SOURCES:
        raise KeyError(f"{source}: write it into SOURCES in frictions/guide.py")
    return SOURCES[source]


def index(language: str) -> str:
    """Return the list of all rules, gravest class first."""
    tr, words = translator(language), WORDS[language]
    lines = [f"# {words['index']}", "", words["intro"], "", f"[{words['other language']}]({_index(words['other'])})",
             "", f"| {words['rule']} | {words['class']} | {words['speaks']} |", "|---|---|---|"]
    ranked = sorted(RULES, key=lambda rule: (FrictionClass(rule.friction_class).rank, rule.name))
    rows = (f"| [{tr(rule.title)}]({rule.name}.{language}.md) `{rule.name}` | {rule.friction_class.name} | "
            f"{tr(rule.guide.fires)} |" for rule in ranked)
    return "\n".join([*lines, *rows, ""])


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    made = {_index(language): index(language) for language in LANGUAGES}
    made.update({f"{rule.name}.{language}.md": page(rule, language) for rule in RULES for language in LANGUAGES})
    return made


def _index(language: str) -> str:
    return "README.md" if language == "en" else f"README.{language}.md"


def main() -> None:
    """Write the pages, and take away those of rules that are gone."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    for old in FOLDER.glob("*.md"):
        if old.name not in made:
            old.unlink()


if __name__ == "__main__":
    main()
