import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { zipSync } from 'fflate';

const FILES = ['color.png', 'outline.png', 'fr.json', 'ko.json', 'zh-cn.json'];

/** Writes `appPackage/build/partner-health.zip`, ready to upload to Teams, from the environment's values. */
function packageApp(env: Readonly<Record<string, string | undefined>>): void {
  const here = (name: string) => new URL(name, import.meta.url);
  const missing = new Set<string>();
  const manifest = readFileSync(here('manifest.json'), 'utf8').replaceAll(
    /\$\{\{(\w+)\}\}/g,
    (_all, name: string) => {
      const value = env[name]?.trim();
      if (!value) missing.add(name);
      return JSON.stringify(value ?? '').slice(1, -1);
    },
  );
  if (missing.size > 0) {
    process.stderr.write(`Set these variables first: ${[...missing].join(', ')}\n`);
    process.exitCode = 2;
    return;
  }
  const entries = FILES.map((name) => [name, new Uint8Array(readFileSync(here(name)))] as const);
  const zip = zipSync({
    'manifest.json': new TextEncoder().encode(manifest),
    ...Object.fromEntries(entries),
  });
  mkdirSync(here('build/'), { recursive: true });
  writeFileSync(here('build/partner-health.zip'), zip);
  process.stderr.write('Wrote appPackage/build/partner-health.zip: upload it in the Teams admin centre.\n');
}

packageApp(process.env);
