// The pages that are looked at: every layout of every example, several documents in one, an estate, and plans that mean harm.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { hostile } from './hostile.mjs';

const DAY = '2026-10-01';
const examples = [
  ['plan-aylesbury', ['examples/aylesbury-2026/plan.irp'], 'plan'],
  ['plan-first', ['examples/first/after.irp'], 'plan'],
  ['plan-audit', ['examples/audit-example/plan.irp'], 'plan'],
  ['plan-poam', ['examples/poam-example/plan.irp'], 'plan'],
  ['review-chelmsford', ['examples/chelmsford-2022/review.irp'], 'review'],
  ['review-elmley', ['examples/elmley-2023/review.irp'], 'review'],
  ['letter-aylesbury', ['examples/aylesbury-2023/letter.irp'], 'letter'],
  ['letter-elmley', ['examples/elmley-2023/letter.irp'], 'letter'],
  ['summary-aylesbury', ['examples/aylesbury-2026/plan.irp'], 'summary'],
  ['summary-before', ['examples/first/before.txt'], 'summary'],
  ['summary-chelmsford', ['examples/chelmsford-2022/review.irp'], 'summary'],
  ['summary-letter', ['examples/elmley-2023/letter.irp'], 'summary'],
  ['summary-estate', ['examples'], 'summary'],
  ['several-plans', ['examples/aylesbury-2026/plan.irp', 'examples/first/after.irp'], 'plan'],
];

// So many plans that figures are bars.
function estate(folder) {
  const to = resolve(folder, 'estate'), plan = readFileSync('examples/aylesbury-2026/plan.irp', 'utf8');
  mkdirSync(to, { recursive: true });
  for (let i = 1; i <= 12; i++) writeFileSync(resolve(to, `plan-${i}.irp`), plan.replace('HMP Aylesbury', `HMP Example ${i}`));
  return { name: 'summary-bars', files: [to], layout: 'summary' };
}

function report(irp, files, layout) {
  const made = spawnSync(irp, ['report', '--to', 'html', '--layout', layout, '--today', DAY, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (made.status !== 0 && made.status !== 1) throw new Error(`irp report ${files} ended with ${made.status}: ${made.stderr}`);
  return made.stdout;
}

function answer(irp, command, files) {
  const made = spawnSync(irp, [command, '--format', 'json', '--today', DAY, ...files], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return JSON.parse(made.stdout);
}

// The layouts of this irp: those that --layout takes.
function layouts(irp) {
  const asked = spawnSync(irp, ['report', '--layout', 'none-such', 'examples/first/after.irp'], { encoding: 'utf8' });
  const named = /one of (.*)$/m.exec(asked.stderr);
  if (!named) throw new Error(`irp does not say which layouts there are: ${asked.stderr}`);
  return new Set(named[1].split(', '));
}

export function makePages(irp, folder, part) {
  const known = layouts(irp);
  const wanted = [...examples.map(([name, files, layout]) => ({ name, files, layout })), estate(folder), ...hostile(folder)].filter(p => p.name.includes(part) && known.has(p.layout));
  for (const p of wanted) {
    p.file = resolve(folder, `${p.name}.html`);
    p.again = () => report(irp, p.files, p.layout);
    const made = spawnSync(irp, ['report', '--layout', p.layout, '--today', DAY, '-o', p.file, '--to', 'html', ...p.files], { encoding: 'utf8' });
    if (made.status !== 0 && made.status !== 1) throw new Error(`irp report ${p.files} ended with ${made.status}: ${made.stderr}`);
    p.said = () => ({ summary: answer(irp, 'summary', p.files), check: answer(irp, 'check', p.files) });
    p.html = readFileSync(p.file, 'utf8');
  }
  if (wanted.length === 0) throw new Error(`no page has "${part}" in its name`);
  return wanted;
}
