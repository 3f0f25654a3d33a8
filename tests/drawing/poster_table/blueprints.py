"""The blueprints of the table of posters: every example, journeys of any length, and fourteen that nobody should draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from itertools import product
from types import MappingProxyType

from tests.benchmarks.documents import blueprint_of
from tests.drawing.apa import apa
from tests.drawing.builders import document, flow, lane, step
from tests.drawing.poster_table.benefit import benefit
from tests.profiles import EXAMPLES
from visavis.blueprint.analysis import RULES, Analysis, analyse
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.storage import load

LONG = ("Demander l’allocation personnalisée d’autonomie à domicile, et la faire renouveler chaque année " * 5)[:400]
# Letters that break, join, turn, are missing from every font, or look like code.
TEXTS: Mapping[str, str] = MappingProxyType({
    "400-letter titles": LONG,
    "no titles": "",
    "one word of 399 letters": "Donaudampfschifffahrt" * 19,
    "emoji": "👩\u200d👧 👍🏽 🇫🇷 ❤\ufe0f demande",
    "Arabic": "طلب المساعدة في المنزل (12) وإرسال الملف كاملًا",
    "Tamil": "வீட்டு உதவிக்கு விண்ணப்பித்து ஆவணங்களை அனுப்புகிறார்",
    "Chinese": "申请居家护理津贴并邮寄全部文件",
    "markup and controls": "<b>&amp; ]]> \"x\"</b> =1+1\x07\u202e (\\) %s {0}",
})
LANES = (("citizen", 4), ("frontstage", 3), ("backstage", 4), ("support", 1))


def written(text: str) -> BlueprintDocument:
    """Return the journey of the visual identity in which everything that can be typed is this text."""
    made = apa()
    head = made.head.model_copy(update={
        "title": text, "summary": text,
        "lanes": tuple(each.model_copy(update={"name": text}) for each in made.head.lanes),
        "phases": tuple(each.model_copy(update={"name": text}) for each in made.head.phases),
        "notes": tuple(each.model_copy(update={"text": text}) for each in made.head.notes),
        "personas": tuple(each.model_copy(update={"name": text, "story": text}) for each in made.head.personas)})
    return made.replace(head=head, steps=tuple(each.model_copy(update={"title": text}) for each in made.steps),
                        flows=tuple(each.model_copy(update={"label": text}) if each.label else each
                                    for each in made.flows))


def wide_and_deep() -> BlueprintDocument:
    """Return twelve lanes of sixty columns, two cells in three full."""
    kinds = [kind for kind, count in LANES for _ in range(count)]
    lanes = [lane(f"l{place}", kind, f"Bande {place + 1}") for place, kind in enumerate(kinds)]
    steps = [step(f"s{row}-{column}", f"l{row}", f"p{column // 10 + 1}", column % 10, work="PT5M",
                  title=f"Traite la pièce {row}.{column}")
             for row, column in product(range(12), range(60)) if (row + column) % 3]
    known = {each.id for each in steps}
    flows = [flow(f"f{row}-{column}", f"s{row}-{column}", f"s{row + 4}-{column + 1}")
             for row, column in product(range(4), range(59))
             if {f"s{row}-{column}", f"s{row + 4}-{column + 1}"} <= known]
    return document(steps, flows, lanes=lanes, phases=[f"Phase {number}" for number in range(1, 7)])


def stacked() -> BlueprintDocument:
    """Return sixty steps in one cell."""
    steps = [step(f"u{place}", work="PT5M", title=f"Fournit la pièce {place + 1}") for place in range(60)]
    return document([*steps, step("a", "scene", title="Reçoit les pièces", work="PT9M")],
                    [flow("f", "u0", "a", kind="interaction", label="Voici mes pièces")])


def one_column() -> BlueprintDocument:
    """Return a column with a step in each lane."""
    steps = [step("e", "preuves", title="Formulaire", kind="evidence"),
             step("u", title="Demande", work="PT20M", effort=3), step("s", "scene", title="Accueille", work="PT5M"),
             step("c", "coulisses", title="Vérifie", work="PT15M"), step("a", "appui", title="Logiciel")]
    return document(steps, [flow("f", "u", "s", kind="interaction", label="Bonjour"), flow("g", "s", "c"),
                            flow("h", "c", "a", kind="support")])


def unconnected() -> BlueprintDocument:
    """Return a journey without a flow."""
    return apa().replace(flows=())


def everybody_talks() -> BlueprintDocument:
    """Return six citizens' steps that each say something, with a share, to six agents' steps in any order."""
    steps = [step(f"u{place}", column=place, title=f"Demande {place}", work="PT10M") for place in range(6)]
    steps += [step(f"a{place}", "scene", column=place, title=f"Répond {place}", work="PT5M") for place in range(6)]
    flows = [flow(f"f{one}{other}", f"u{one}", f"a{other}", kind="interaction", probability=round(1 / 6, 2),
                  label="Où en est ma demande, s’il vous plaît ?") for one, other in product(range(6), range(6))]
    return document(steps, flows, phases=["Se parler"])


def _journeys() -> Mapping[str, Callable[[], BlueprintDocument]]:
    examples = {path.name.removesuffix(".blueprint.json"): lambda path=path: load(path).document for path in EXAMPLES}
    texts = {name: lambda text=text: written(text) for name, text in TEXTS.items()}
    return {**examples, "a benefit of 46 steps": benefit, "200 steps": lambda: blueprint_of(200),
            "500 steps": lambda: blueprint_of(500), **texts, "12 lanes × 60 columns": wide_and_deep,
            "60 steps in a cell": stacked, "one column": one_column, "no flow": unconnected,
            "36 labels between 6 columns": everybody_talks, "nothing at all": document}


BLUEPRINTS: Mapping[str, Callable[[], BlueprintDocument]] = MappingProxyType(dict(_journeys()))
HOSTILE = tuple(BLUEPRINTS)[-14:]


@cache
def opened(name: str) -> tuple[BlueprintDocument, Analysis]:
    """Return a blueprint of the table with its analysis; both are made once for all the paper it is drawn on."""
    made = BLUEPRINTS[name]()
    return made, analyse(made, RULES)
