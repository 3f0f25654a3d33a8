"""The choices of fields: values of the file, and the words people read for them."""

from __future__ import annotations

from visavis.blueprint.language import N_
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.validation import known_channels
from visavis.ui.kit.i18n import tr

Choice = tuple[str, str]

CHANNEL_WORDS: dict[str, str] = {
    "counter": N_("Counter"), "phone": N_("Phone"), "post": N_("Post"), "web": N_("Online"), "app": N_("App"),
    "email": N_("Email"), "sms": N_("SMS"), "video": N_("Video"), "visit": N_("Visit"), "kiosk": N_("Kiosk"),
    "messaging": N_("Messaging"), "digital-safe": N_("Digital safe"), "registered-mail": N_("Registered mail"),
    "internal": N_("Internal"),
}
WORDS: dict[str, dict[str, str]] = {
    "basis": {"measured": N_("measured"), "estimated": N_("estimated"), "assumed": N_("assumed")},
    "kind": {"start": N_("Start"), "action": N_("Action"), "wait": N_("Wait"), "decision": N_("Decision"),
             "outcome": N_("Outcome"), "evidence": N_("Evidence")},
    "outcome": {"granted": N_("granted"), "refused": N_("refused"), "abandoned": N_("abandoned"),
                "blocked": N_("blocked"), "expired": N_("expired"), "unspecified": N_("not said")},
    "place": {"counter": N_("Counter"), "back-office": N_("Back office"), "home": N_("Citizen’s home"),
              "field": N_("In the field"), "online": N_("Online"), "elsewhere": N_("Elsewhere")},
    "split": {"one": N_("exactly one is taken"), "all": N_("all are taken, in parallel")},
    "join": {"wait": N_("wait for everything under way"), "each": N_("begin anew for each")},
    "markers": {"moment-of-truth": N_("Moment of truth"), "fail-point": N_("Fail point")},
    "flow-kind": {"sequence": N_("Sequence, on one side"), "interaction": N_("Interaction, across the line"),
                  "support": N_("Support, to a system or partner")},
    "note-kind": {"pain": N_("Pain"), "idea": N_("Idea"), "question": N_("Question"), "quote": N_("Quote"),
                  "insight": N_("Insight"), "praise": N_("Praise")},
    "state": {"as-is": N_("As it is"), "to-be": N_("As it should be"), "observed": N_("Observed")},
    "side": {"citizen": N_("Citizen"), "agent": N_("Agent"), "partner": N_("Partner"), "system": N_("System")},
    "lane-kind": {"evidence": N_("Evidence"), "citizen": N_("Citizen"), "frontstage": N_("Frontstage"),
                  "backstage": N_("Backstage"), "support": N_("Support")},
    "portrait": {"person": N_("A person"), "family": N_("A couple, a family"), "parent": N_("Has a small child"),
                 "student": N_("Studies"), "young": N_("A young person"), "employee": N_("Works in an office"),
                 "craft": N_("Works with their hands"), "farmer": N_("Farms"), "older": N_("An older person"),
                 "wheelchair": N_("In a wheelchair"), "deaf": N_("Hard of hearing"), "blind": N_("Hard of seeing"),
                 "carer": N_("Cares for somebody"), "newcomer": N_("Speaks another language")},
    "colour": {"orange": N_("Orange"), "blue": N_("Blue"), "green": N_("Green"), "teal": N_("Teal"),
               "olive": N_("Olive"), "purple": N_("Purple"), "plum": N_("Plum"), "slate": N_("Slate")},
    "item-kind": {"document": N_("Document"), "data": N_("Data")},
    "limit-unit": {"minute": N_("minutes"), "hour": N_("hours"), "day": N_("days"), "percent": N_("percent"),
                   "count": N_("times")},
    "reason": {"integrity": N_("Integrity: prevents fraud"), "reflection": N_("Reflection: gives time to think"),
               "privacy": N_("Privacy: protects a secret"), "targeting": N_("Targeting: keeps it for those in need"),
               "information": N_("Information: something must be learnt"), "legal": N_("Law: it is required"),
               "other": N_("Another reason")},
    "legal": {"request": N_("A request is filed"), "receipt": N_("Receipt acknowledged"),
              "notice": N_("Notice: a time limit runs"), "tracked": N_("Delivery proved"),
              "adverse": N_("Decision against the person"), "reasons": N_("Reasons given"),
              "appeal": N_("Appeal explained"), "signature": N_("Signature by hand prescribed"),
              "identity": N_("Identity proved in person"), "sign-off": N_("Second approval prescribed"),
              "reporting": N_("Reporting duty"), "indispensable": N_("Indispensable to examine the case")},
    "triage": {"accepted": N_("Accepted"), "dismissed": N_("Dismissed"), "to-do": N_("To do")},
    "rule-sets": {"recommended": N_("Recommended"), "all": N_("All"), "legal-fr": N_("French law"),
                  "home-visit": N_("Home visits")},
    "effort": {"1": N_("light"), "2": N_("easy"), "3": N_("noticeable"), "4": N_("hard"), "5": N_("exhausting")},
    "emotion": {"-2": N_("very bad"), "-1": N_("bad"), "0": N_("neutral"), "1": N_("good"), "2": N_("very good")},
}


def choices(name: str, document: BlueprintDocument) -> list[Choice]:
    """Return the choices of a list, in the order to show."""
    head = document.head
    match name:
        case "channel":
            declared = {channel.id: channel.name for channel in head.channels}
            return [(value, declared.get(value) or tr(CHANNEL_WORDS.get(value, value)))
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
            return [(value, tr(words)) for value, words in WORDS[name].items()]


def word(name: str, value: str) -> str:
    """Return the words of one value of a closed list."""
    return tr(WORDS[name].get(value, value))


def _rules() -> list[Choice]:
    from visavis.blueprint.registry import plugins

    return [(rule.name, tr(rule.title)) for rule in plugins().rules]


def _rule_sets() -> list[Choice]:
    """Return the shipped rule sets in words, and those of plugged-in rules by their names."""
    from visavis.blueprint.analysis.frictions.rule_sets import set_names
    from visavis.blueprint.registry import plugins

    return [(name, word("rule-sets", name)) for name in set_names(plugins().rules)]
