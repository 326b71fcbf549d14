/** Writes the sample of its data beside every card template: `node test/support/write-card-samples.ts`, then format them. */
import { writeFileSync } from 'node:fs';
import { collectSamples } from './card-samples.ts';

for (const [template, data] of collectSamples()) {
  const file = new URL(`../../cards/${template}.sample.json`, import.meta.url);
  writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);
}
