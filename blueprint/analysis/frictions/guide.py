"""What a rule tells about itself: why it matters, when it speaks, what it spares, what its remedy may cost.

The pages of `docs/rules/` and the explanation beside a finding are made from it, in both languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from visavis.blueprint.language import Message, message


class InputElement(StrEnum):
    """The kinds of things a rule may lack a field of."""

    STEP = "step"
    FLOW = "flow"
    ITEM = "item"
    ACTOR = "actor"
    PERSONA = "persona"
    SERVICE = "service"
    HEAD = "head"


@dataclass(frozen=True, slots=True)
class Need:
    """An input that a rule cannot judge without: in words, and the field of the file that tells it.

    A dotted field names a part (`informs.who`).
    """

    words: Message
    element: InputElement
    field: str


# What many rules lack.
PROBABILITIES = Need(message("how likely each way out is"), InputElement.FLOW, "probability")
TIMES = Need(message("how long the steps take"), InputElement.STEP, "wait")
CHANNELS = Need(message("the channels of the steps"), InputElement.STEP, "channel")
SYSTEMS = Need(message("the tools in which the agents work"), InputElement.STEP, "system")
UNITS = Need(message("the teams of the agents' steps"), InputElement.STEP, "unit")
ITEMS = Need(message("which items the steps ask for"), InputElement.STEP, "asks")
WORK_TIMES = Need(message("the working times"), InputElement.STEP, "work")


@dataclass(frozen=True, slots=True)
class RuleGuide:
    """A rule explained to people, each part a sentence or two.

    `matters` says why it hurts, and which side; `fires` when it speaks, thresholds included; `cost` how its minutes
    or shares are worked out; `remedy` what mends it and `side_effect` what the remedy may cost; `spares` when it
    keeps silent on purpose; `sources` are keys of `SOURCES`.
    """

    matters: Message
    fires: Message
    cost: Message
    remedy: Message
    side_effect: Message
    spares: tuple[Message, ...]
    sources: tuple[str, ...]


# Where the rules come from. Those marked (interested) are published by a party that sells what they favour.
SOURCES: dict[str, str] = {
    "bitkom": "Bitkom survey on office visits, reported by Deutschlandfunk: about 2 h a visit, 30 min of it handling "
              "(interested)",
    "bpmnlint": "bpmn-io, bpmnlint: structural rules for process models",
    "ceb": "Corporate Executive Board, The Effortless Experience: repeat contacts, channel switching, transfers, "
           "repeating information (interested, contested)",
    "ce-2022": "Conseil d’État, 3 June 2022, no. 452798: a mandatory online service needs a substitute",
    "crpa-l112-3": "Code des relations entre le public et l’administration, L112-3, L112-6 and R112-5: receipt",
    "crpa-l114-5": "Code des relations entre le public et l’administration, L114-5 and L114-5-1: incomplete files",
    "crpa-l114-8": "Code des relations entre le public et l’administration, L114-8: administrations exchange data",
    "crpa-l211": "Code des relations entre le public et l’administration, L211-2, L211-5: reasons for decisions",
    "cja-r421-5": "Code de justice administrative, R421-5: time limits must be told with how to appeal",
    "cw": "Computer Weekly on the Government Digital Service’s discovery: people repeat names, employers and "
          "incomes, and cannot change channel",
    "ddd": "Défenseur des droits, Dématérialisation des services publics, 2022: tasks and costs shifted to users",
    "essential-fr": "Observatoire Vos démarches essentielles: satisfaction, accessibility, data exchange, human help",
    "fbpm": "Dumas, La Rosa, Mendling, Reijers, Fundamentals of Business Process Management, ch. 7: flow analysis, "
            "queues, wastes",
    "service-standard": "United Kingdom, Service Standard, points 2, 3, 5 and 14",
    "heggertveit": "Study of a Norwegian welfare office: helping people with self-service, unbudgeted",
    "herd-moynihan": "Herd, Moynihan, Administrative Burden, 2018: learning, compliance and psychological costs",
    "insee-2021": "INSEE, 2021 and 2022: 15.4 % digital illiteracy; 32 % of adults gave up an online procedure in a "
                  "year, a quarter of them for good",
    "klm": "Card, Moran, Newell, Keystroke-Level Model, 1980: times of expert, error-free keying",
    "leitfaden": "Statistisches Bundesamt, Leitfaden Erfüllungsaufwand: default times of both sides, in three grades",
    "lean": "Lean services: transportation, motion, over-processing and over-production as wastes",
    "madsen": "Madsen, Lindgren, Melin, The accidental caseworker, 2022: citizens do what caseworkers did",
    "maister": "Maister, The Psychology of Waiting Lines, 1985: unexplained waits feel longer",
    "mhh-2015": "Moynihan, Herd, Harvey, Administrative Burden, 2015: who bears the burden is a political choice",
    "nsw": "New South Wales, Sludge Toolkit: time, cost, effort and inclusion of each step",
    "oecd": "OECD, Fixing frictions: sludge audits around the world",
    "performance-uk": "United Kingdom, performance of the “great” services: digital completion above 80 %",
    "plain-language": "ISO 24495-1:2023, Plain language; French guides ask for sentences of about 20 words",
    "appointments-fr": "France, identity cards: appointments within 30 days",
    "reijers": "Reijers, Liman Mansar, Best practices in business process redesign, 2005: 29 heuristics, their price",
    "rgaa": "Référentiel général d’amélioration de l’accessibilité (RGAA 4)",
    "services-publics-plus": "France, Services Publics +: announced delays, answered calls",
    "shostack": "Shostack, Designing Services That Deliver, Harvard Business Review, 1984: fail points, line of "
                "visibility, tolerated time",
    "sunstein": "Sunstein, Sludge Audits, 2020: excessive frictions, and five legitimate uses of them",
    "tlx": "NASA Task Load Index: how load is felt, best asked of agents",
    "toolbox": "European Commission, Better Regulation Toolbox, tools 53 and 60: burden of citizens in hours",
    "vanguard": "Seddon, Vanguard: failure demand, 30 to 90 % of contacts (interested)",
    "varney": "Varney, Service Transformation, 2006: 44 contacts after one bereavement",
    "proposal": "Proposal of this project, to be tuned on real journeys",
}
