// Everything can be done with the keyboard alone, and one always sees where one is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, visitor } from './browser.mjs';
import { arrive, draftLetter, fillCase, saveCase } from './clinician.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const focused = (page) =>
  page.evaluate(() => {
    const here = document.activeElement;
    const style = getComputedStyle(here);
    const box = here.getBoundingClientRect();
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const label = here.closest('label');
    const ringAround = label !== null && parseFloat(getComputedStyle(label).outlineWidth) >= 2 && getComputedStyle(label).outlineStyle !== 'none';
    return { sentence: here.dataset.sentence, tag: here.tagName, name: (here.getAttribute('aria-label') ?? here.textContent ?? '').trim().slice(0, 60), ring: ring || ringAround, inside: box.bottom > 0 && box.top < innerHeight };
  });

/** Presses Tab through a page and tells each stop; ends where the page ends or comes round. */
async function stops(page, most = 90) {
  const found = [];
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stop.tag === 'BODY') break;
    found.push(stop);
  }
  return found;
}

test('the first stop leads past the header, and every stop is seen', async () => {
  const visit = await visitor(browser);
  for (const path of ['/', '/app/sign-up']) {
    await visit.page.goto(path);
    await visit.page.getByRole('heading', { level: 1 }).waitFor();
    const found = await stops(visit.page);
    assert.match(found[0].name, /^Skip to/);
    for (const stop of found) assert.ok(stop.ring && stop.inside, `${path}: ${JSON.stringify(stop)}`);
  }
  assertQuiet(visit);
});

test('a letter is one stop, read with the arrows and changed without a mouse', async () => {
  const visit = await visitor(browser);
  const { page } = visit;
  await arrive(page);
  await fillCase(page);
  await saveCase(page);
  await draftLetter(page);
  await page.reload();
  const sentences = page.getByRole('group', { name: 'Sentences' }).getByRole('button');
  await sentences.first().waitFor();

  const found = await stops(page);
  for (const stop of found) assert.ok(stop.ring, JSON.stringify(stop));
  assert.equal(found.filter(({ sentence }) => sentence !== undefined).length, 1, 'one sentence is a tab stop');

  await sentences.first().focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), await sentences.nth(1).textContent());
  const described = await sentences.nth(1).getAttribute('aria-describedby');
  for (const id of described?.split(' ') ?? []) assert.notEqual(await page.locator(`#${id}`).textContent(), '', `${id} says what the sentence stands on`);
  await page.keyboard.press('End');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), await sentences.last().textContent());

  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Edit', exact: true }).focus();
  await page.keyboard.press('Enter');
  const words = page.getByRole('textbox', { name: 'Its words' });
  await words.waitFor();
  assert.ok(await words.evaluate((field) => field === document.activeElement), 'the editor takes the focus');
  const changed = `${(await words.inputValue()).replace(/\.$/, '')} today.`;
  await words.fill(changed);
  await page.getByRole('button', { name: 'Save the sentence' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Version 2').waitFor();
  assert.match(await page.evaluate(() => document.activeElement.textContent), /today\./, 'the focus comes back to the sentence');

  await page.getByRole('button', { name: 'Delete this document' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  assert.equal((await focused(page)).name, 'Delete this document', 'a closed question gives the focus back');
  assertQuiet(visit);
});

test('a new page takes the focus to its heading', async () => {
  const visit = await visitor(browser);
  const { page } = visit;
  await page.goto('/app/sign-in');
  await page.getByRole('link', { name: 'I forgot my password' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Set a new password' }).waitFor();
  assert.equal((await focused(page)).name, 'Set a new password');
  assertQuiet(visit);
});
