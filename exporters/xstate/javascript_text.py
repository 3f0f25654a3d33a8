"""What is of JavaScript: names that mean nothing to it, and the module that has what the machine names.

To XState a dot would part a path, `#` begin an id and `*` take any event; a name such as `constructor` is on every
object. So all but ASCII letters, digits, `_` and `-` are percent-encoded, and such names by their first letter:
whoever decodes a name has the id. Names of the program's own have a `~`, which no encoded id has.
"""

from __future__ import annotations

import re

_SIGN = re.compile(r"[^A-Za-z0-9_-]")
# Members of Object.prototype (ECMA-262, 20.1.3 and B.2.2).
_MEMBERS = frozenset({
    "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
    "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__"})


def encode_id(text: str) -> str:
    """Return an id as a name of a state."""
    if text in _MEMBERS:
        return f"%{ord(text[0]):02X}{text[1:]}"
    return _SIGN.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), text)


def said_event(source: str, flow: str, target: str) -> str:
    """Return the event of a flow: its stable id, each part encoded."""
    return "/".join(map(encode_id, (source, flow, target)))


def event_of(kind: str, text: str) -> str:
    """Return an event that somebody sends: `do` a step, `take` a way, let a step `fail`, `start` at a step."""
    return f"{kind}/{encode_id(text)}"


_BEFORE = """\
// A machine for XState 5: createActor(machine, { input: { persona: 'an id of meta.personas' } }).start()
// People and agents send `do/…`, `take/…`, `fail/…` and `start/…`; what one side says to the other is raised.
import { assign, enqueueActions, setup } from 'xstate';

export const blueprint = """
_AFTER = """;

// Whether a way is open to this persona (to anyone while there is none), and still as often as it may be taken.
const isOpen = ({ context }, { onlyFor = [], notFor = [], flow, most = Infinity } = {}) =>
  (context.persona === null || ((onlyFor.length === 0 || onlyFor.includes(context.persona))
    && !notFor.includes(context.persona)))
  && (flow === undefined || (context.taken[flow] ?? 0) < most);

// Whether this persona cannot use the channel of a step.
const isBarred = ({ context }, { personas }) => personas.includes(context.persona);

export const machine = setup({
  guards: { isBarred, isOpen },
  actions: {
    say: enqueueActions(({ context, enqueue }, params) => {
      if (isOpen({ context }, params)) enqueue.raise({ type: params.event });
    }),
    count: assign({
      taken: ({ context }, { flow }) => ({ ...context.taken, [flow]: (context.taken[flow] ?? 0) + 1 }),
    }),
  },
  // A timer of JavaScript holds no more than 24 days: give another clock, or shorter delays, to what runs for real.
  delays: blueprint.meta.delays,
}).createMachine({
  ...blueprint,
  context: ({ input }) => ({ persona: input?.persona ?? null, taken: {} }),
});
"""


def write_module(data: str) -> str:
    """Return the module of a machine that is given as JSON."""
    return f"{_BEFORE}{data}{_AFTER}"
