"""The choices of fields: values of the file, and the words people read for them."""

from __future__ import annotations

from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.validation import known_channels
from visavis.blueprint.model.words import CLOSED_LISTS
from visavis.ui.kit.i18n import tr

Choice = tuple[str, str]
# Lists that take all friction rules to be known: not read before someone is about to choose from them.
LATE = frozenset({"rule-sets"})


def choices(name: str, document: BlueprintDocument) -> list[Choice]:
    """Return the choices of a list, in the order to show."""
    head = document.head
    match name:
        case "channel":
            declared = {channel.id: channel.name for channel in head.channels}
            return [(value, declared.get(value) or word("channel", value))
                    for value in known_channels(document)]
        case "steps":
            return [(step.id, step.title or step.id) for step in document.steps]
        case "lanes":
            return [(lane.id, lane.name) for lane in head.lanes]
        case "phases":
            return [(phase.id, phase.name) for phase in head.phases]
        case "personas":
            return [(persona.id, persona.name) for persona in head.personas]
        case "actors":
            return [(actor.id, actor.name) for actor in head.actors]
        case "items":
            return [(item.id, item.name) for item in head.items]
        case "rules":
            return _rules()
        case "rule-sets":
            return _rule_sets()
        case _:
            return [(value, tr(words.label)) for value, words in CLOSED_LISTS[name].items()]


def word(name: str, value: str) -> str:
    """Return the label of one value of a closed list; a value it does not know is told as it is."""
    known = CLOSED_LISTS[name].get(value)
    return tr(value if known is None else known.label)


def _rules() -> list[Choice]:
    from visavis.blueprint.registry import plugins

    return [(rule.name, tr(rule.title)) for rule in plugins().rules]


def _rule_sets() -> list[Choice]:
    """Return the shipped rule sets in words, and those of plugged-in rules by their names."""
    from visavis.blueprint.analysis import set_names
    from visavis.blueprint.registry import plugins

    return [(name, word("rule-sets", name)) for name in set_names(plugins().rules)]
