"""Generates a web service skeleton and its acceptance tests from a journey specification, and from nothing else.

    python generate.py apa.spec.json service
    cd service
    python -m unittest -v        # the acceptance tests, against the service on this machine
    python service.py            # the service itself, on http://127.0.0.1:8000

It reads `visavis-spec/2` (docs/specification.md) as whoever builds the service would: Python alone, no Vis-à-vis.
"""

from __future__ import annotations

import json
import keyword
import re
import shutil
import sys
import textwrap
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Data = dict[str, Any]
HERE = Path(__file__).parent
FORMAT = "visavis-spec/2"
SILENCE = "silence"
# Given, when, then in the language of the specification's sentences.
KEYWORDS = {"en": ("Given", "When", "Then"), "fr": ("Étant donné que", "Quand", "Alors")}
ABOVE_THE_LINE = ("evidence", "citizen")


def main(arguments: list[str]) -> int:
    """Read the specification that is named, and write into the folder that is named."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python generate.py SPEC.json FOLDER\n")
        return 2
    spec = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    if spec.get("format") != FORMAT:
        sys.stderr.write(f"{arguments[0]}: this is no {FORMAT}\n")
        return 2
    folder = Path(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("runtime.py", "acceptance.py"):
        shutil.copy(HERE / name, folder / name)
    for name, text in (("journey.json", json.dumps(make_journey(spec), ensure_ascii=False, indent=1) + "\n"),
                       ("service.py", write_service(spec)), ("test_acceptance.py", write_tests(spec))):
        (folder / name).write_text(text, encoding="utf-8")
    messages = sum(one["type"] != SILENCE for one in spec["conversation"]["exchanges"])
    sys.stdout.write(f"{folder}: {messages} messages, {len(spec['acceptance'])} criteria, "
                     f"{len(spec['avoid'])} to-avoid clauses\n")
    return 0


# What the service knows: the table that runtime.py plays.

def make_journey(spec: Data) -> Data:
    """Return what the service knows of its journey: messages, ways along each side, personas, times."""
    above = {step["id"]: list_lane_kinds(spec)[step["lane"]] in ABOVE_THE_LINE for step in spec["steps"]}
    ways: dict[str, list[str]] = {}
    for flow in spec["flows"]:
        if above[flow["source"]] is above[flow["target"]] and flow["max_times"] != 0:
            ways.setdefault(flow["source"], []).append(flow["target"])
    statements = [one for criterion in spec["acceptance"] for one in criterion["then"]]
    due = {(one["step"], one.get("since")): one["within"]["mean_minutes"] for one in statements
           if one["kind"] == "in-time"}
    return {
        "title": spec["blueprint"]["title"], "ways": ways,
        "speakers": sorted({one["source"] for one in spec["conversation"]["exchanges"]}),
        "personas": {persona["id"]: persona["channels"] for persona in spec["personas"]},
        "open_channels": {name: one["channels"] for one in find_seen(spec, "channel-open")
                          for name in one["personas"]},
        "news_minutes": min((one["within"]["mean_minutes"] for one in find_seen(spec, "news")), default=None),
        "due": [{"step": step, "since": since, "minutes": minutes} for (step, since), minutes in due.items()],
        "messages": {one["id"]: make_message(spec, one) for one in spec["conversation"]["exchanges"]}}


def make_message(spec: Data, exchange: Data) -> Data:
    """Return what the service knows of a message: the message itself, and what must follow it."""
    mine = [one for one in spec["acceptance"] if one["exchange"] == exchange["id"]]
    then = [statement for criterion in mine for statement in criterion["then"]]
    step = {one["id"]: one for one in spec["steps"]}[exchange["target"]]
    shut_out = [one for one in mine if one["id"].endswith("#channel")]
    return {
        **{name: exchange[name] for name in ("says", "is_from_citizen", "source", "target", "channel", "type",
                                             "follows", "opens", "personas", "payload")},
        "is_acknowledged": any(one["kind"] == "acknowledged" for one in then),
        "promises": [{"step": one["step"], "as_told": one["within"]["authored"],
                      "minutes": one["within"]["mean_minutes"]} for one in then if one["kind"] == "promised"],
        "fallback": (step["failure"] or {"fallback": None})["fallback"],
        "goes_on": {persona: one["then"][0]["step"] for one in shut_out for persona in one["personas"]}}


def list_lane_kinds(spec: Data) -> dict[str, str]:
    """Return the kind of each lane."""
    return {lane["id"]: lane["kind"] for lane in spec["lanes"]}


def find_seen(spec: Data, kind: str) -> list[Data]:
    """Return the statements of a kind that must be seen in place of what is to be avoided."""
    return [one for clause in spec["avoid"] for one in clause["test"]["then"] if one["kind"] == kind]


# The service: a function for each message that people send, for whoever builds it to fill.

def write_service(spec: Data) -> str:
    """Return the module of the service: a handler for each message of the citizen, and how to start it."""
    functions, rows = [], []
    # Names that the module needs for itself.
    taken = {"json", "make_server", "make_service"}
    for exchange in spec["conversation"]["exchanges"]:
        if exchange["is_from_citizen"] and exchange["type"] != SILENCE:
            name = name_function(exchange["says"] or exchange["id"], taken)
            functions.append(write_handler(spec, exchange, name))
            rows.append(f"    {exchange['id']!r}: {name},")
    return "\n".join([
        write_docstring(f"{spec['blueprint']['title']}: the service, a function for each message that people send.",
                f"Made by generate.py from the specification of {spec['blueprint']['id']}; yours to fill."),
        "", "from __future__ import annotations", "", "import json", "from pathlib import Path",
        "from typing import Any", "", "from runtime import Case, CaseService, Handler, make_server", "", *functions,
        "",
        "HANDLERS: dict[str, Handler] = {", *rows, "}", "",
        "", "def make_service() -> CaseService:", '    """Return the service with its handlers."""',
        '    journey = json.loads(Path(__file__).with_name("journey.json").read_text(encoding="utf-8"))',
        "    return CaseService(journey, HANDLERS)", "", "", 'if __name__ == "__main__":',
        "    make_server(make_service(), 8000).serve_forever()", ""])


def write_handler(spec: Data, exchange: Data, name: str) -> str:
    """Return the function of one message: what it carries, what it is answered with, and nothing else yet."""
    titles = {step["id"]: step["title"] for step in spec["steps"]}
    says = {one["id"]: one["says"] or one["id"] for one in spec["conversation"]["exchanges"]}
    items = {item["id"]: item["name"] for item in spec["items"]}
    answers = [says[one["id"]] for one in spec["conversation"]["exchanges"] if exchange["id"] in one["follows"]]
    optional = [name for name in exchange["payload"]["properties"] if name not in exchange["payload"]["required"]]
    lines = [f"{exchange['says'] or exchange['id']}: comes to {titles[exchange['target']]}.", "",
             f"Carries: {', '.join(items[name] for name in exchange['carries']) or 'nothing'}.",
             *([f"May come too: {', '.join(items[name] for name in optional)}."] if optional else []),
             f"Answered with: {'; '.join(answers) or 'nothing'}."]
    return "\n".join(["", f"def {name}(case: Case, payload: dict[str, Any]) -> dict[str, Any] | None:",
                      textwrap.indent(write_docstring(*lines), "    "), "    del case, payload", "    return None",
                      ""])


# The tests: one for each criterion, one for each statement of a clause.

def write_tests(spec: Data) -> str:
    """Return the module of the acceptance tests."""
    taken: set[str] = set()
    parts = [write_criterion_test(spec, criterion, taken) for criterion in spec["acceptance"]]
    for clause in spec["avoid"]:
        parts += [write_clause_test(spec, clause, statement, taken) for statement in clause["test"]["then"]]
    return "\n".join([
        write_docstring(f"Acceptance tests of {spec['blueprint']['title']}, by the criteria of its specification.",
                "Made by generate.py; words are the specification’s."),
        "", "from __future__ import annotations", "", "import unittest", "",
        "from acceptance import AcceptanceCase", "", "", "class AcceptanceTests(AcceptanceCase):",
        *(parts or ["    pass"]), "", 'if __name__ == "__main__":', "    unittest.main()", ""])


def write_criterion_test(spec: Data, criterion: Data, taken: set[str]) -> str:
    """Return the test of a criterion: come to where it is given, say it, and look at what follows."""
    given_that, when, then = KEYWORDS.get(spec["provenance"]["language"], KEYWORDS["en"])
    words = [f"{given_that} {one['words']}" for one in criterion["given"]]
    words += [f"{when} {criterion['when']['words']}", *(f"{then} {one['words']}" for one in criterion["then"])]
    persona, way = find_way(spec, criterion)
    body = [f"case = self.open_case({persona!r})",
            *(f"self.come_to(case, {name!r}, {sample(spec, name)!r})" for name in way[:-1])]
    held = any(one["kind"] == "from-register" for one in criterion["then"])
    if not way:
        body = [f"self.skipTest({'no way leads to this message from the start of a case'!r})"]
    else:
        fails = any(one["kind"] == "fails" for one in criterion["given"])
        given = sample(spec, way[-1], registers=held)
        if find_payload(spec, way[-1])["properties"] and not fails:
            body.append(f"self.assert_refused(case, {way[-1]!r}, {given!r})")
        body.append(f"told = self.come_to(case, {way[-1]!r}, {given!r}, fails={fails})")
        for statement in criterion["then"]:
            body += list(expect(statement))
    return write_test(criterion["id"], words, body, taken)


def expect(then: Data) -> Iterator[str]:
    """Yield the lines that hold what was told against one statement of a criterion."""
    match then["kind"]:
        case "reaches" | "goes-on":
            yield f"self.assertEqual(told['at'], {then['step']!r})"
        case "answered":
            yield f"self.assert_answers(case, told, {then['exchanges']!r})"
        case "from-register":
            for item in then["items"]:
                register = {"register": then["source_of_record"]}
                yield f"self.assertEqual(self.look(case)['items'][{item!r}], {register!r})"
        case "acknowledged":
            yield "self.assert_dated(told['receipt'])"
        case "promised":
            yield f"self.assert_promised(told, {then['step']!r}, {then['within']!r})"
        case "in-time":
            yield f"self.assert_due(case, {then['step']!r}, {then['within']['mean_minutes']!r})"
        case _:
            yield f"self.skipTest({'people judge: ' + then['words']!r})"


def write_clause_test(spec: Data, clause: Data, then: Data, taken: set[str]) -> str:
    """Return the test of what must be seen where a to-avoid clause is kept."""
    given_that, _, seen_then = KEYWORDS.get(spec["provenance"]["language"], KEYWORDS["en"])
    words = [clause["text"], *(f"{given_that} {one['words']}" for one in clause["test"]["given"])]
    words.append(f"{seen_then} {then['words']}")
    body = list(try_clause(spec, then)) or [f"self.skipTest({'nothing carries these: ' + then['words']!r})"]
    return write_test(f"clause {clause['id']} {then['kind']}", words, body, taken)


def try_clause(spec: Data, then: Data) -> Iterator[str]:
    """Yield the lines that look for what must be seen where a to-avoid clause is kept."""
    carriers = [one for one in spec["conversation"]["exchanges"] if {*one["carries"]} & {*then.get("items", ())}]
    ways = {one["id"]: find_way(spec, {"exchange": one["id"], "personas": []})[1] for one in carriers}
    for one in carriers:
        way, items = add_payloads(spec, ways[one["id"]]), [name for name in one["carries"] if name in then["items"]]
        match then["kind"]:
            case "from-register" if way:
                yield f"self.assert_from_register({way!r}, {items!r}, {then['source_of_record']!r})"
            case "asked-once" if way:
                yield from (f"self.assert_asked_once({way!r}, {item!r})" for item in items)
            case "kept" if way:
                yield f"self.assert_kept({way!r})"
    match then["kind"]:
        case "news":
            yield f"self.assert_news({then['within']['mean_minutes']!r})"
        case "channel-open":
            way = add_payloads(spec, find_way_to_the_end(spec))
            yield f"self.assert_comes_to_the_end({then['personas'][0]!r}, {then['channels']!r}, {way!r})"
        case "never":
            yield f"self.skipTest({'people judge: ' + then['words']!r})"


def add_payloads(spec: Data, way: Iterable[str]) -> list[tuple[str, Data]]:
    """Return the messages of a way, each with what it carries."""
    return [(name, sample(spec, name)) for name in way]


def write_test(name: str, words: Iterable[str], body: Iterable[str], taken: set[str]) -> str:
    """Return a test method."""
    return "\n".join(["", f"    def test_{name_function(name, taken)}(self) -> None:",
                      textwrap.indent(write_docstring(*words), " " * 8), *(f"        {line}" for line in body), ""])


# The way to a message, through the messages that can come before it.

def find_way(spec: Data, criterion: Data) -> tuple[str | None, list[str]]:
    """Return one of a criterion's personas and a shortest way of messages for them; of anybody where none is."""
    goals = {criterion["exchange"]}
    for persona in (*criterion["personas"], None):
        way = search(spec, goals, persona)
        if way:
            return persona, way
    return None, []


def find_way_to_the_end(spec: Data) -> list[str]:
    """Return a shortest way of messages to a grant, else to any outcome, of anybody."""
    ends = {step["id"]: step["outcome"] for step in spec["steps"] if step["kind"] == "outcome"}
    for wanted in (("granted",), tuple(ends.values())):
        goals = {one["id"] for one in spec["conversation"]["exchanges"] if ends.get(one["target"]) in wanted
                 and one["target"] in ends}
        way = search(spec, goals, None)
        if way:
            return way
    return []


def search(spec: Data, goals: set[str], persona: str | None) -> list[str]:
    """Return the messages of a shortest way to one of the goals, silences left out; nothing where there is none."""
    exchanges = {one["id"]: one for one in spec["conversation"]["exchanges"]
                 if persona is None or persona in one["personas"] or not one["personas"] or one["id"] in goals}
    todo = deque([name] for name, one in exchanges.items() if one["opens"])
    known: set[str] = {way[0] for way in todo}
    while todo:
        way = todo.popleft()
        if way[-1] in goals:
            return [name for name in way if exchanges[name]["type"] != SILENCE]
        for name, one in exchanges.items():
            if way[-1] in one["follows"] and name not in known:
                known.add(name)
                todo.append([*way, name])
    return []


def sample(spec: Data, name: str, *, registers: bool = False) -> Data:
    """Return a payload that a message takes: what it must carry, in the schema's first form or its register's."""
    payload = find_payload(spec, name)
    return {item: sample_of(payload["properties"][item], registers=registers) for item in payload["required"]}


def find_payload(spec: Data, name: str) -> Data:
    """Return the schema of what a message carries."""
    payload: Data
    [payload] = [one["payload"] for one in spec["conversation"]["exchanges"] if one["id"] == name]
    return payload


def sample_of(schema: Data, *, registers: bool) -> Any:
    """Return a value that a schema of an item takes."""
    forms = schema.get("anyOf", [schema])
    held = [form for form in forms if registers and "register" in form.get("properties", {})]
    form = [*held, *forms][0]
    if form["type"] != "object":
        return "as it is"
    samples = {"media_type": "application/pdf", "content": "JVBERi0=", "reference": "box 7"}
    return {name: samples.get(name, form["properties"][name].get("const", "x")) for name in form["required"]}


# Texts of authors in code: always as literals, and names made of their letters.

def write_docstring(*lines: str) -> str:
    """Return a docstring of some lines: wrapped, and whatever is in them is text."""
    clean = ["".join(letter if letter.isprintable() else " " for letter in line) for line in lines]
    wrapped = "\n".join(textwrap.fill(line, 100) for line in clean)
    escaped = wrapped.replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{escaped}\n"""'


def name_function(text: str, taken: set[str]) -> str:
    """Return a name for a function: the letters of a text without accents, and a number where it is taken."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:60] or "message"
    base = f"m_{base}" if base[0].isdigit() or keyword.iskeyword(base) else base
    name, number = base, 2
    while name in taken:
        name, number = f"{base}_{number}", number + 1
    taken.add(name)
    return name


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
