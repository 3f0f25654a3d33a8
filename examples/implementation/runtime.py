"""What every generated service needs: cases that move by messages, payloads held against their schemas, HTTP.

`generate.py` copies this file as it is beside what it generates. It knows no service, and needs Python alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

Data = dict[str, Any]
# What a handler does with a message that was accepted; what it returns is told in the answer.
Handler = Callable[["Case", Data], Data | None]
# What a side has heard that was told nothing yet.
NOTHING = ""
LONGEST_BODY = 20_000_000
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "number": (int, float)}


class RefusedMessage(Exception):
    """A message that the service does not take: the status of the answer, and why."""

    def __init__(self, status: HTTPStatus, why: str, faults: Iterable[str] = ()) -> None:
        super().__init__(why)
        self.status, self.why, self.faults = status, why, list(faults)


@dataclass
class Case:
    """One person's case: who it is, what was given, and everything that was said, the last thing last."""

    number: str
    persona: str | None
    opened: datetime
    at: str | None = None
    items: Data = field(default_factory=dict)
    said: list[Data] = field(default_factory=list)
    # The last thing that each side was told.
    heard: dict[bool, str] = field(default_factory=lambda: {True: NOTHING, False: NOTHING})


class CaseService:
    """The service of a journey (the table that `generate.py` writes): it takes messages and answers with others."""

    def __init__(self, journey: Data, handlers: Mapping[str, Handler] | None = None,
                 clock: Callable[[], datetime] = lambda: datetime.now(tz=UTC)) -> None:
        self.journey, self.handlers, self.clock = journey, dict(handlers or {}), clock
        self.messages: dict[str, Data] = journey["messages"]
        self.cases: dict[str, Case] = {}

    def open_case(self, persona: str | None = None) -> Case:
        """Begin a case, of one of the personas or of anybody."""
        if persona is not None and persona not in list(self.journey["personas"]):
            raise RefusedMessage(HTTPStatus.UNPROCESSABLE_ENTITY, f"there is no persona {persona!r}")
        case = Case(str(len(self.cases) + 1), persona, self.clock())
        self.cases[case.number] = case
        return case

    def find_case(self, number: str) -> Case:
        """Return a case by its number."""
        if number not in self.cases:
            raise RefusedMessage(HTTPStatus.NOT_FOUND, f"there is no case {number!r}")
        return self.cases[number]

    def say(self, case: Case, name: str, payload: Data, *, channel: str | None = None, fails: bool = False) -> Data:
        """Take a message: check that it can be said now, by this person, with this payload; then move the case.

        A message of the citizen to which there is one answer only is answered at once.
        """
        message = self.messages.get(name)
        if message is None:
            raise RefusedMessage(HTTPStatus.NOT_FOUND, f"there is no message {name!r}")
        if name not in self.list_sayable(case):
            raise RefusedMessage(HTTPStatus.CONFLICT, "this cannot be said now")
        way, onward = self._find_channel(case, message, channel)
        if onward is None and fails:
            onward = message["fallback"]
        # What was given once is not asked for again.
        kept = {item: case.items[item] for item in message["payload"]["properties"] if item in case.items}
        whole = {**kept, **payload}
        faults = list(find_faults(message["payload"], whole))
        if faults:
            raise RefusedMessage(HTTPStatus.UNPROCESSABLE_ENTITY, "this message carries something else", faults)
        case.items.update(whole)
        record = self._record(case, name, way, onward)
        handler = self.handlers.get(name)
        if handler is not None:
            record["result"] = handler(case, whole)
        if message["is_from_citizen"] and onward is None:
            self._answer(case, name)
        return record

    def _answer(self, case: Case, name: str) -> None:
        answers = {other: message for other, message in self.messages.items() if name in message["follows"]}
        for other, answer in answers.items():
            # Agents say themselves what they have to choose, to fill in, or may fail to do.
            if len(answers) == 1 and answer["type"] != "silence" and not answer["payload"]["required"] \
                    and answer["fallback"] is None:
                self.say(case, other, {})

    def list_sayable(self, case: Case) -> list[str]:
        """Return what can be said now: what follows the last thing that the side which speaks was told.

        Silences pass by themselves: who waits has said nothing, and the other side goes on.
        """
        heard = {side: {last} for side, last in case.heard.items()}
        silences = [(name, one) for name, one in self.messages.items() if one["type"] == "silence"]
        grows = True
        while grows:
            grows = False
            for name, silence in silences:
                here, there = heard[silence["is_from_citizen"]], heard[not silence["is_from_citizen"]]
                if name not in there and _may_follow(silence, here):
                    there.add(name)
                    grows = True
        return [name for name, message in self.messages.items()
                if message["type"] != "silence" and _may_follow(message, heard[message["is_from_citizen"]])]

    def _find_channel(self, case: Case, message: Data, wanted: str | None) -> tuple[str | None, str | None]:
        """Return the channel that a message goes by, and the step where the case goes on if it cannot."""
        usual, persona = message["channel"], case.persona
        if persona is None:
            return wanted or usual, None
        able = self.journey["personas"][persona]
        opened = self.journey["open_channels"].get(persona, [])
        if wanted is None and persona in message["goes_on"] and not opened:
            return None, message["goes_on"][persona]
        if wanted is None and opened and able and usual is not None and usual not in able:
            wanted = opened[0]
        if wanted not in (None, usual) and wanted not in opened:
            raise RefusedMessage(HTTPStatus.CONFLICT, f"this is not said by {wanted}")
        if (wanted or usual) is not None and able and (wanted or usual) not in able:
            raise RefusedMessage(HTTPStatus.CONFLICT, f"{persona} cannot use {wanted}")
        if message["personas"] and persona not in message["personas"] and not opened:
            raise RefusedMessage(HTTPStatus.CONFLICT, f"this is not open to {persona}")
        return wanted or usual, None

    def _record(self, case: Case, name: str, channel: str | None, onward: str | None) -> Data:
        message, now = self.messages[name], self.clock()
        at = onward or message["target"]
        record: Data = {
            "id": name, "says": message["says"], "on": now.isoformat(), "by": channel, "at": at,
            "did": list(self._walk(at)),
            "answers": [other for other, one in self.messages.items() if name in one["follows"]],
            "receipt": {"on": now.date().isoformat(), "case": case.number} if message["is_acknowledged"] else None,
            "promises": [_promise(now, each) for each in message["promises"]]}
        case.at = record["did"][-1]
        case.said.append(record)
        case.heard[not message["is_from_citizen"]] = name
        return record

    def _walk(self, step: str) -> Iterator[str]:
        """Yield the steps that a side does after it was told something, up to a decision or to where it speaks."""
        seen: set[str] = set()
        while step not in seen:
            yield step
            seen.add(step)
            onward = self.journey["ways"].get(step, [])
            if len(onward) == 1 and step not in self.journey["speakers"]:
                step = onward[0]

    def describe(self, case: Case) -> Data:
        """Return where a case stands, for the person and for whoever works on it."""
        return {"case": case.number, "persona": case.persona, "at": case.at, "said": case.said, "items": case.items,
                "can_say": self.list_sayable(case), "due": list(self._list_due(case)),
                "news": list(self._list_news(case))}

    def _list_due(self, case: Case) -> Iterator[Data]:
        """Yield by when which steps must be done, as far as the time that is given has begun."""
        for due in self.journey["due"]:
            since = case.opened if due["since"] is None else next(
                (datetime.fromisoformat(one["on"]) for one in reversed(case.said)
                 if due["since"] in (self.messages[one["id"]]["source"], *one["did"])), None)
            if since is not None:
                yield {"step": due["step"], "by": (since + timedelta(minutes=due["minutes"])).isoformat()}

    def _list_news(self, case: Case) -> Iterator[Data]:
        """Yield what the person was told of where things stand: what was said, and a word where that was long ago."""
        moments = [case.opened, *(datetime.fromisoformat(one["on"]) for one in case.said), self.clock()]
        every = self.journey["news_minutes"]
        for before, after in pairwise(moments):
            told = before
            yield {"on": told.isoformat(), "at": case.at}
            while every and after - told > timedelta(minutes=every):
                told += timedelta(minutes=every)
                yield {"on": told.isoformat(), "at": case.at}


def _may_follow(message: Data, heard: set[str]) -> bool:
    return not heard.isdisjoint(message["follows"]) or (message["opens"] and NOTHING in heard)


def _promise(now: datetime, promise: Data) -> Data:
    by = None if promise["minutes"] is None else (now + timedelta(minutes=promise["minutes"])).date().isoformat()
    return {"step": promise["step"], "by": by, "as_told": promise["as_told"]}


def find_faults(schema: Data, value: Any, where: str = "payload") -> Iterator[str]:
    """Yield what a value has against a schema, of the words of JSON Schema that payloads are written in."""
    if "anyOf" in schema and all(any(find_faults(form, value, where)) for form in schema["anyOf"]):
        yield f"{where} has none of the forms that are taken"
    if "const" in schema and value != schema["const"]:
        yield f"{where} is not {schema['const']!r}"
    wanted = schema.get("type")
    if wanted is not None and not _is_of(value, [wanted] if isinstance(wanted, str) else wanted):
        yield f"{where} is no {wanted}"
    elif isinstance(value, str):
        yield from _find_faults_of_text(schema, value, where)
    elif isinstance(value, dict):
        known = schema.get("properties", {})
        yield from (f"{where} lacks {name!r}" for name in schema.get("required", []) if name not in value)
        for name, part in value.items():
            if name in known:
                yield from find_faults(known[name], part, f"{where}/{name}")
            elif schema.get("additionalProperties") is False:
                yield f"{where} carries no {name!r}"


def _is_of(value: Any, types: Iterable[str]) -> bool:
    return any(isinstance(value, _TYPES[name]) and not (name == "number" and isinstance(value, bool))
               for name in types)


def _find_faults_of_text(schema: Data, value: str, where: str) -> Iterator[str]:
    if len(value) < schema.get("minLength", 0):
        yield f"{where} is empty"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where} is not written as {schema['pattern']}"
    if schema.get("format") == "date":
        try:
            date.fromisoformat(value)
        except ValueError:
            yield f"{where} is no date"


class _Requests(BaseHTTPRequestHandler):
    """`POST /cases`, `GET /cases/N`, and one address for each message: `POST /cases/N/SOURCE/KEY/TARGET`."""

    service: CaseService

    def do_GET(self) -> None:
        """Tell where a case stands."""
        self._reply(lambda path, _: self.service.describe(self.service.find_case(path[1])))

    def do_POST(self) -> None:
        """Open a case, or take a message."""
        self._reply(self._post)

    def _post(self, path: list[str], asked: Mapping[str, list[str]]) -> Data:
        if path == ["cases"]:
            case = self.service.open_case(self._read().get("persona"))
            return self.service.describe(case)
        case, name = self.service.find_case(path[1]), "/".join(path[2:])
        record = self.service.say(case, name, self._read(), channel=next(iter(asked.get("channel", [])), None),
                                  fails="fails" in asked)
        return {**record, "can_say": self.service.list_sayable(case)}

    def _read(self) -> Data:
        told = self.headers.get("Content-Length") or "0"
        length = int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else LONGEST_BODY + 1
        if length > LONGEST_BODY:
            raise RefusedMessage(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "this is too long")
        try:
            body = json.loads(self.rfile.read(length) or b"{}")
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            raise RefusedMessage(HTTPStatus.BAD_REQUEST, "the body is no JSON object")
        return body

    def _reply(self, act: Callable[[list[str], Mapping[str, list[str]]], Data]) -> None:
        address = urlsplit(self.path)
        # The parts of a message's id are in the address as they are in the id: quoted once more.
        path = [unquote(part) for part in address.path.strip("/").split("/")]
        status, told = HTTPStatus.OK, {}
        try:
            if path[0] != "cases" or (self.command == "GET" and len(path) != 2):
                raise RefusedMessage(HTTPStatus.NOT_FOUND, "there is nothing here")
            told = act(path, parse_qs(address.query, keep_blank_values=True))
        except RefusedMessage as refused:
            status, told = refused.status, {"refused": refused.why, "faults": refused.faults}
        body = json.dumps(told, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Keep quiet: whoever runs a skeleton reads its answers."""


def make_server(service: CaseService, port: int = 0) -> HTTPServer:
    """Return a server of a service on this machine alone; port 0 takes a free one."""
    handler = type("Requests", (_Requests,), {"service": service})
    return HTTPServer(("127.0.0.1", port), handler)
