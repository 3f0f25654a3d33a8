// Reads a list of Mermaid texts and prints what each holds as Mermaid understands it: nodes, edges, lanes, tasks; or
// what its parser says of it. The reader of diagrams knows nothing of front matter, which the parser has read.
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!DOCTYPE html>');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');

// Mermaid keeps entities as these letters until it draws (`encodeEntities` in its utilities).
const decode = (text) => (text ?? '').replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)))
  .replace(/ﬂ°(\w+)¶ß/g, (_, name) => `&${name};`);
const told = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    await mermaid.parse(text);
    const { type, db } = await mermaid.mermaidAPI.getDiagramFromText(text.replace(/^---\n[^]*?\n---\n/, ''));
    const found = { kind: type, title: decode(db.getDiagramTitle?.()), about: decode(db.getAccTitle?.()) };
    if (db.getVertices) {
      found.nodes = [...db.getVertices().values()].map(({ id, text: label }) => ({ id, label: decode(label) }));
      found.edges = db.getEdges().map(({ start, end, text: label }) => ({ start, end, label: decode(label) }));
      found.lanes = db.getSubGraphs().map(({ id, title, nodes }) => ({ id, label: decode(title), nodes }));
    } else {
      found.sections = db.getSections().map(decode);
      found.tasks = db.getTasks().map(({ section, task, score, people }) => ({
        section: decode(section), task: decode(task), score, people: people.map(decode) }));
    }
    told.push(found);
  } catch (fault) {
    told.push({ fault: String(fault.message ?? fault) });
  }
}
console.log(JSON.stringify(told));
