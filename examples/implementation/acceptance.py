"""How the generated tests speak to the service: over HTTP, on this machine, with a clock that they move.

`generate.py` copies this file as it is beside the tests that it writes from a specification.
"""

from __future__ import annotations

import json
import threading
import unittest
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from itertools import pairwise
from typing import Any
from urllib.parse import quote, urlencode

from runtime import make_server
from service import make_service

Data = dict[str, Any]
# Messages and what they carry, one after the other.
Way = Sequence[tuple[str, Data]]


class AcceptanceCase(unittest.TestCase):
    """A service of its own for each test."""

    def setUp(self) -> None:
        """Start the service on a free port."""
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
        self.service = make_service()
        self.service.clock = lambda: self.now
        server = make_server(self.service)
        thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
        thread.start()
        self.connection = HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
        for end in (server.server_close, thread.join, server.shutdown, self.connection.close):
            self.addCleanup(end)

    def ask(self, method: str, address: str, body: Data | None = None) -> tuple[int, Data]:
        """Return the status and the answer of a request."""
        self.connection.request(method, address, None if body is None else json.dumps(body))
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read())

    def open_case(self, persona: str | None = None) -> str:
        """Begin a case and return its number."""
        status, told = self.ask("POST", "/cases", {"persona": persona})
        self.assertEqual(status, 200, told)
        return str(told["case"])

    def look(self, case: str) -> Data:
        """Return where a case stands."""
        return self.ask("GET", f"/cases/{case}")[1]

    def come_to(self, case: str, name: str, payload: Data, *, fails: bool = False) -> Data:
        """Say a message, unless the service said it of itself just now; return what was told of it."""
        said = self.look(case)["said"]
        if said and said[-1]["id"] == name:
            return dict(said[-1])
        address = "/".join(quote(part, safe="") for part in name.split("/"))
        status, told = self.ask("POST", f"/cases/{case}/{address}" + ("?" + urlencode({"fails": 1}) if fails else ""),
                                payload)
        self.assertEqual(status, 200, f"{name}: {told}")
        return told

    def walk(self, way: Way, persona: str | None = None) -> str:
        """Begin a case, say some messages one after the other, and return its number."""
        case = self.open_case(persona)
        for name, payload in way:
            self.come_to(case, name, payload)
        return case

    def assert_answers(self, case: str, told: Data, expected: Sequence[str]) -> None:
        """Hold what may be said next against what the criterion names; what is not a silence can be said at once."""
        self.assertEqual(sorted(told["answers"]), sorted(expected))
        state = self.look(case)
        for name in expected:
            if self.service.messages[name]["type"] != "silence":
                self.assertIn(name, [*state["can_say"], *(one["id"] for one in state["said"])])

    def assert_refused(self, case: str, name: str, payload: Data) -> None:
        """Say what this message does not carry, and be refused."""
        address = "/".join(quote(part, safe="") for part in name.split("/"))
        status, told = self.ask("POST", f"/cases/{case}/{address}", {**payload, "something else": 1})
        self.assertEqual((status, bool(told["faults"])), (422, True))

    def assert_dated(self, receipt: Data | None) -> None:
        """Hold that there is a receipt with a date."""
        self.assertIsNotNone(receipt)
        date.fromisoformat((receipt or {})["on"])

    def assert_promised(self, told: Data, step: str, within: Data) -> None:
        """Hold that a date was told; the words of the promise, where it is no duration."""
        [promise] = [one for one in told["promises"] if one["step"] == step]
        if within["mean_minutes"] is None:
            self.assertEqual(promise["as_told"], within["authored"])
        else:
            latest = self.now + timedelta(minutes=within["mean_minutes"])
            self.assertLessEqual(date.fromisoformat(promise["by"]), latest.date())

    def assert_due(self, case: str, step: str, minutes: float) -> None:
        """Hold that the service knows by when a step must be done."""
        [due] = [one for one in self.look(case)["due"] if one["step"] == step]
        self.assertLessEqual(datetime.fromisoformat(due["by"]), self.now + timedelta(minutes=minutes))

    def assert_from_register(self, way: Way, items: Sequence[str], register: str) -> None:
        """Say the last message of a way with a reference to the register in place of each item, and be understood."""
        (name, payload), case = way[-1], self.walk(way[:-1])
        asked = {item: {"register": register} for item in items}
        self.come_to(case, name, {**payload, **asked})
        self.assertEqual({item: self.look(case)["items"][item] for item in items}, asked)

    def assert_asked_once(self, way: Way, item: str) -> None:
        """Say the last message of a way without an item that was given before, and be understood."""
        (name, payload), case = way[-1], self.walk(way[:-1])
        self.service.cases[case].items.setdefault(item, payload[item])
        self.come_to(case, name, {key: value for key, value in payload.items() if key != item})

    def assert_kept(self, way: Way) -> None:
        """Find all that was given on a way, as it was given."""
        found = self.look(self.walk(way))["items"]
        given = {item: value for _, payload in way for item, value in payload.items()}
        self.assertEqual({item: found[item] for item in given}, given)

    def assert_news(self, minutes: float) -> None:
        """Wait for long, and look at how long no one said where things stand."""
        case = self.open_case()
        self.now += timedelta(minutes=3.5 * minutes)
        moments = [*(datetime.fromisoformat(one["on"]) for one in self.look(case)["news"]), self.now]
        self.assertLessEqual(max(after - before for before, after in pairwise(moments)), timedelta(minutes=minutes))

    def assert_comes_to_the_end(self, persona: str, channels: Sequence[str], way: Way) -> None:
        """Go all the way as somebody, by channels that they can use."""
        self.assertTrue(way)
        case = self.walk(way, persona)
        used = {one["by"] for one in self.look(case)["said"]} - {None}
        self.assertLessEqual(used, set(channels))
        self.assertEqual(self.look(case)["said"][-1]["id"], way[-1][0])
