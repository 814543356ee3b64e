// The commands of README's recipes for continuous integration: node tests/recipes.mjs README.md FOLDER
// For each block under "In continuous integration" a file FOLDER/NAME.sh, as the system would run it, and FOLDER/NAME.files with the files that it hands
// on. A block that is no recipe of a system that we know, or has a key that the system does not know, ends it with a message.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { parse } = createRequire(process.env.NODE_PATH + '/')('yaml');
const [file, folder] = process.argv.slice(2);
const part = readFileSync(file, 'utf8').split(/^## /m).find((text) => text.startsWith('In continuous integration'));

function only(what, of, ...keys) {
    for (const key of Object.keys(of))
        if (!keys.includes(key)) throw new Error(`${what}: there is no "${key}"`);
    return of;
}

function github(text) {
    const flow = only('workflow', parse(text), 'name', 'on', 'permissions', 'jobs'), lines = [], files = [];
    for (const [name, job] of Object.entries(flow.jobs))
        for (const step of only(name, job, 'runs-on', 'container', 'permissions', 'steps').steps) {
            only(`a step of ${name}`, step, 'uses', 'with', 'run', 'if', 'name');
            if (step.run) lines.push(`( set -e -o pipefail; ${step.run} )`);
            else if (step.uses.startsWith('github/codeql-action/upload-sarif@')) files.push(step.with.sarif_file);
            else if (!step.uses.startsWith('actions/checkout@')) throw new Error(`what is ${step.uses}?`);
        }
    return { lines, files };
}

function gitlab(text) {
    const lines = [], files = [];
    for (const [name, job] of Object.entries(parse(text))) {
        only(name, job, 'image', 'stage', 'before_script', 'script', 'artifacts');
        lines.push(...(job.before_script ?? []), ...job.script);
        if (only(name, job.artifacts ?? {}, 'when', 'reports').reports)
            files.push(...Object.values(only('reports', job.artifacts.reports, 'codequality', 'junit')));
    }
    return { lines, files };
}

const recipes = [...part.matchAll(/^```(yaml|sh)\n([\s\S]*?)^```$/gm)].map(([, kind, text]) =>
    kind === 'sh' ? { name: 'shell', lines: text.trim().split('\n'), files: [] }
        : /^jobs:/m.test(text) ? { name: 'github', ...github(text) } : { name: 'gitlab', ...gitlab(text) });
for (const { name, lines, files } of recipes) {
    writeFileSync(`${folder}/${name}.sh`, `set -e -o pipefail\n${lines.join('\n')}\n`);
    writeFileSync(`${folder}/${name}.files`, files.map((f) => f + '\n').join(''));
}
const names = recipes.map((r) => r.name).sort().join(' ');
if (names !== 'github gitlab shell') throw new Error(`README has recipes for: ${names}`);
