// Reads a list of BPMN files and prints, for each, what bpmn-moddle warns of, what bpmnlint finds, and how the file is
// when bpmn-moddle has saved it again, as every program on bpmn-js does.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import BpmnModdle from 'bpmn-moddle';

const require = createRequire(import.meta.url);
const Linter = require('bpmnlint/lib/linter');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const told = [];
for (const text of JSON.parse(readFileSync(0, 'utf8'))) {
  try {
    const moddle = new BpmnModdle();
    const { rootElement, warnings } = await moddle.fromXML(text);
    const linter = new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver({ require }) });
    const found = await linter.lint(rootElement);
    const problems = Object.entries(found).flatMap(([rule, reports]) =>
      reports.map(report => `${rule}: ${report.id} ${report.message}`));
    const { xml } = await moddle.toXML(rootElement, { format: true });
    told.push({ warnings: warnings.map(warning => warning.message), problems, xml });
  } catch (fault) {
    told.push({ warnings: [String(fault.message ?? fault)], problems: [], xml: '' });
  }
}
console.log(JSON.stringify(told));
