// Runs machines of XState, each given as the text of a module, by random events until they are done: once for each seed
// and persona. Prints of each in which states walks ended, what went wrong, and which states and events were met.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { SimulatedClock, createActor } from 'xstate';

const folder = new URL('./node_modules/.cache/', import.meta.url);
mkdirSync(folder, { recursive: true });

const load = async (module, number) => {
  const file = new URL(`machine-${process.pid}-${number}.mjs`, folder);
  writeFileSync(file, module);
  try {
    return await import(file);
  } finally {
    rmSync(file);
  }
};

// A small generator of random numbers that gives the same ones each time (mulberry32).
const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const SENT = /^(do|take|fail|start)\//;

const run = (machine, { personas, walks, most }) => {
  const told = { ends: {}, errors: [], states: {}, events: {}, stuck: 0, endless: 0 };

  for (const persona of personas) {
    told.ends[persona ?? ''] = {};
    for (let walk = 1; walk <= walks; walk += 1) {
      const next = random(walk);
      const clock = new SimulatedClock();
      const actor = createActor(machine, { clock, input: { persona } });
      actor.subscribe({ error: (error) => told.errors.push(String(error)) });
      actor.start();
      let sent = 0;
      for (; sent < most && actor.getSnapshot().status === 'active'; sent += 1) {
        const snapshot = actor.getSnapshot();
        for (const node of snapshot._nodes) told.states[node.id] = true;
        const events = [...new Set(snapshot._nodes.flatMap((node) => node.ownEvents))]
          .filter((type) => SENT.test(type) && snapshot.can({ type }));
        const waits = snapshot._nodes.some((node) => node.after.length > 0);
        if (events.length === 0 && !waits) { told.stuck += 1; break; }
        if (events.length === 0 || (waits && next() < 0.5)) {
          clock.increment(1e13);
        } else {
          const type = events[Math.floor(next() * events.length)];
          told.events[type] = true;
          actor.send({ type });
        }
      }
      const snapshot = actor.getSnapshot();
      if (sent === most) told.endless += 1;
      if (snapshot.status === 'error') told.errors.push(String(snapshot.error));
      for (const node of snapshot._nodes) {
        if (node.tags.includes('outcome')) {
          told.states[node.id] = true;
          told.ends[persona ?? ''][node.id] = (told.ends[persona ?? ''][node.id] ?? 0) + 1;
        }
      }
      actor.stop();
    }
  }
  return told;
};

const told = [];
for (const [number, asked] of JSON.parse(readFileSync(0, 'utf8')).entries()) {
  told.push(run((await load(asked.module, number)).machine, asked));
}
console.log(JSON.stringify(told));
