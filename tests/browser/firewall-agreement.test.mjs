// One detector in two places: the browser's module finds in every corpus what the native one finds, offsets and all.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? `${root}target`;

test('the firewall in the page and the native one find the same in every note', (t) => {
  if (!existsSync(`${root}web/public/engine/phi.wasm`)) return t.skip('this build has no firewall in the page');
  const built = ['debug', 'release'].map((profile) => `${target}/${profile}/phi`).filter(existsSync);
  const [native] = built.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  assert.ok(native !== undefined, 'cargo build --bins comes first');
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${root}web/wasm/agree.mjs`, native], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /native and WASM agree: \d{4,} notes/);
});
