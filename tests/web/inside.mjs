// What runs inside the page: each function is sent to the browser as it stands, and knows nothing of this file.

/* Text, with the colours and sizes that it really has: 4.5 to 1, or 3 to 1 for large text (WCAG 1.4.3); parts of figures 3 to 1 (1.4.11). */
export function contrastFaults() {
  const parts = colour => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const behind = element => {
    for (let e = element; e; e = e.parentElement) {
      const c = parts(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
      if (c[3] > 0) return null;
    }
    const dark = matchMedia('(forced-colors: active)').matches && matchMedia('(prefers-color-scheme: dark)').matches;
    return dark ? [0, 0, 0] : [255, 255, 255];
  };
  const faults = new Set();
  const look = (what, colour, element, least) => {
    const back = behind(element), front = parts(colour);
    if (!back || front.length < 3) faults.add(`${what}: its colours are not known (${colour})`);
    else if (front[3] !== undefined && front[3] < 1) faults.add(`${what}: the text is see-through`);
    else if (ratio(front, back) < least) faults.add(`${what}: ${ratio(front, back).toFixed(2)} to 1 (${front} on ${back})`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let texts = 0;
  while (walker.nextNode()) {
    const text = walker.currentNode, e = text.parentElement;
    if (text.data.trim() === '' || !e.checkVisibility()) continue;
    const s = getComputedStyle(e), size = parseFloat(s.fontSize), large = size >= 24 || (size >= 18.66 && Number(s.fontWeight) >= 700);
    look(`"${text.data.trim().slice(0, 30)}"`, s.color, e, large ? 3 : 4.5);
    texts++;
  }
  if (texts === 0) faults.add('there is no text');
  for (const square of document.querySelectorAll('.squares > i')) look('a square', getComputedStyle(square).borderTopColor, square, 3);
  for (const bar of document.querySelectorAll('.bar > rect')) look('a bar', getComputedStyle(bar).fill, bar.closest('div'), 3);
  return [...faults];
}

/* Nothing stands outside the page, but in a box that can be moved sideways and that the keyboard reaches; and no line of prose is too long to read. */
export function overflowFaults() {
  const faults = [], width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} pixels wide`);
  for (const e of document.querySelectorAll('body *:not(.skip):not(.unseen)')) {
    const r = e.getBoundingClientRect();
    if (!e.checkVisibility() || r.width === 0 || getComputedStyle(e).clipPath !== 'none' || e.closest('thead') && getComputedStyle(e.closest('thead')).clipPath !== 'none') continue;
    const box = e.closest('.wide');
    if (box && box !== e) {
      if (box.tabIndex !== 0 || !document.getElementById(box.getAttribute('aria-labelledby'))) faults.push('a box that moves has no name, or is out of reach');
    } else if (r.right > width + 0.5 || r.left < -0.5)
      faults.push(`${e.localName} goes from ${Math.round(r.left)} to ${Math.round(r.right)}`);
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && getComputedStyle(e).overflowX === 'hidden') faults.push(`${e.localName} is cut`);
    if (faults.length > 6) break;
  }
  for (const p of document.querySelectorAll('main p, main li')) {
    const letter = parseFloat(getComputedStyle(p).fontSize) * 0.45;
    if (!p.closest('table') && p.getBoundingClientRect().width / letter > 100) {
      faults.push('a line holds more than about 100 letters');
      break;
    }
  }
  return faults;
}

/* Each table has a name, each heading cell a scope, each other cell a heading over it or beside it, and rows are full. */
export function tableFaults() {
  const faults = [];
  for (const t of document.querySelectorAll('table')) {
    const name = t.caption?.textContent.trim() || document.getElementById(t.getAttribute('aria-labelledby'))?.textContent.trim();
    if (!name) faults.push('a table has no name');
    if (!t.tHead || t.tHead.rows.length !== 1) faults.push(`"${name}" has no head`);
    const columns = t.tHead ? t.tHead.rows[0].cells.length : 0, heads = new Array(columns).fill(false), left = new Array(columns).fill(0);
    if (t.tHead) [...t.tHead.rows[0].cells].forEach((c, i) => { heads[i] = c.scope === 'col'; });
    for (const r of [...t.tBodies].flatMap(b => [...b.rows])) {
      let at = 0;
      const skip = () => { while (at < columns && left[at] > 0) left[at++]--; };
      for (const c of r.cells) {
        skip();
        if (c.localName === 'th' && !['row', 'rowgroup'].includes(c.scope)) faults.push(`"${name}": a heading cell has no scope`);
        for (let i = 0; i < c.colSpan; i++, at++) {
          if (!heads[at]) faults.push(`"${name}": a cell has no heading`);
          left[at] = c.rowSpan - 1;
        }
      }
      skip();
      if (at !== columns) faults.push(`"${name}": a row has ${at} of ${columns} cells`);
      if (faults.length > 6) return faults;
    }
  }
  return faults;
}

/* A figure's squares, its words, what is said of it and its table give the same numbers. */
export function figureFaults() {
  const faults = [];
  for (const f of document.querySelectorAll('figure')) {
    const name = f.querySelector('figcaption')?.textContent ?? '', chart = f.querySelector('[role=img]'), table = f.querySelector('table');
    if (!name || !chart?.getAttribute('aria-label') || !table) {
      faults.push(`"${name}" lacks its caption, its words or its table`);
      continue;
    }
    const cells = new Map([...table.tBodies].flatMap(b => [...b.rows]).map(r => [r.cells[0].textContent.trim(), Number(r.cells[1].textContent.replace(/,/g, ''))]));
    for (const part of chart.querySelectorAll('.part')) {
      const written = part.querySelector('b').textContent, count = Number(written.replace(/,/g, '')), title = part.querySelector('.part-name').firstChild.data.trim();
      const drawn = part.querySelectorAll('.squares > i').length, bar = part.querySelector('.bar');
      if (!bar && drawn !== count) faults.push(`"${name}": ${title} has ${drawn} squares and says ${count}`);
      if (bar && (count > 0) !== (bar.querySelector('rect').getBoundingClientRect().width > 0)) faults.push(`"${name}": the bar of ${title} is wrong`);
      if (cells.get(title) !== count) faults.push(`"${name}": ${title} is ${count} in the figure and ${cells.get(title)} in the table`);
      if (!chart.getAttribute('aria-label').includes(`${title}: ${written}`)) faults.push(`"${name}": the words do not say ${title}: ${written}`);
    }
    const counts = /\(n=([\d,]+)\)/.exec(name), sum = [...chart.querySelectorAll('b')].reduce((n, b) => n + Number(b.textContent.replace(/,/g, '')), 0);
    if (counts && Number(counts[1].replace(/,/g, '')) !== sum) faults.push(`"${name}": the parts add up to ${sum}`);
  }
  return faults;
}

/* How many places the keyboard stops at. */
export function keyboardStops() {
  return [...document.querySelectorAll('a[href], [tabindex="0"]')].filter(e => e.tabIndex >= 0 && e.checkVisibility()).length;
}
