// What happens to a page when the session under it ends, and what is left when somebody leaves.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, visitor } from './browser.mjs';
import { arrive, clinical, fillCase, linkFor, password, saveCase, signIn } from './clinician.mjs';

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

test('a closing account can be looked at and kept after all', async () => {
  const visit = await visitor(browser);
  const { page } = visit;
  await enter(page);
  await page.goto('/app/account');
  await page.getByRole('button', { name: 'Delete my account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await dialog.getByLabel('Your password').fill('not the password at all');
  await dialog.getByRole('button', { name: 'Delete my account' }).click();
  await dialog.getByText('This is not your password.').waitFor();
  await dialog.getByLabel('Your password').fill(password);
  await dialog.getByRole('button', { name: 'Delete my account' }).click();
  const banner = page.getByRole('complementary', { name: 'Your account is closing' });
  const signInForm = page.getByRole('heading', { name: 'Sign in' });
  await banner.or(signInForm).first().waitFor();
  if (await signInForm.isVisible()) {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await banner.waitFor();
  }

  await fillCase(page);
  await page.getByRole('button', { name: 'Save the case' }).click();
  await page.getByText('Your account is closing. Until it is gone').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.goto('/app/account').then(() => page.getByRole('button', { name: 'Download everything' }).click())]);
  assert.match(download.suggestedFilename(), /\.zip$/);
  await banner.getByRole('button', { name: 'Keep my account' }).click();
  await banner.waitFor({ state: 'detached' });
  await page.goto('/app/cases');
  await page.getByRole('link', { name: /adalimumab/ }).first().waitFor();
  assertQuiet(visit);
  await visit.context.close();
});

test('a forgotten password is replaced by way of the mail, and other sessions end', async () => {
  const visit = await visitor(browser);
  const elsewhere = await visitor(browser);
  await enter(elsewhere.page);
  const { page } = visit;
  await page.goto('/app/forgot');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText('a mail is on its way').waitFor();
  await page.goto(await linkFor(email, '/app/reset'));
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
  assert.doesNotMatch(page.url(), /token/);
  const fresh = 'nine patient otters by noon';
  await page.getByLabel('Password', { exact: true }).fill('too short');
  await page.getByText('6 more to go').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(fresh);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByText('The new password stands.').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, email, fresh);

  await elsewhere.page.goto('/app/account');
  await elsewhere.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  for (const one of [visit, elsewhere]) {
    assertQuiet(one);
    await one.context.close();
  }
});
