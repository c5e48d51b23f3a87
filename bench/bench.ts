import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { bundles } from './bundles.ts';
import { decisions } from './decisions.ts';
import { type Figure, print } from './figure.ts';
import { inProcess } from './in-process.ts';
import { mapRuns } from './map-runs.ts';
import { overTheWire } from './over-the-wire.ts';
import { rehearsals } from './rehearsals.ts';
import { segments } from './segments.ts';
import { transitions } from './transitions.ts';

const parts = {
  bundles,
  decisions,
  segments,
  'in-process': inProcess,
  'over-the-wire': overTheWire,
  'map-runs': mapRuns,
  transitions,
  rehearsals,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0)
  throw new Error(`unknown part "${unknown.join(', ')}"; known: ${Object.keys(parts).join(', ')}`);

console.log(
  `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}\n`,
);
execFileSync(process.execPath, ['infra/synth.ts'], { stdio: ['ignore', 'ignore', 'inherit'] });
const figures: Figure[] = [];
for (const [name, part] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) figures.push(...(await part()));
print(figures);
