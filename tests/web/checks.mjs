// What is asked of every page. A check gives its faults as sentences; none means that it passed. `doubts` at the end spoil a page in the way that a check
// looks for, and that check must notice.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { contrastFaults, figureFaults, keyboardStops, overflowFaults, tableFaults } from './inside.mjs';
import { texts } from './hostile.mjs';

const SIZE_A4 = { width: 595, height: 842 };                     // points
const NARROW = { width: 320, height: 640 };                      // WCAG 1.4.10
const USUAL = { width: 1280, height: 900 };
const PRINT_WIDTH = 672;                                         // CSS pixels between the margins of @page: 178 mm
const squeezed = text => text.replace(/\s+/gu, '').normalize();

// ---- the file

function fromOneFile({ page, file }) {
  const own = pathToFileURL(file).href;
  return [...page.asked.filter(url => url !== own).map(url => `asks for ${url}`), ...page.refused.map(text => `the console says: ${text}`)];
}

function samePage({ html, about }) {
  return about.again() === html ? [] : ['a second run gives other bytes'];
}

// html-validate's recommended rules and those for accessibility. One thing is put aside: it counts &lt; in a title as four letters.
async function wellFormed({ page, html, tools }) {
  const { HtmlValidate, StaticConfigLoader } = tools.validate;
  const loader = new StaticConfigLoader({ root: true, extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'] });
  const report = await new HtmlValidate(loader).validateString(html);
  const short = (await page.title()).length <= 70;
  return report.results.flatMap(r => r.messages.filter(m => !(short && m.ruleId === 'long-title')).map(m => `${m.line}:${m.column}: ${m.message} (${m.ruleId})`));
}

// One style sheet, which the policy names by its digest; no script, no attribute that runs or styles, and only elements that words need.
const ELEMENTS = new Set(('html head meta title style body a header main footer nav article section h1 h2 h3 h4 h5 h6 p br ul li dl dt dd small strong b i span time table ' +
  'caption thead tbody tr th td figure figcaption div svg rect').split(' '));
const ATTRIBUTES = new Set(('lang charset name content http-equiv class id href aria-label aria-labelledby aria-hidden role scope rowspan colspan tabindex ' +
  'datetime data-title width height').split(' '));
async function closed({ page, html }) {
  const styles = [...html.matchAll(/<style>([^]*?)<\/style>/g)];
  const digest = createHash('sha256').update(styles[0]?.[1] ?? '').digest('base64');
  const faults = styles.length === 1 ? [] : [`there are ${styles.length} style sheets`];
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  const seen = await page.evaluate(() => ({
    policy: document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.content,
    first: document.head.querySelector('meta[charset] + meta')?.httpEquiv,
    all: [...document.querySelectorAll('*')].map(e => [e.localName, e.getAttributeNames()]),
    links: [...document.querySelectorAll('a')].map(a => a.getAttribute('href')),
    ids: [...document.querySelectorAll('[id]')].map(e => e.id),
    styled: getComputedStyle(document.querySelector('.skip')).position,
  }));
  if (seen.policy !== policy) faults.push(`the policy is ${seen.policy} and should be ${policy}`);
  if (seen.first !== 'Content-Security-Policy') faults.push('the policy does not stand before everything else');
  if (seen.styled !== 'absolute') faults.push('the style sheet was not taken');
  const ids = new Set(seen.ids);
  if (ids.size !== seen.ids.length) faults.push('an id is there twice');
  for (const [name, attributes] of seen.all) {
    if (!ELEMENTS.has(name)) faults.push(`there is an element ${name}`);
    for (const a of attributes) if (!ATTRIBUTES.has(a)) faults.push(`there is an attribute ${a} on ${name}`);
  }
  for (const href of seen.links)
    if (!href?.startsWith('#') || !ids.has(href.slice(1))) faults.push(`a link leads to ${href}`);
  return faults;
}

async function withoutScripts({ page, file, opened }) {
  const other = await opened(file, { javaScriptEnabled: false });
  const [a, b] = [await page.locator('body').innerText(), await other.locator('body').innerText()];
  await other.context().close();
  return a === b ? [] : ['reads otherwise when scripts are off'];
}

// ---- structure

async function outline({ page }) {
  return page.evaluate(() => {
    const faults = [];
    const levels = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.localName[1]));
    if (levels.filter(l => l === 1).length !== 1) faults.push('there is not one h1');
    levels.reduce((before, level) => {
      if (level > before + 1) faults.push(`an h${level} follows an h${before}`);
      return level;
    }, 0);
    for (const h of document.querySelectorAll('h1,h2,h3,h4,h5,h6,th,caption,figcaption,li,a'))
      if (h.textContent.trim() === '') faults.push(`an empty ${h.localName}`);
    if (document.querySelectorAll('main').length !== 1) faults.push('there is not one main');
    if (!document.title.trim()) faults.push('there is no title');
    if (document.documentElement.lang !== 'en-GB') faults.push('the language is not named');
    for (const t of document.querySelectorAll('time'))
      if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(t.dateTime)) faults.push(`a time says ${t.dateTime}`);
    return faults;
  });
}

const tables = ({ page }) => page.evaluate(tableFaults);
const figures = ({ page }) => page.evaluate(figureFaults);

async function axe({ page, tools }) {
  await page.evaluate(tools.axe);
  const found = await page.evaluate(() => window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
  }));
  return found.violations.map(v => `${v.id}: ${v.help} (${v.nodes.length}: ${v.nodes[0].html.slice(0, 120)})`);
}

// ---- what is seen

const contrast = ({ page }) => page.evaluate(contrastFaults);

async function otherColours({ page }) {
  const faults = [];
  for (const media of [{ colorScheme: 'dark' }, { contrast: 'more' }, { forcedColors: 'active', colorScheme: 'dark' }]) {
    await page.emulateMedia(media);
    faults.push(...(await page.evaluate(contrastFaults)).map(f => `${JSON.stringify(media)}: ${f}`));
    await page.emulateMedia({ colorScheme: null, contrast: null, forcedColors: null });
  }
  return faults;
}

async function reflow({ page }) {
  const faults = [];
  for (const size of [NARROW, { width: 768, height: 900 }, USUAL]) {
    await page.setViewportSize(size);
    faults.push(...(await page.evaluate(overflowFaults)).map(f => `at ${size.width} pixels: ${f}`));
  }
  return faults;
}

// Twice as large (a window of 1280 pixels then has 640), with larger gaps between letters, words and lines (WCAG 1.4.4 and 1.4.12).
async function largerText({ page }) {
  await page.setViewportSize({ width: USUAL.width / 2, height: USUAL.height / 2 });
  const added = await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [sheet];
    return document.adoptedStyleSheets.length;
  });
  const faults = added === 1 ? await page.evaluate(overflowFaults) : ['no style sheet could be added'];
  await page.evaluate(() => { document.adoptedStyleSheets = []; });
  await page.setViewportSize(USUAL);
  return faults;
}

// On a narrow screen a stacked table is still a table for those who hear it.
async function heardAsTable({ page }) {
  await page.setViewportSize(NARROW);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  await page.setViewportSize(USUAL);
  const count = role => nodes.filter(n => !n.ignored && n.role?.value === role).length;
  const wanted = await page.evaluate(() => ({ table: document.querySelectorAll('table').length, row: document.querySelectorAll('tr').length,
    cell: document.querySelectorAll('td').length }));
  return Object.entries(wanted).filter(([role, n]) => count(role) < n).map(([role, n]) => `of ${n} elements with the role ${role} ${count(role)} are heard`);
}

async function keyboard({ page }) {
  const faults = [];
  await page.setViewportSize(USUAL);
  await page.reload();
  const wanted = await page.evaluate(keyboardStops);
  for (let i = 0; i < Math.min(wanted, 40); i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
      return { tag: e.localName, skip: e.className === 'skip', top: r.top, left: r.left, right: r.right, bottom: r.bottom,
        ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2, high: innerHeight, across: innerWidth };
    });
    if (at.tag === 'body') faults.push(`the keyboard reaches ${i} of ${wanted} places`);
    if (i === 0 && !at.skip) faults.push('the first place is not the link to the main content');
    if (!at.ring) faults.push(`place ${i + 1} (${at.tag}) shows no focus`);
    if (at.bottom <= 0 || at.top >= at.high || at.right <= 0 || at.left >= at.across) faults.push(`place ${i + 1} (${at.tag}) is out of sight`);
    if (faults.length > 0) break;
  }
  await page.reload();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const landed = await page.evaluate(() => location.hash === '#content' && Math.abs(document.querySelector('main').getBoundingClientRect().top) < innerHeight);
  if (!landed) faults.push('the first link does not lead to the main content');
  return faults;
}

// ---- print

function words(file) {
  const made = spawnSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (made.status !== 0) throw new Error(`pdftotext ended with ${made.status}: ${made.stderr}`);
  const pages = made.stdout.split('<page ').slice(1);
  const entity = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", apos: "'" };
  return pages.map(p => ({
    width: Number(/width="([\d.]+)"/.exec(p)[1]), height: Number(/height="([\d.]+)"/.exec(p)[1]),
    words: [...p.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^]*?)<\/word>/g)]
      .map(m => ({ left: +m[1], top: +m[2], right: +m[3], bottom: +m[4], text: m[5].replace(/&(lt|gt|amp|quot|apos|#39);/g, (_, e) => entity[e]) })),
  }));
}

// A4, every page numbered, every word of the page inside the margins, and no page without words.
async function print({ page, file, about }) {
  const pdf = file.replace(/html$/, 'pdf');
  const faults = [];
  await page.pdf({ path: pdf, preferCSSPageSize: true, displayHeaderFooter: false });
  const pages = words(pdf);
  pages.forEach((p, i) => {
    if (Math.abs(p.width - SIZE_A4.width) > 2 || Math.abs(p.height - SIZE_A4.height) > 2) faults.push(`page ${i + 1} is no A4 page`);
    const text = p.words.map(w => w.text).join(' ');
    if (!text.endsWith(`Page ${i + 1} of ${pages.length}`)) faults.push(`page ${i + 1} does not say that it is page ${i + 1} of ${pages.length}`);
    if (p.words.length < 8) faults.push(`page ${i + 1} is empty`);
    for (const w of p.words)
      if (w.left < 40 || w.right > SIZE_A4.width - 40 || w.top < 40 || w.bottom > SIZE_A4.height - 20) faults.push(`page ${i + 1}: "${w.text}" is cut or in the margin`);
  });
  if (about.hostile) return faults;                              // pdftotext puts some of their letters elsewhere
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: PRINT_WIDTH, height: 900 });
  faults.push(...(await page.evaluate(overflowFaults)).map(f => `on paper: ${f}`));
  const shown = await page.evaluate(() => [...document.querySelectorAll('h1,h2,h3,h4,p,li,td,tbody th,figcaption')]
    .filter(e => e.checkVisibility() && !e.closest('.unseen') && !e.querySelector('.unseen')).map(e => e.innerText));
  await page.emulateMedia({ media: null });
  await page.setViewportSize(USUAL);
  const printed = new Map();
  for (const w of pages.flatMap(p => p.words)) printed.set(w.text, (printed.get(w.text) ?? 0) + 1);
  const lost = shown.flatMap(t => t.split(/\s+/)).filter(t => /^[A-Za-z]{1,12}$/.test(t) && !printed.has(t));
  if (lost.length > 0) faults.push(`${lost.length} words are not printed: ${lost.slice(0, 5).join(', ')}`);
  return faults;
}

// A table that goes on has its head on each page: a page that holds words that stand in one table alone holds the words of its head.
async function headsRepeat({ page, file }) {
  const pages = words(file.replace(/html$/, 'pdf')).map(p => {
    const all = p.words.map(w => w.text);
    return { flat: squeezed(all.join('')), each: new Set(all) };
  });
  const text = squeezed(await page.evaluate(() => document.body.innerText));
  const once = c => c.length > 0 && text.indexOf(c) === text.lastIndexOf(c);
  const tables = await page.evaluate(() => [...document.querySelectorAll('table')].map(t => ({
    head: [...t.tHead.rows[0].cells].flatMap(c => c.textContent.split(/\s+/)).filter(w => w.length > 3),
    cells: [...t.tBodies].flatMap(b => [...b.rows]).flatMap(r => [...r.cells]).map(c => c.innerText).filter(c => c.length > 24 && c.length < 200) })));
  const faults = [];
  for (const { head, cells } of tables)
    for (const [i, p] of pages.entries())
      if (cells.map(squeezed).some(c => once(c) && p.flat.includes(c)) && !head.every(w => p.each.has(w))) faults.push(`page ${i + 1} goes on with a table without its head`);
  return faults;
}

// ---- a summary says what irp summary and irp check say

const COUNTS = { Actions: 'actions', Completed: 'completed', Late: 'late', 'Due this month': 'due', 'Due later': 'later', 'No deadline': 'without_deadline',
  'Withdrawn or superseded': 'withdrawn_or_superseded' };
const NAMED = { 'Actions by plan': 'documents', 'Actions by concern': 'by_concern', 'Actions by owner': 'by_owner', 'Actions by area': 'by_area', 'Actions by month': 'by_month' };

const count = text => Number(text.replace(/,/g, ''));
async function addsUp({ page, about }) {
  if (about.layout !== 'summary') return [];
  const faults = [], said = about.said();
  const tables = await page.evaluate(() => [...document.querySelectorAll('table')].map(t => ({ caption: t.caption?.textContent ?? '',
    columns: [...t.tHead.rows[0].cells].map(c => c.textContent), rows: [...t.tBodies].flatMap(b => [...b.rows]).map(r => [...r.cells].map(c => c.textContent)) })));
  const equal = (what, a, b) => { if (a !== b) faults.push(`${what}: the report says ${a}, and irp ${b}`); };
  for (const t of tables.filter(t => NAMED[t.caption])) {
    const rows = t.rows.filter(r => r[0] !== 'All'), all = t.rows.find(r => r[0] === 'All');
    const theirs = said.summary[NAMED[t.caption]].map(g => g.totals ?? g).filter(g => g.actions > 0 || NAMED[t.caption] === 'by_concern');
    equal(`${t.caption}, rows`, rows.length, theirs.length);
    t.columns.forEach((column, c) => {
      if (!COUNTS[column]) return;
      rows.forEach((r, i) => equal(`${t.caption}, ${r[0].slice(0, 30)}, ${column}`, count(r[c]), theirs[i]?.[COUNTS[column]]));
      if (all) equal(`${t.caption}, all, ${column}`, count(all[c]), said.summary.totals[COUNTS[column]]);
      if (all) equal(`${t.caption}, sum of ${column}`, rows.reduce((n, r) => n + count(r[c]), 0), count(all[c]));
    });
  }
  const byRule = tables.find(t => t.caption === 'Findings by rule'), { errors, warnings, notes } = said.check.totals;
  equal('findings', byRule ? count(byRule.rows.at(-1)[2]) : 0, errors + warnings + notes);
  if (byRule) equal('sum of findings', byRule.rows.slice(0, -1).reduce((n, r) => n + count(r[2]), 0), errors + warnings + notes);
  for (const f of said.check.files.flatMap(f => f.findings))
    if (!byRule?.rows.some(r => r[0] === f.name)) faults.push(`${f.name} has no row`);
  if (said.summary.totals.actions > 0 && !tables.some(t => NAMED[t.caption])) faults.push('there are no tables of counts');
  return faults;
}

// ---- hostile text

async function textStaysText({ page, about }) {
  if (!about.hostile) return [];
  const seen = await page.evaluate(() => ({ text: document.body.textContent, title: document.title }));
  const flat = seen.text.replace(/\s+/gu, ' ');
  return texts.filter(([written, shown]) => !flat.includes(shown ?? written)).map(([written]) => `does not show ${JSON.stringify(written)}`);
}

export const checks = {
  'asks for nothing else': fromOneFile, 'same bytes': samePage, 'html-validate': wellFormed, 'closed to everything': closed, 'outline': outline,
  'tables': tables, 'figures': figures, 'axe': axe, 'contrast': contrast, 'other colours': otherColours, 'reflow': reflow, 'larger text': largerText,
  'heard as a table': heardAsTable, 'keyboard': keyboard, 'print': print, 'heads repeat': headsRepeat, 'adds up': addsUp, 'text stays text': textStaysText,
  'without scripts': withoutScripts,
};

// ---- that they can fail

const spoil = (spoilt, file, from, to) => {
  const html = spoilt.html.replace(from, to);
  if (html === spoilt.html) throw new Error(`there is no ${from} to spoil`);
  writeFileSync(file, html);
  return html;
};
async function onSpoilt(check, { pages, file, tools, opened }, from, to) {
  const spoilt = pages.find(p => p.layout === 'summary') ?? pages[0], html = spoil(spoilt, file, from, to);
  const page = await opened(file);
  const faults = await check({ page, file, html, about: { ...spoilt, again: () => html }, tools, opened });
  await page.context().close();
  return faults;
}
const body = '</body>';
export const doubts = {
  'an image from elsewhere': d => onSpoilt(fromOneFile, d, body, '<img src="https://example.invalid/a.png" alt="a"></body>'),
  'a script': d => onSpoilt(fromOneFile, d, body, '<script>document.title = "run"</script></body>'),
  'a changed style sheet': d => onSpoilt(closed, d, '<style>', '<style> '),
  'an attribute that runs': d => onSpoilt(closed, d, '<main ', '<main onclick="x()" '),
  'a language left out': d => onSpoilt(axe, d, '<html lang="en-GB">', '<html>'),
  'an element that does not belong there': d => onSpoilt(wellFormed, d, body, '<p><div>x</div></p></body>'),
  'a heading left out': d => onSpoilt(outline, d, body, '<h6>Deep</h6></body>'),
  'a cell without a heading': d => onSpoilt(tables, d, / scope="col"/g, ''),
  'a row left out': d => onSpoilt(addsUp, d, /<tr><th scope="row"><strong>.*?<\/tr>/, ''),
  'a square left out': d => onSpoilt(figures, d, '<i></i>', ''),
  'pale text': d => onSpoilt(contrast, d, body, '<p><font color="#999999">pale</font></p></body>'),
  'a wide line': d => onSpoilt(reflow, d, body, `<pre>${'x'.repeat(400)}</pre></body>`),
  'a link out of reach': d => onSpoilt(keyboard, d, '<a class="skip"', '<a tabindex="-1" class="skip"'),
  'a line beyond the paper': d => onSpoilt(print, d, body, `<pre>${'x '.repeat(400)}</pre></body>`),
};
