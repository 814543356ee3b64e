// The HTML reports of irp in a real browser: run.mjs IRP FOLDER MODULES [PART]
//   IRP      the program
//   FOLDER   where pages and pictures go
//   MODULES  a folder with node_modules (tests/npm)
//   PART     only pages whose name holds it
// Each check of checks.mjs is run on each page of pages.mjs. The last line is "N passed, N failed".
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checks, doubts } from './checks.mjs';
import { makePages } from './pages.mjs';

const [irp, folder, modules, part = ''] = process.argv.slice(2);
const require = createRequire(resolve(modules, 'run.js'));
const { chromium } = require('playwright-core');
const tools = { axe: readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'), validate: require('html-validate') };

mkdirSync(folder, { recursive: true });
const pages = makePages(irp, folder, part);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
let passed = 0, failed = 0;

// A page in a context of its own, with what it asked for and what its policy refused.
async function opened(file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.asked = [];
  page.refused = [];
  page.on('request', r => page.asked.push(r.url()));
  page.on('console', m => page.refused.push(m.text()));
  page.on('pageerror', e => page.refused.push(String(e)));
  await page.goto(pathToFileURL(file).href);
  return page;
}

async function run(name, work) {
  let faults;
  try {
    faults = await work();
  } catch (e) {
    faults = [String(e.stack ?? e)];
  }
  if (faults.length === 0) {
    passed++;
    return;
  }
  failed++;
  for (const fault of faults.slice(0, 12)) console.log(`${name}: ${fault}`);
  if (faults.length > 12) console.log(`${name}: ... and ${faults.length - 12} more`);
}

async function look(p) {
  const page = await opened(p.file);
  for (const [name, check] of Object.entries(checks))
    await run(`${p.name}: ${name}`, () => check({ page, file: p.file, html: p.html, about: p, tools, opened }));
  await page.context().close();
}
// Pages do not know of one another: some are looked at side by side.
const SIDE_BY_SIDE = 3;
const waiting = [...pages];
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
  while (waiting.length > 0) await look(waiting.shift());
}));
// That the checks can fail: each doubt spoils a page, and its check must say so. Not where a part alone was asked for.
for (const [name, doubt] of Object.entries(part === '' ? doubts : {}))
  await run(`spoilt: ${name}`, async () => {
    const file = resolve(folder, 'spoilt.html');
    return (await doubt({ pages, file, tools, opened })).length > 0 ? [] : ['the check did not notice'];
  });
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
