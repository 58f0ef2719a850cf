// What happens to a page when the session under it ends, and what is left when somebody leaves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, visitor } from './browser.mjs';
import { arrive, clinical, fillCase, password, saveCase, signIn } from './clinician.mjs';

let browser;
let email;
before(async () => {
  browser = await launch();
  const { page, context } = await visitor(browser);
  email = await arrive(page);
  await context.close();
});
after(() => browser.close());

async function enter(page) {
  await page.goto('/app/sign-in');
  await signIn(page, email);
}

test('a session that ends in the middle of a case asks for the password and loses nothing', async () => {
  const visit = await visitor(browser);
  const { page, context } = visit;
  await enter(page);
  await fillCase(page);
  await context.clearCookies();
  await page.getByRole('button', { name: 'Save the case' }).click();
  const dialog = page.getByRole('dialog', { name: 'Still there?' });
  await dialog.getByLabel('Password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Maya: adalimumab' }).waitFor();
  await page.getByText('Morning stiffness lasts 2 hours').waitFor();
  assertQuiet(visit);
  await context.close();
});

test('a new case waits in memory, and is gone after signing out', async () => {
  const visit = await visitor(browser);
  const { page } = visit;
  await enter(page);
  await fillCase(page);
  await page.getByRole('link', { name: 'Account', exact: true }).click();
  await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'New case' }).click();
  assert.equal(await page.getByRole('textbox', { name: 'The case in your words' }).inputValue(), clinical);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  assert.equal(await page.getByText(clinical).count(), 0, 'the back button shows nothing of the case');
  assertQuiet(visit);
  await visit.context.close();
});

test('a case can be corrected and a stale correction is refused without loss', async () => {
  const visit = await visitor(browser);
  const { page, context } = visit;
  await enter(page);
  await fillCase(page);
  await saveCase(page);
  const edit = `${new URL(page.url()).pathname}/edit`;
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto(edit);
    await tab.getByRole('textbox', { name: 'The case in your words' }).waitFor();
  }
  await page.getByRole('textbox', { name: 'For how long' }).fill('6 months');
  await page.getByRole('button', { name: 'Save the corrections' }).click();
  await page.getByText('For 6 months').waitFor();

  await other.getByRole('textbox', { name: 'For how long' }).fill('24 months');
  await other.getByRole('button', { name: 'Save the corrections' }).click();
  await other.getByText('changed in another window').waitFor();
  assert.equal(await other.getByRole('textbox', { name: 'For how long' }).inputValue(), '24 months');
  assertQuiet(visit);
  await context.close();
});

test('signing out in one window empties the others', async () => {
  const visit = await visitor(browser);
  const { page, context } = visit;
  await enter(page);
  const other = await context.newPage();
  await other.goto('/app/account');
  await other.getByText(email).or(other.getByRole('textbox', { name: 'E-mail address' })).first().waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
  assertQuiet(visit);
  await context.close();
});
