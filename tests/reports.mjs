// Markdown reports say what the document says: random plans full of marks, HTML, entities, tables and line starts are published as Markdown and as JSON, the
// Markdown is read by markdown-it as CommonMark with tables, and every text of the one is held against the other. Nothing but paragraphs, headings, lists,
// tables, strong words and line breaks may come out: a link, an image, code or HTML would be text of an author's that was taken for a mark. The JSON is held
// against its schema, its anchors are each there once, and its references lead to one.
//
//   node tests/reports.mjs IRP ROUNDS SEED
import { createRequire } from "node:module";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, writeFileSync, rmSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { tmpdir } from "node:os";

const require = createRequire(resolve(process.env.NODE_PATH, "x.js"));
const read = require("markdown-it")("commonmark", { html: true }).enable(["table", "strikethrough"]);
const ajv = new (require("ajv/dist/2020").default)({ strict: true, strictTypes: false });
require("ajv-formats").default(ajv);
const fits = ajv.compile(JSON.parse(readFileSync("tests/schemas/report.json", "utf8")));
const [irp, rounds, seed] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

// ---- random texts

let state = BigInt(seed) * 2n + 1n;
function below(n) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
  return Number((state >> 33n) % BigInt(n));
}
const pick = (list) => list[below(list.length)];
const pieces = ["*", "**", "_", "__", "`", "```", "~~", "~", "#", "##", ">", "<", "<b>", "</p>", "<!--", "-->", "<br>", "<script>alert(1)</script>", "&", "&amp;", "&#42;", "|", "||", "\\",
  "\\*", "[", "]", "(", ")", "[a](http://b)", "![a](b)", "[^1]", "<http://a.example>", "http://a.example", "a@b.example", "-", "+", "=", "===", "---", "1.", "2)", "12. ", "$x$", "$$", "{", "}",
  "{establishment}", ":", ":smile:", "!", "\"", "'", "\u2019", "\u00e9", "\u4e2d", "\u202e", "\u00a0", "\u2003", "\ud83d\ude00", "\t", "word", "two words", "\u0007", "\u007f", "\u0085", "a", "Z", "0", "."];
function text(most) {
  let made = "";
  for (let n = below(most); n >= 0; n--) made += pick(pieces) + (below(3) === 0 ? " " : "");
  return made;
}
// A line of prose: never what irp reads as a heading, a label, a comment or a list.
function line() {
  const made = text(8).replace(/^[\s]*(#|\/\/|-)/, "x$1");
  return /^[^:]{0,40}:/.test(made) || made.trim() === "" ? "x, " + made : made;
}
function prose() {
  const blocks = [];
  for (let n = below(3); n >= 0; n--)
    blocks.push(below(3) === 0 ? Array.from({ length: 1 + below(3) }, () => "- " + line()).join("\n") : Array.from({ length: 1 + below(3) }, line).join("\n"));
  return blocks.join("\n\n");
}
const title = () => "T " + text(5).replace(/[\n]/g, " ");
function plan() {
  let made = `# Action plan: ${title()}\n\nStandard: quiet\nHouse style: ${pick(["hmpps-plan", "plain"])}\n\n`;
  for (let c = 1, n = 1 + below(3); c <= n; c++) {
    made += `## ${pick(["Priority concern", "Key concern", "Concern"])} ${c}: ${title()}\n\n${prose()}\n\n`;
    for (let a = 1, m = below(3); a <= m; a++)
      made += `### Action ${c}.${a}\n\nOwner: ${title()}\n${pick(["", "Deadline: July 2026\n", "Status: Completed\n"])}\n${prose()}\n\n`;
  }
  return made;
}
function review() {
  return `# Progress review: ${title()}\n\nStandard: quiet\nThemes based on: ${title()}\nTeam: ${title()}\nTeam: ${title()}\nSigned by: ${title()}\n\n## Paragraph 1.1\n\n${prose()}\n\n` +
    `## Good practice 2.6\n\nSee: paragraph ${pick(["3.1", "9.9"])}\nSee: paragraph 3.2\n\n${prose()}\n\n` +
    `## Concern: ${title()}\n\n${prose()}\n\n### Recommendation 1.1\n\n${prose()}\n\n#### Finding 3.1\n\n${prose()}\n\n#### Judgement 3.2: Good progress\n\n` +
    `## Theme 1\n\nReference: ${title()}\n\n${prose()}\n\n### Judgement 3.3: Reasonable progress\n\n## Term: ${title()}\n\n${prose()}\n\n`;
}
function letter() {
  return `# Response: ${title()}\n\nStandard: quiet\nFrom: ${title()}\nTo: ${title()}\nTo address: ${title()}\nTo address: ${title()}\nCopy: ${title()}\nCopy: ${title()}\n` +
    `Themes followed up: 3\n\n## Progress noted 1\n\n${prose()}\n\n## Step 1\n\n${prose()}\n\n`;
}
const standard = "# Standard: quiet\n\nApplies to: plan, review, response\nUse: progress\n";

// ---- what the document says

const flat = (s) => s.replace(/\s+/gu, " ").trim();
const words = (blocks) => blocks.flatMap((b) => (b.kind === "list" ? b.items.map((i) => "- " + i.text) : [b.text])).join(" ");
function cell(c) {
  const value = c.kind === "words" ? words(c.blocks) : c.kind === "date" ? c.text : "value" in c ? String(c.value) : "";
  return "note" in c ? `${value} (${c.note})` : value;
}
function table(t) {
  const rows = t.rows.map((r) => [...r.cells.map(cell), ...Array(t.columns.length - r.cells.length).fill("")]);
  return [...(t.caption ? [t.caption] : []), ...t.columns, ...rows.flat()];
}
const says = {
  heading: (b) => [b.text],
  paragraph: (b) => [(b.number ?? "") + " " + b.text],
  list: (b) => b.items.map((i) => i.text),
  lines: (b) => [b.lines.map((l) => l.text).join(" ")],
  facts: (b) => b.facts.map((f) => `${f.name}: ${f.text}`),
  contents: (b) => b.sections.map((s) => `${s.number} ${s.title}`),
  table,
  figure: (b) => [b.caption, ...table(b.table), ...(b.note ? [b.note] : [])],
};
const said = (report) => report.documents.flatMap((d) => d.blocks.flatMap((b) => says[b.kind](b))).map(flat);

// ---- what a reader of Markdown sees

const quiet = new Set(["strong_open", "strong_close"]);
function inline(token) {
  let made = "";
  for (const t of token.children) {
    if (t.type === "text" || t.type === "text_special") made += t.content;
    else if (t.type === "hardbreak" || (t.type === "html_inline" && t.content === "<br>")) made += " ";
    else if (!quiet.has(t.type)) throw new Error(`${t.type} ${JSON.stringify(t.content || t.attrs)} in ${JSON.stringify(token.content)}`);
  }
  return flat(made);
}
const blocks = /^(paragraph|heading|bullet_list|list_item|table|thead|tbody|tr|th|td)_(open|close)$|^hr$/;
function seen(markdown) {
  const made = [];
  for (const t of read.parse(markdown, {}))
    if (t.type === "inline") made.push(inline(t));
    else if (!blocks.test(t.type)) throw new Error(`a ${t.type}: ${JSON.stringify(t.content)}`);
  return made;
}

// ---- the two held against each other

function report(format, file) {
  const run = spawnSync(irp, ["report", "--today", "2026-06-01", "--to", format, file], { maxBuffer: 1 << 26 });
  if (run.status > 1) throw new Error(`irp report --to ${format} ended with ${run.status}: ${run.stderr}`);
  return run.stdout.toString();
}
// Anchors, and what refers to them, wherever they stand.
function collect(value, key, found) {
  if (value && typeof value === "object")
    for (const [k, v] of Object.entries(value)) k === key ? found.push(v) : collect(v, key, found);
  return found;
}
function check(json) {
  if (!fits(json)) throw new Error(ajv.errorsText(fits.errors.slice(-3)));
  const anchors = collect(json, "anchor", []), there = new Set(anchors);
  if (there.size !== anchors.length) throw new Error("an anchor stands twice");
  for (const target of collect(json, "target", [])) if (!there.has(target)) throw new Error(`nothing has the anchor ${target}`);
}
function compare(file) {
  const json = JSON.parse(report("json", file));
  check(json);
  const is = seen(report("md", file)), should = said(json);
  for (let i = 0; i < Math.max(is.length, should.length); i++)
    if (is[i] !== should[i]) throw new Error(`text ${i}\n  is        ${JSON.stringify(is[i])}\n  should be ${JSON.stringify(should[i])}`);
  if (should.length < 3) throw new Error("the report says next to nothing");
  return should.length;
}

let passed = 0, failed = 0, texts = 0;
function hold(name, file) {
  try {
    texts += compare(file);
    passed++;
  } catch (e) {
    failed++;
    if (failed < 6) console.log(`FAIL ${name}: ${e.message}`);
  }
}
const folder = mkdtempSync(join(tmpdir(), "irp-reports-"));
const examples = execFileSync("find", ["examples", "-name", "*.irp"]).toString().trim().split("\n").sort();
for (const name of examples)
  if (/^# (Action plan|Progress review|Response)/m.test(readFileSync(name, "utf8"))) hold(name, name);
for (let i = 0; i < rounds; i++) {
  const file = join(folder, "x.irp");
  writeFileSync(file, plan() + review() + letter() + standard);
  hold(`round ${i} of seed ${seed}`, file);
  if (failed > 0 && process.env.KEEP) break;
}
if (!process.env.KEEP) rmSync(folder, { recursive: true });
console.log(`${texts} texts`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || texts < 1000 ? 1 : 0);
