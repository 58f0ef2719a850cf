// The first two gates: the page looks while somebody types, the server looks before anything is stored.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, base, launch, visitor } from './browser.mjs';
import { arrive, clinical, draftLetter, fillCase, marked, saveCase, signIn } from './clinician.mjs';

const ssn = '219-09-9999';
let browser, email, inPage;
before(async () => {
  browser = await launch();
  const { page, context } = await visitor(browser);
  email = await arrive(page);
  await context.close();
  inPage = (await fetch(`${base}/engine/phi.wasm`)).headers.get('content-type') === 'application/wasm';
});
after(() => browser.close());

async function enter(options) {
  const visit = await visitor(browser, options);
  await visit.page.goto('/app/sign-in');
  await signIn(visit.page, email);
  return visit;
}

const words = (page) => page.getByRole('textbox', { name: 'The case in your words' });
const found = (page) => page.getByRole('list', { name: 'Found in The case in your words' }).getByRole('listitem');

test('the page marks what is typed, a date with a way to say it, and sends none of it', async (t) => {
  if (!inPage) return t.skip('this build has no firewall in the page');
  const visit = await enter();
  const { page, sent } = visit;
  await page.goto('/app/cases/new');
  const day = new Date(Date.now() - 250 * 86_400_000);
  const date = `${String(day.getMonth() + 1).padStart(2, '0')}/${String(day.getDate()).padStart(2, '0')}/${day.getFullYear()}`;
  await words(page).fill(`🌊 Pain since ${date}. SSN ${ssn}.`);
  await found(page).nth(1).waitFor();
  assert.deepEqual((await marked(page)).sort(), [date, ssn].sort());
  await page.getByRole('button', { name: 'Write “for 8 months”' }).click();
  assert.equal(await words(page).inputValue(), `🌊 Pain for 8 months. SSN ${ssn}.`);
  await page.getByRole('button', { name: 'Save the case' }).click();
  await page.getByRole('alert').waitFor();
  for (const { path, body } of sent) assert.ok(!(body ?? '').includes(ssn), `${path} carried it`);
  assert.equal(sent.filter(({ path }) => path === '/api/phi-check').length, 0);
  assertQuiet(visit);
  await visit.context.close();
});

test('without a firewall in the page the server looks, marks the words and stores nothing', async () => {
  const visit = await enter();
  const { page, context } = visit;
  await context.route('**/engine/phi.wasm', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('/app/cases/new');
  const looked = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/phi-check');
  await words(page).fill(`🌊 SSN ${ssn}.`);
  assert.equal((await looked).status(), 200);
  await found(page).first().waitFor();
  assert.deepEqual(await marked(page), [ssn]);

  await fillCase(page);
  await words(page).fill(`${clinical} 🌊 SSN ${ssn}.`);
  const refused = page.waitForResponse((response) => response.request().method() === 'POST' && new URL(response.url()).pathname === '/api/cases');
  await page.getByRole('button', { name: 'Save the case' }).click();
  assert.equal((await refused).status(), 422);
  await found(page).first().waitFor();
  assert.deepEqual(await marked(page), [ssn]);
  assert.equal(await words(page).inputValue(), `${clinical} 🌊 SSN ${ssn}.`);
  assert.deepEqual((await (await context.request.get('/api/cases')).json()).items, []);
  assertQuiet(visit);
  await context.close();
});

test('a warning lets a case pass once somebody has looked at it', async () => {
  const visit = await enter();
  const { page } = visit;
  await fillCase(page);
  await words(page).fill(`${clinical} Dr. Alan Grey agrees.`);
  await found(page).first().waitFor();
  await page.getByRole('button', { name: 'Save the case' }).click();
  await page.getByRole('alert').getByRole('link', { name: /warning/ }).click();
  await page.keyboard.press('Space');
  await saveCase(page);
  assertQuiet(visit);
  await visit.context.close();
});

test('a sentence that stands on nothing is flagged until a clinician answers for it', async () => {
  const visit = await enter();
  const { page } = visit;
  await fillCase(page);
  await saveCase(page);
  await draftLetter(page);
  await page.getByRole('group', { name: 'Sentences' }).getByRole('button', { name: /DAS28/ }).first().click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Its words' }).fill('DAS28 is 9.9 despite treatment.');
  await page.getByRole('button', { name: 'Save the sentence' }).click();
  await page.getByRole('heading', { name: '1 sentence to check' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Mark as reviewed' }).count(), 0);
  await page.getByRole('group', { name: 'Sentences' }).locator('mark').getByText('9.9').waitFor();

  await page.getByRole('checkbox', { name: 'I have checked it' }).check();
  await page.getByText('Every flag is answered.').waitFor();
  await page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await page.getByRole('button', { name: 'Sign off' }).waitFor();
  assertQuiet(visit);
  await visit.context.close();
});
