// From nobody to a letter and away again: the one journey that must always work.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, visitor } from './browser.mjs';
import { clinical, draftLetter, fillCase, marked, password, saveCase, signIn, signUp, someone } from './clinician.mjs';

const ssn = '123-45-6789';
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test('a clinician signs up, is kept from storing a number, drafts, exports and leaves', async () => {
  const visit = await visitor(browser);
  const { page, context } = visit;
  const email = someone();

  await signUp(page, email);
  await page.goto('/_local/inbox');
  await page.locator('a[href*="/app/verify#token="]').first().click();
  await page.getByText('Your address is confirmed.').waitFor();
  assert.doesNotMatch(page.url(), /token/, 'the token leaves the address bar');
  await page.goto('/app/sign-in');
  await signIn(page, email);

  await fillCase(page);
  const field = page.getByRole('textbox', { name: 'The case in your words' });
  await field.fill(`${clinical} Her SSN is ${ssn}.`);
  await page.getByRole('button', { name: 'Save the case' }).click();
  await page.getByRole('alert').getByRole('heading', { name: /in the way/ }).waitFor();
  const found = page.getByRole('list', { name: 'Found in The case in your words' });
  await found.getByText('looks like a Social Security number').waitFor();
  assert.deepEqual(await marked(page), [ssn], 'exactly the number is marked');
  assert.equal(await field.inputValue(), `${clinical} Her SSN is ${ssn}.`, 'nothing typed is lost');
  assert.deepEqual((await (await context.request.get('/api/cases')).json()).items, [], 'nothing is stored');

  await field.fill(clinical);
  await found.getByRole('listitem').waitFor({ state: 'detached' });
  await saveCase(page);

  await draftLetter(page);
  assert.match(page.url(), /\/documents\/[0-9A-Z]{26}$/);
  const sentence = page.getByRole('group', { name: 'Sentences' }).getByRole('button', { name: /methotrexate/i }).first();
  await sentence.hover();
  await page.getByRole('complementary', { name: 'Evidence' }).getByRole('region', { name: 'This sentence stands on' }).getByText(/methotrexate/i).first().waitFor();

  await page.getByRole('button', { name: 'Mark as reviewed' }).click();
  await page.getByRole('button', { name: 'Sign off' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign it off' }).click();
  await page.getByText(/^Signed off .*2\d{3}/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Edit', exact: true }).count(), 0, 'what is signed off is not changed');

  for (const [button, magic] of [['PDF', '%PDF-'], ['Word', 'PK'], ['HTML', '<!'], ['Text', '']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
    const bytes = await readFile(await download.path());
    assert.ok(bytes.length > 200, `${button} is a letter`);
    assert.equal(bytes.subarray(0, magic.length).toString('latin1').toLowerCase(), magic.toLowerCase(), `${button} is what it says`);
  }

  const cookies = await context.cookies();
  assert.deepEqual(cookies.map(({ name, httpOnly, secure, sameSite }) => ({ name, httpOnly, secure, sameSite })).sort((a, b) => a.name.localeCompare(b.name)), [
    { name: '__Host-luma_at', httpOnly: true, secure: true, sameSite: 'Strict' },
    { name: '__Secure-luma_rt', httpOnly: true, secure: true, sameSite: 'Strict' },
  ]);
  assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]), [[], []], 'nothing is put in storage');

  await page.goto('/app/account');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await dialog.getByLabel('Your password').fill(password);
  await dialog.getByRole('button', { name: 'Delete my account' }).click();
  await afterClosing(page, email);
  await page.getByRole('complementary', { name: 'Your account is closing' }).waitFor();

  assertQuiet(visit);
});

/** Closing ends all sessions; signing in again shows how to take it back. */
async function afterClosing(page, email) {
  const signInForm = page.getByRole('heading', { name: 'Sign in' });
  const banner = page.getByRole('complementary', { name: 'Your account is closing' });
  await signInForm.or(banner).first().waitFor();
  if (await signInForm.isVisible()) await signIn(page, email);
}
