"""Any two edit scripts: what is disjoint is both, what is not is told, the result opens and is each side's alone."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.editing import builders
from tests.editing.intents import MAKERS
from tests.profiles import IS_DEEP
from visavis.blueprint.editing import Command, EditSession, Identifiers
from visavis.blueprint.editing.differences import LISTS, rows_of
from visavis.blueprint.editing.merge import merge
from visavis.blueprint.model import BlueprintDocument
from visavis.blueprint.model.problems import Refused
from visavis.blueprint.storage import decode, encode

BASE = builders.document()
# Each of these replaces the whole document, so that nothing beside it is disjoint.
NAMES = sorted(set(MAKERS) - {"ReplaceDocument"})
EXAMPLES = settings(max_examples=120 if IS_DEEP else 25)


def write_script(data: Any, seed: int) -> tuple[list[Command], BlueprintDocument]:
    """Some commands that the base takes, one after the other, and what they make of it."""
    session, script = EditSession(BASE, identifiers=Identifiers(seed)), []
    for name in data.draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4)):
        command = MAKERS[name](data.draw, session.document)
        try:
            if session.do(command):
                script.append(command)
        except Refused:
            continue
    return script, session.document


def run(start: BlueprintDocument, script: list[Command], seed: int) -> BlueprintDocument | None:
    session = EditSession(start, identifiers=Identifiers(seed))
    try:
        for command in script:
            session.do(command)
    except Refused:
        return None
    return session.document


def changed(after: BlueprintDocument) -> set[tuple[str, ...]]:
    """What an edit touched: fields of elements, elements that came and went, orders of lists."""
    before_rows, after_rows = rows_of(BASE), rows_of(after)
    heads = [one.head.to_json() for one in (BASE, after)]
    service = [one.get("service", {}) for one in heads]
    record = [one.get("record", {}) for one in heads]
    found: set[tuple[str, ...]] = {("service", name) for name in {*service[0], *service[1]} if service[0].get(name) != service[1].get(name)}
    found |= {("record", name) for name in {*record[0], *record[1]} if record[0].get(name) != record[1].get(name)}
    found |= {("graph", name) for name in {*heads[0], *heads[1]} - {*LISTS, "service", "record"}
              if heads[0].get(name) != heads[1].get(name)}
    for kind, old in before_rows.items():
        new = after_rows[kind]
        for name in {*old, *new}:
            was, now = old.get(name), new.get(name)
            if was is None or now is None:
                found.add((kind, name, "exists"))
            else:
                found |= {(kind, name, field) for field in {*was, *now} if was.get(field) != now.get(field)}
        if kind == "step":
            # What is placed makes room among what is there: a phase's columns are one thing.
            found |= {("columns", str(row["phase"])) for name in {*old, *new} for row in (old.get(name), new.get(name))
                      if row and any((old.get(name) or {}).get(key) != (new.get(name) or {}).get(key)
                                     for key in ("id", "lane", "phase", "column"))}
        common = [[name for name in rows if name in old and name in new] for rows in (old, new)]
        if common[0] != common[1]:
            found.add((kind, "order"))
    return found


def overlap(mine: BlueprintDocument, theirs: BlueprintDocument) -> bool:
    """Whether two edits touched the same field, or one of them what the other one took away, or newly refers to it."""
    one, other = changed(mine), changed(theirs)
    gone = [{key[:2] for key in each if key[2:] == ("exists",)} for each in (one, other)]
    if one & other or gone[0] & {key[:2] for key in other} or gone[1] & {key[:2] for key in one}:
        return True
    for names, keys, document in ((gone[0], other, theirs), (gone[1], one, mine)):
        rows = rows_of(document)
        touched = json.dumps([rows[key[0]].get(key[1]) for key in keys if key[0] in rows and len(key) > 2])
        if any(json.dumps(name) in touched for _, name in names):
            return True
    return False


@EXAMPLES
@given(st.data())
def test_one_side_alone_is_that_side_to_the_byte(data: Any) -> None:
    _, after = write_script(data, 1)
    for three in ((BASE, after, BASE), (BASE, BASE, after), (BASE, after, after)):
        merged = merge(*three)
        assert merged.conflicts == ()
        assert encode(merged.document) == encode(after)


@EXAMPLES
@given(st.data())
def test_disjoint_edits_merge_as_if_both_had_been_made(data: Any) -> None:
    (first, mine), (second, theirs) = write_script(data, 1), write_script(data, 2)
    both, reverse = run(mine, second, 2), run(theirs, first, 1)
    assume(both is not None and reverse is not None)
    assert both is not None
    assert reverse is not None
    assume(rows_of(both) == rows_of(reverse) and not overlap(mine, theirs))
    merged = merge(BASE, mine, theirs)
    assert merged.conflicts == ()
    assert rows_of(merged.document) == rows_of(both)
    assert merged.document.head.service == both.head.service
    for kind, rows in rows_of(both).items():
        if (kind, "order") in changed(mine) | changed(theirs):
            continue  # what is new follows what it followed, wherever that was moved to
        order = {name: number for number, name in enumerate(rows_of(merged.document)[kind])}
        turned = {name: number for number, name in enumerate(rows_of(reverse)[kind])}
        for one, other in combinations(rows, 2):
            # Where it is the same whoever begins, the order is that; two that came to one place may stand either way.
            if turned[one] < turned[other]:
                assert order[one] < order[other], (kind, one, other)


@EXAMPLES
@given(st.data())
def test_whatever_both_did_the_result_opens_and_nothing_is_lost_untold(data: Any) -> None:
    (_, mine), (_, theirs) = write_script(data, 1), write_script(data, 2)
    merged = merge(BASE, mine, theirs)
    content = encode(merged.document)
    assert encode(decode(content)) == content
    told = {(one.kind, one.id, one.field.partition(".")[0]) for one in merged.conflicts}
    elements = {(kind, name) for kind, name, field in told if not field}
    three = [rows_of(one) for one in (BASE, mine, theirs)]
    for kind, rows in rows_of(merged.document).items():
        for name in {*three[1][kind], *three[2][kind]}:
            was, here, there = (one[kind].get(name) for one in three)
            now = rows.get(name)
            if now is None:
                # It went because a side deleted what the other left alone, or somebody was told.
                assert (kind, name) in elements or (was is not None and (was in (here, there))), (kind, name)
                continue
            for field in {**(here or {}), **(there or {})}:
                values = [(one or {}).get(field) for one in (was, here, there)]
                if values[1] != values[2] and values[0] not in values[1:] and kind != "flow":
                    kept = now.get(field)
                    is_both = isinstance(kept, list | dict) and kept not in values
                    assert (kind, name, field) in told or (kind, name) in elements or is_both or here is None \
                        or there is None, (kind, name, field)
    for conflict in merged.conflicts:
        assert conflict.mine != conflict.theirs or conflict.needs
