// The pages without script: they carry none, set no cookie, and say what they promise.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, base, launch, visitor } from './browser.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('static pages run no script, set no cookie and work without JavaScript', async () => {
  const visit = await visitor(browser, { javaScriptEnabled: false });
  for (const path of ['/', '/privacy', '/terms', '/security', '/support']) {
    const answer = await visit.page.goto(path);
    assert.equal(answer.status(), 200, path);
    const html = await answer.text();
    assert.doesNotMatch(html, /<script|\son[a-z]+=|\sstyle=/i, path);
    assert.equal(answer.headers()['set-cookie'], undefined);
  }
  assert.deepEqual(await visit.context.cookies(), []);
  assertQuiet(visit);
});

test('every page is served under the strict content security policy', async () => {
  for (const path of ['/', '/privacy', '/app/cases']) {
    const policy = (await fetch(base + path)).headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]) {
      assert.ok(policy.includes(part), `${path} lacks ${part}`);
    }
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/);
  }
});

test('every link between the pages leads somewhere', async () => {
  const { page } = await visitor(browser);
  const seen = new Set();
  for (const path of ['/', '/privacy', '/terms', '/security', '/support']) {
    await page.goto(path);
    for (const href of await page.locator('a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')))) seen.add(href.split('#')[0]);
  }
  for (const href of seen) assert.equal((await fetch(base + href)).status, 200, href);
});

test('the first visit to the app loads little', async () => {
  const { page } = await visitor(browser);
  const scripts = [];
  page.on('response', async (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.body().then((body) => body.length));
  });
  await page.goto('/app/sign-in', { waitUntil: 'networkidle' });
  const bytes = (await Promise.all(scripts)).reduce((sum, one) => sum + one, 0);
  assert.ok(bytes > 0 && bytes < 100_000, `${bytes} bytes of script before compression`);
});
