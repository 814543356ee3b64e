// Runs a checker for WebAssembly: node --no-warnings tests/wasm.mjs CHECKER.wasm [OPTION]...
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';
const [file, ...words] = process.argv.slice(2);
const wasi = new WASI({ version: 'preview1', args: [file, ...words], env: process.env, returnOnExit: true });
const { instance } = await WebAssembly.instantiate(readFileSync(file), { wasi_snapshot_preview1: wasi.wasiImport });
process.exitCode = wasi.start(instance);
