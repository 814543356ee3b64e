// Runs irp and a built checker over plans, clean and hostile, in every format: node tests/formats/run.js IRP (NODE_PATH: the packages of tests/npm).
'use strict';
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const crypto = require('node:crypto');
const { spawnSync } = require('node:child_process');
const readers = require('./readers.js');

const irp = path.resolve(process.argv[2]);
const root = path.resolve(__dirname, '..', '..');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'irp-formats-'));
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));
process.chdir(work);

let passed = 0, failed = 0;
function check(what, test) {
    try { test(); passed++; }
    catch (e) { failed++; console.log(`formats: ${what}: ${e.message}`); }
}
function must(good, why) { if (!good) throw new Error(why); }

function run(program, args) {
    const done = spawnSync(program, args, { maxBuffer: 1 << 30, env: { ...process.env, IRP_CONFIG: '' } });
    must(done.status !== null, `${program} was ended: ${done.error || done.signal}`);
    const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { out: strict.decode(done.stdout), err: strict.decode(done.stderr), status: done.status };
}

// ---- what no output may hold

// Controls but the line end, bidirectional marks, line separators, zero-width characters, tags.
const HIDDEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
const BRACKET = /##[A-Za-z]*\[/;                  // ##[group], ##vso[task]: read anywhere in a line
const COMMAND = /^[ \t]*::/m;                     // ::error::, at the start of a line
function harmless(format, said) {
    for (const [where, text] of [['standard output', said.out], ['standard error', said.err]]) {
        must(!HIDDEN.test(text), `${where} holds ${JSON.stringify(HIDDEN.exec(text)?.[0])}`);
        must(!BRACKET.test(text), `${where} holds ${BRACKET.exec(text)?.[0]}`);
        must((format === 'github' && text === said.out) || !COMMAND.test(text), `a line of ${where} starts with ::`);
    }
}

// A text as formats without escapes of their own show it.
function shown(text) {
    return text.replace(/\t/g, ' ').replace(/[\u0000-\u001f]/g, (c) => String.fromCharCode(0x2400 + c.charCodeAt(0))).replace(/\u007f/g, '\u2421')
        .replace(new RegExp(HIDDEN, 'gu'), (c) => `<U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')}>`);
}
// ... and in a CI service's log.
const logged = (text) => shown(text.replace(/(##[A-Za-z]*)\[/g, '$1<U+005B>').replace(/^(\s*):(?=:)/, '$1<U+003A>'));

// ---- one run in every format

const bare = (name) => name.replace(/^(\.\/+)+/, '');
const same = (text) => text;
const ways = { jsonl: same, sarif: same, gitlab: same, github: logged, junit: shown };      // of sentences
const names = { ...ways, junit: logged };

// What a format says of the findings is what json says of them.
function agree(format, found, want, strict = false) {
    must(found.length === want.length, `${found.length} findings, and json has ${want.length}`);
    found.forEach((f, i) => {
        const w = want[i], file = format === 'jsonl' ? w.file : bare(w.file);
        const equal = (what, is, be) => must(is === undefined || is === be, `${what} of finding ${i + 1} is ${JSON.stringify(is)}, and should be ${JSON.stringify(be)}`);
        equal('the sentence', f.sentence, ways[format](w.sentence));
        equal('the file', f.file, names[format](file));
        equal('the severity', f.severity, w.severity);
        equal('the rule', f.rule, w.rule);
        equal('the line', f.line, w.line);
        equal('the column', f.column, w.column);
        equal('the fingerprint', f.print, w.print);
        equal('the fix', f.fix, w.fix);
        equal('the other places', f.related, w.related);
        if (f.gitlab)
            equal('the fingerprint', f.gitlab, crypto.createHash('sha256').update(Buffer.from(w.print, 'hex')).update(file).digest('hex').slice(0, 32));
        if (f.failed !== undefined)
            equal('whether it failed', f.failed, w.severity === 'error' || (strict && w.severity === 'warning'));
    });
}

function every(what, program, args, most = 0) {
    const asked = (format, more = []) => run(program, [...args(format), ...more]);
    let first, want;
    check(`${what}, json`, () => { first = asked('json'); harmless('json', first); want = readers.json(first.out); });
    if (!want) return null;
    for (const format of Object.keys(ways))
        check(`${what}, ${format}`, () => {
            const said = asked(format);
            harmless(format, said);
            must(said.status === first.status && said.err === first.err, 'another status, or standard error says something else');
            agree(format, readers[format](said.out), want, args(format).includes('--strict'));
        });
    check(`${what}, text`, () => {
        const said = asked('text', ['--max-problems', String(most), '--color=never']);
        harmless('text', said);
        const heads = said.out.split('\n').filter((line) => /:\d+:\d+: (error|warning|note): /.test(line));
        must(heads.length >= (most === 0 ? want.length : Math.min(most, want.length)), `${heads.length} findings are shown`);
        want.slice(0, most || want.length).forEach((w) => must(said.out.includes(`: ${w.severity}: ${logged(w.sentence)} [`), `it does not say: ${logged(w.sentence)}`));
    });
    return want;
}

// ---- plans

const at = ['--today', '2026-10-01'];
const example = (name) => path.join(root, 'examples', name);
fs.copyFileSync(example('first/before.txt'), 'copy.irp');
const plans = {
    'a plan with faults': [example('first/before.txt')],
    'a clean plan': [example('first/after.irp')],
    'twenty faults': [path.join(root, 'tests/cases/twenty-faults/faults.irp')],
    'a real plan': [example('aylesbury-2026/plan.irp')],
    'a review': [example('chelmsford-2022/review.irp')],
    'two files': [example('aylesbury-2026/plan.irp'), example('first/before.txt')],
    'a clean file between others': [example('first/before.txt'), example('first/after.irp'), 'copy.irp'],
};

// All that somebody could put into a plan to get out of its place.
const EVIL = ['::error::a::set-output name=b::c', ' ::stop-commands::x', '##[group]x', '##[set-output name=a;]b ##vso[task.complete]', '%0A::set-output name=a::b%0D%25',
    '\u001b[2J\u001b]0;x\u0007', 'a\u202eb\u2066c\u200bd\u2028e\u0085f\u007f', ']]></failure></testsuite><x/>', '&amp;&#10;<!--', '"}],"x":[{"', "\\\" ' \\u0022 \\n", '[text](http://x.test) ](y)',
    '{0} {{1}} {', 'a\tb\u000bc', '<script>alert(1)</script>', 'line=1,col=2,title=x::y', '\u{1f512}\u{e0041}e\u0301'];
function hostilePlan() {
    const lines = ['# Action plan: HMP Example', 'Report published: 14 April 2026', '', '## Owner: Head of Safety', '', '## Key concern 1: Visits', ''];
    EVIL.forEach((evil, i) => lines.push(`### Action 1.${i + 1}: ${evil}`, `Owner: ${evil}`, `Deadline: ${evil}`, `Depends on: ${evil}`, `Status: ${evil}`, '', evil, ''));
    EVIL.forEach((evil) => lines.push(`### ${evil} 1: ${evil}`, ''));
    EVIL.forEach((evil, i) => lines.push(`### Action 2.${i + 1}`, `${evil}: ${evil}`, `Zz ${evil}: x`, ''));
    lines.push('### Action 1.1', 'Owner: Head of Safety', 'Deadline: June 2026', '', 'Twice.', '');
    return lines.join('\n');
}
const NAMES = ['./spaced name, 100%: "é" & \'<b>\'.irp', '::error::x::.irp', ' ::warning file=a::b.irp', '##[group]\u001b[31m\u202e%0A.irp', 'two\n::error::lines.irp'];
fs.writeFileSync('hostile.irp', hostilePlan());
for (const name of NAMES) fs.writeFileSync(name, hostilePlan());
plans['a hostile plan'] = ['hostile.irp'];
plans['hostile names'] = NAMES;
plans['a folder'] = ['.'];

check('the checker is built', () => must(run(irp, ['build', '--standard', 'hmpps', '-o', 'checker']).status === 0, 'it is not'));
for (const [what, files] of Object.entries(plans)) {
    every(`irp, ${what}`, irp, (format) => ['check', ...at, '--format', format, ...files]);
    every(`irp --strict, ${what}`, irp, (format) => ['check', ...at, '--strict', '--format', format, ...files]);
    for (const format of ['text', 'json', ...Object.keys(ways)])
        check(`a checker, ${what}, ${format}`, () => {
            const want = run(irp, ['check', ...at, '--standard', 'hmpps', '--format', format, '--color=never', ...files]);
            const is = run('./checker', [...at, '--format', format, '--color=never', ...files]);
            must(is.out === want.out && is.status === want.status && is.err.endsWith(want.err.split('\n').find((l) => / in \d+ file/.test(l)) + '\n'), 'it says something else than irp');
            harmless(format, is);
            if (readers[format]) readers[format](is.out);
        });
}
check('the hostile plan is found wrong', () => {
    const { length } = readers.json(run(irp, ['check', ...at, '--format', 'json', 'hostile.irp']).out);
    must(length > 4 * EVIL.length, `${length} findings`);
});

// A checker with plans built in.
check('a checker of plans', () => must(run(irp, ['build', example('aylesbury-2026/plan.irp'), example('first/after.irp'), '-o', 'plans']).status === 0, 'it is not built'));
every('a checker of plans', './plans', (format) => [...at, '--format', format]);

// ---- standard error

fs.writeFileSync('bad \u001b[31m##[group]\u202e.irp', Buffer.from([0x23, 0x20, 0xff]));
for (const args of [['bad \u001b[31m##[group]\u202e.irp'], ['::error::none.irp'], ['\u001b[2J\n::stop-commands::x'], ['--format', '::error::x'], ['--::error::\n::x'], [`--today`, '\n::x']])
    for (const program of [irp, './checker'])
        check(`${path.basename(program)} ${JSON.stringify(args)}`, () => {
            const said = run(program, program === irp ? ['check', ...args] : args);
            harmless('text', said);
            must(said.status === 2 && said.err !== '', `status ${said.status}`);
        });

// ---- what allowances and a baseline hide: marked where a format has a word for it, not there at all in the others

fs.writeFileSync('allowed.irp', `# Action plan: HMP Example
Report published: 14 April 2026

## Key concern 1: Visits

### Action 1.1
Deadline: December 2026
Allow: missing-owner until 31 December 2026 because ::error:: the [post](x) is {0} \u202e"vacant" ]]>

Visits will restart.

### Action 1.2
Deadline: December 2026

Visits will be longer.
`);
check('an allowance', () => {
    const asked = (format, ...more) => readers[format](run(irp, ['check', ...at, '--format', format, ...more, 'allowed.irp']).out);
    const shown = asked('json'), all = asked('json', '--show-hidden'), allowed = all.filter((f) => f.hidden === 'allowance');
    must(allowed.length === 1 && allowed[0].because.includes('vacant') && shown.length === all.length - 1, `${allowed.length} are allowed`);
    agree('sarif', asked('sarif'), all);
    for (const format of Object.keys(ways).filter((name) => name !== 'sarif')) {
        agree(format, asked(format), shown);
        if (format !== 'jsonl')
            agree(format, asked(format, '--show-hidden'), shown);
    }
    const hidden = asked('sarif').filter((f) => f.hidden);
    must(hidden.length === 1 && hidden[0].because === allowed[0].because && hidden[0].rule === 'missing-owner', 'SARIF does not say why');
});

check('a baseline', () => {
    const asked = (format, ...more) => readers[format](run(irp, ['check', ...at, '--baseline', 'old', '--format', format, ...more, 'growing.irp']).out);
    const old = fs.readFileSync('copy.irp', 'utf8');
    fs.writeFileSync('growing.irp', old);
    must(run(irp, ['check', ...at, '--baseline', 'old', '--update-baseline', 'growing.irp']).status === 0 && asked('json').length === 0, 'it is not written');
    const before = asked('json', '--show-hidden').length;
    fs.writeFileSync('growing.irp', old.replace('\n', '\n// A comment.\n\n') + '\n### Action 9.9\n\nVisits will restart.\n');
    const shown = asked('json'), all = asked('json', '--show-hidden');
    must(before > 3 && shown.length > 0 && shown.every((f) => f.line > old.split('\n').length) && all.length === before + shown.length, `${shown.length} of ${all.length} are new`);
    agree('sarif', asked('sarif'), all);
    must(asked('sarif').filter((f) => f.hidden === 'baseline').length === before, 'SARIF does not say what the baseline hides');
    for (const format of ['github', 'gitlab', 'junit']) agree(format, asked(format), shown);
});

// ---- fingerprints: what was found before is found again, whatever is put in above and changed elsewhere

check('fingerprints survive', () => {
    const prints = (text) => { fs.writeFileSync('moved.irp', text); return readers.json(run(irp, ['check', ...at, '--format', 'json', 'moved.irp']).out).map((f) => f.print); };
    const was = fs.readFileSync(example('first/before.txt'), 'utf8'), before = prints(was);
    const after = prints(was.replace('\n', '\n// A comment.\n\n').replace('## Key concern 1', '## Owner: Head of Everything\n\n## Key concern 1').replace(/nurse/g, 'doctor'));
    must(before.length > 3 && before.every((p) => after.includes(p)), `${before} became ${after}`);
    must(new Set(before).size === before.length, 'two have one fingerprint');
});

// ---- a hundred thousand

const MANY = 100000;
const countLines = (s) => s.split('\n').length - 1;
const counts = { json: (s) => s.match(/^ {10}"sentence"/gm).length, jsonl: countLines, sarif: (s) => s.match(/^ {10}"ruleIndex"/gm).length, github: countLines,
                 gitlab: (s) => s.match(/^ {4}"fingerprint"/gm).length, junit: (s) => s.match(/<testcase /g).length };
function many(what, rule, text) {
    let all;
    fs.writeFileSync('many.irp', text);
    for (const [format, count] of Object.entries(counts))
        check(`${what}, ${format}`, () => {
            const said = run(irp, ['check', ...at, '--format', format, 'many.irp']), n = count(said.out);
            all ??= n;
            must(said.out.match(rule).length >= MANY && n === all && said.err.startsWith(`${MANY} errors`), `${n} of ${all} findings; ${said.err}`);
        });
    check(`${what}, text`, () => {
        const said = run(irp, ['check', ...at, '--color=never', 'many.irp']);
        must(said.out.split('\n').filter((l) => l.startsWith('many.irp:')).length === 20, 'text does not show 20');
        must(said.out.endsWith(`\n... and ${all - 20} more; --max-problems 0 shows all of them.\n`), said.out.slice(-100));
    });
}
const head = '# Action plan: HMP Example\nStandard: ours\n\n## Key concern 1: Visits\n\n';
const ours = '\n# Standard: ours\nApplies to: plan\n\n## Rule: missing-owner\nFor each: action\nRequire: owner is given\nOtherwise: error "Enter an owner for action {number}"\n';
many('a mistake in each line', /unknown-label|IRP110/g, `${head}### Action 1.1\nOwner: Governor\n${'Ownre: x\n'.repeat(MANY)}${ours}`);
many('a rule that fails for each action', /missing-owner/g, head + Array.from({ length: MANY }, (_, i) => `### Action 1.${i + 1}\n`).join('\n') + ours);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
