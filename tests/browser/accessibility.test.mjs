// Every page, in both schemes and at both widths, without a finding of axe (WCAG 2.0 to 2.2 A and AA, best practices).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { assertQuiet, launch, visitor } from './browser.mjs';
import { arrive, clinical, draftLetter, fillCase, saveCase } from './clinician.mjs';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const looks = [
  { viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
];
const open = ['/', '/privacy', '/terms', '/security', '/support', '/app/sign-up', '/app/sign-in', '/app/forgot', '/app/reset#token=x', '/app/verify', '/app/support', '/app/nowhere'];
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function assertAccessible(page, where) {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`));
  assert.deepEqual(found, [], where);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(over <= 0, `${where} is wider than the window by ${over} pixels`);
}

for (const look of looks) {
  const name = `${look.viewport.width} pixels, ${look.colorScheme}`;

  test(`pages that need no session are accessible at ${name}`, async () => {
    const visit = await visitor(browser, look);
    for (const path of open) {
      await visit.page.goto(path);
      await visit.page.getByRole('heading', { level: 1 }).waitFor();
      if (path === '/app/support') await visit.page.getByRole('button', { name: 'Send' }).waitFor();
      await assertAccessible(visit.page, path);
    }
    await visit.page.goto('/app/support');
    await visit.page.getByRole('textbox', { name: 'Your message' }).fill('The draft for SSN 219-09-9999 stops, and Dr. Alan Grey sees it too.');
    await visit.page.getByRole('list', { name: 'Found in Your message' }).getByRole('listitem').nth(1).waitFor();
    await visit.page.getByRole('button', { name: 'Send' }).click();
    await visit.page.getByRole('alert').waitFor();
    await assertAccessible(visit.page, 'a refused message');
    assertQuiet(visit);
    await visit.context.close();
  });
}

test('the way from a case to a letter is accessible at each step', async () => {
  const visit = await visitor(browser);
  const { page } = visit;
  await arrive(page);
  await assertAccessible(page, 'no cases');
  await fillCase(page);
  await page.getByRole('textbox', { name: 'The case in your words' }).fill(`${clinical} Her SSN is 123-45-6789.`);
  await page.getByRole('button', { name: 'Save the case' }).click();
  await page.getByRole('list', { name: 'Found in The case in your words' }).getByRole('listitem').first().waitFor();
  await assertAccessible(page, 'a refused case');
  await page.getByRole('textbox', { name: 'The case in your words' }).fill(clinical);
  await page.getByRole('list', { name: 'Found in The case in your words' }).getByRole('listitem').first().waitFor({ state: 'detached' });
  await saveCase(page);
  const casePath = new URL(page.url()).pathname;
  await draftLetter(page);
  const letterPath = new URL(page.url()).pathname;

  for (const look of looks) {
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({ colorScheme: look.colorScheme });
    for (const path of ['/app/cases', '/app/cases/new', casePath, `${casePath}/edit`, `${casePath}/criteria`, letterPath, `${letterPath}/versions`, '/app/account', '/app/support']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      await assertAccessible(page, `${path} at ${look.viewport.width}`);
    }
    await page.goto(letterPath);
    await page.getByRole('group', { name: 'Sentences' }).getByRole('button').first().click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await assertAccessible(page, `editing at ${look.viewport.width}`);
    await page.getByRole('button', { name: 'Leave it as it was' }).click();
    await page.getByRole('button', { name: 'Add the missing fact to the case' }).click();
    await assertAccessible(page, `adding a fact at ${look.viewport.width}`);
    await page.goto('/app/cases');
    await page.getByRole('button', { name: 'Open a file' }).click();
    await page.getByRole('dialog').waitFor();
    await assertAccessible(page, `opening a file at ${look.viewport.width}`);
    await page.goto(casePath);
    await page.getByRole('button', { name: 'Delete this case' }).click();
    await assertAccessible(page, `a question at ${look.viewport.width}`);
  }
  assertQuiet(visit);
  await visit.context.close();
});
