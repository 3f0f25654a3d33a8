// Reads a list of Mermaid texts and prints, for each, the kind of diagram or what the parser says of it.
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!DOCTYPE html>');
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');

const told = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    told.push({ kind: (await mermaid.parse(text)).diagramType });
  } catch (fault) {
    told.push({ fault: String(fault.message ?? fault) });
  }
}
console.log(JSON.stringify(told));
