// Proves that the browser's firewall and the native one find the same: every note of the corpora, offsets and all.
//
//   node web/wasm/agree.mjs [path of the native binary `phi`] [path of phi.wasm] [folder of the dictionary]

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const [native = `${root}target/release/phi`, path = `${root}web/public/engine/phi.wasm`, assets = `${root}web/public/assets/`] = process.argv.slice(2);
const corpora = `${root}shared/phi/tests/corpus/`;

const module = new WebAssembly.Module(readFileSync(path));
assert.deepEqual(WebAssembly.Module.imports(module), [], 'the module must import nothing');
const { memory, input, output, forget, scan, redact, digest, dictionary } = new WebAssembly.Instance(module, {}).exports;

/** What an export answers about a text, or about bytes. */
function ask(work, asked) {
  const bytes = typeof asked === 'string' ? new TextEncoder().encode(asked) : asked;
  const place = input(bytes.length); // may grow the memory: only then is its buffer the right one
  new Uint8Array(memory.buffer).set(bytes, place);
  const length = work();
  return JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, output(), length)));
}

/** The native binary's answer on standard output. */
function run(argument, stdin) {
  const { status, stdout, stderr } = spawnSync(native, [argument], { input: stdin, maxBuffer: 1 << 28 });
  assert.equal(status, 0, stderr?.toString() ?? `${native} could not be run`);
  return stdout.toString();
}

assert.deepEqual(ask(scan, 'SSN 123-45-6789'), { refused: 'unsearchable' }, 'without a dictionary nothing may pass');
assert.deepEqual(ask(dictionary, new Uint8Array(1000)), { refused: 'other-dictionary' });
const name = `words-${BigInt.asUintN(64, digest()).toString(16).padStart(16, '0')}.bin`;
assert.deepEqual(ask(dictionary, readFileSync(`${assets}/${name}`)), {});

const files = readdirSync(corpora).filter((name) => name.endsWith('.jsonl'));
const notes = files.flatMap((name) => readFileSync(corpora + name, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line).text));
notes.push('😀 SSN 123-45-6789 😀', 'DOB ٣/٥/١٩٦٠', '');
assert.ok(notes.length > 1000, 'the corpora must be there');

const told = run('scan', notes.map((text, id) => JSON.stringify({ id, text })).join('\n')).split('\n').filter(Boolean);
let findings = 0;
for (const line of told) {
  const { id, findings: there } = JSON.parse(line);
  const text = notes[id];
  const points = (units) => [...text.slice(0, units)].length;
  const here = ask(scan, text).findings.map(({ start, end, category, action }) => ({ start: points(start), end: points(end), category, action }));
  assert.deepEqual(here, there, `note ${id}`);
  findings += here.length;
}
assert.equal(told.length, notes.length);

const page = notes.slice(0, 300).join('\n\n');
assert.equal(ask(redact, page).text, run('redact', page), 'cleaned text');
assert.deepEqual(ask(scan, 'x'.repeat(300_000)), { refused: 'too-long' });
forget();

console.log(`native and WASM agree: ${notes.length} notes, ${findings} findings`);
