// Reads draw.io files with maxGraph and prints, for each, the cells that it found in them.
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!DOCTYPE html>');
const { document, navigator, DOMParser, XMLSerializer, Node, Element, SVGElement, HTMLElement } = window;
for (const [name, value] of Object.entries({
  window, document, navigator, DOMParser, XMLSerializer, Node, Element, SVGElement, HTMLElement,
})) {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
const { GraphDataModel, ModelXmlSerializer } = await import('@maxgraph/core');

const point = (found) => (found ? [found.x, found.y] : null);
const told = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  const file = new DOMParser().parseFromString(text, 'text/xml');
  const model = new GraphDataModel();
  new ModelXmlSerializer(model).import(new XMLSerializer().serializeToString(file.querySelector('mxGraphModel')));
  told.push(Object.values(model.cells).map((cell) => ({
    id: cell.id, value: cell.value ?? '', style: cell.style, parent: cell.parent?.id ?? null,
    vertex: Boolean(cell.vertex), edge: Boolean(cell.edge), source: cell.source?.id ?? null, target: cell.target?.id ?? null,
    box: cell.geometry ? [cell.geometry.x, cell.geometry.y, cell.geometry.width, cell.geometry.height] : null,
    bends: (cell.geometry?.points ?? []).map(point), offset: point(cell.geometry?.offset),
  })));
}
console.log(JSON.stringify(told));
