// Before and after a draft: what the payer would find missing, a doubt answered by a fact, versions, and a case on its way
// to a colleague.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { assertQuiet, launch, visitor } from './browser.mjs';
import { arrive, draftLetter, fillCase, saveCase } from './clinician.mjs';

const ssn = '123-45-6789';
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Somebody with a case that has criteria, on the page of that case. */
async function withCase() {
  const visit = await visitor(browser);
  await arrive(visit.page);
  await fillCase(visit.page);
  await saveCase(visit.page);
  return visit;
}

const sentences = (page) => page.getByRole('group', { name: 'Sentences' }).getByRole('button');
const criteria = (page) => page.getByRole('region', { name: /^The payer’s criteria/ });

/** Saves what a button downloads and reads it as JSON. */
async function downloaded(page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
  return { path: await download.path(), name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** Opens a file from the list of cases for a patient. */
async function openFile(page, { name, text }, firstName) {
  await page.goto('/app/cases');
  await page.getByRole('button', { name: 'Open a file' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a case file' });
  await dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await dialog.getByRole('textbox', { name: 'First name' }).fill(firstName);
  await dialog.getByRole('button', { name: 'Open it' }).click();
  return dialog;
}

test('a gap is answered on the page of the case, and the letter stands on the answer', async () => {
  const visit = await withCase();
  const { page, sent } = visit;
  await criteria(page).getByText(/^\d+ of \d+ met$/).waitFor();
  const gap = criteria(page).getByRole('listitem').filter({ hasText: /tuberculosis/i }).first();
  await gap.getByRole('button', { name: /^Answer here/ }).click();
  const answer = gap.getByRole('textbox', { name: 'Your answer' });
  assert.ok(await answer.evaluate((field) => field === document.activeElement), 'the answer takes the focus');

  await answer.fill(`Her SSN is ${ssn}.`);
  await gap.getByText('looks like a Social Security number').waitFor();
  const before = sent.length;
  await gap.getByRole('button', { name: 'Add it to the case' }).click();
  assert.deepEqual(sent.slice(before).filter(({ method }) => method === 'PATCH'), [], 'what is marked is not sent');

  await answer.fill('A tuberculosis test was negative 3 weeks ago');
  await gap.getByText('looks like a Social Security number').waitFor({ state: 'detached' });
  await gap.getByRole('button', { name: 'Add it to the case' }).click();
  await page.getByText(/^Added to the case\./).waitFor();
  await page.getByRole('region', { name: 'What the case says' }).getByText('A tuberculosis test was negative 3 weeks ago.').waitFor();

  await draftLetter(page);
  await page.getByRole('region', { name: 'Facts of the case' }).getByText(/tuberculosis test was negative/i).first().waitFor();
  await page.getByRole('region', { name: 'What a reviewer would still ask' }).waitFor();
  assertQuiet(visit);
});

test('a criterion is set aside with a reason, and comes back with the payer’s text', async () => {
  const visit = await withCase();
  const { page } = visit;
  await page.getByRole('link', { name: 'Edit the criteria' }).click();
  const node = page.getByRole('listitem').filter({ hasText: /tuberculosis/i }).last();
  await node.getByRole('button', { name: /^Does not apply/ }).click();
  await page.getByRole('button', { name: 'Save the criteria' }).click();
  await page.getByRole('alert').getByText('Say why it does not apply.').waitFor();
  await node.getByRole('textbox', { name: /does not apply$/ }).fill('the treatment has begun already');
  await page.getByRole('button', { name: 'Save the criteria' }).click();
  await page.getByRole('heading', { name: 'Maya: adalimumab' }).waitFor();
  await page.getByText('All criteria, one by one').click();
  await page.getByText('Does not apply: the treatment has begun already').waitFor();

  await page.getByRole('link', { name: 'Edit the criteria' }).click();
  await page.getByRole('button', { name: 'Back to the payer’s text' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Drop the edits' }).click();
  await page.getByRole('heading', { name: 'Maya: adalimumab' }).waitFor();
  await criteria(page).getByText(/tuberculosis/i).first().waitFor();
  assert.equal(await page.getByText('Does not apply: the treatment has begun already').count(), 0);
  assertQuiet(visit);
});

test('a doubt is answered by a fact, and an earlier version comes back', async () => {
  const visit = await withCase();
  const { page } = visit;
  await draftLetter(page);
  const letterPath = new URL(page.url()).pathname;
  const first = sentences(page).first();
  await first.click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: 'Its words' }).fill('The erythrocyte sedimentation rate is 88 mm per hour.');
  await page.getByRole('button', { name: 'Save the sentence' }).click();
  await page.getByText('Version 2,').waitFor();
  assert.match(await first.textContent(), /\(flagged\)/, 'nothing that was entered says so');

  await page.getByRole('button', { name: 'Add the missing fact to the case' }).click();
  const fact = page.getByRole('textbox', { name: 'The missing fact' });
  await fact.fill(`Her SSN is ${ssn}.`);
  await page.getByRole('list', { name: 'Found in The missing fact' }).getByText('looks like a Social Security number').waitFor();
  await fact.fill('The erythrocyte sedimentation rate is 88 mm per hour.');
  await page.getByRole('list', { name: 'Found in The missing fact' }).getByRole('listitem').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add it to the case' }).click();
  const said = await page.getByText(/^Added to the case as F\d+/).textContent();
  const [, marker] = /as (F\d+)/.exec(said);
  await page.getByRole('region', { name: 'Facts of the case' }).getByText(marker, { exact: true }).waitFor();
  assert.match(await first.textContent(), new RegExp(marker), 'the sentence stands on the new fact');

  await page.getByRole('link', { name: 'Versions' }).click();
  await page.getByRole('button', { name: /^Compare with the present one.*version 1$/ }).click();
  const difference = page.getByRole('region', { name: 'What changed since version 1' });
  await difference.getByText(/sedimentation rate/).first().waitFor();
  assert.ok((await difference.getByRole('insertion').count()) > 0, 'what came is told as such');

  await page.getByRole('button', { name: 'Restore version 1', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore it' }).click();
  await page.getByText(/^The words of version 1 are back, as version \d+\./).waitFor();
  await page.goto(letterPath);
  await first.waitFor();
  assert.equal(await page.getByRole('group', { name: 'Sentences' }).getByText(/sedimentation rate/).count(), 0, 'the words of version 1 stand again');
  assertQuiet(visit);
});

test('a case travels without its patient, whole or as a template', async () => {
  const visit = await withCase();
  const { page, sent } = visit;
  const whole = await downloaded(page, 'File for a colleague');
  assert.doesNotMatch(whole.text, /Maya/, 'the file names nobody');
  const template = await downloaded(page, 'Template');

  await openFile(page, whole, 'Zoe');
  await page.getByRole('heading', { name: 'Zoe: adalimumab' }).waitFor();

  const refused = await openFile(page, { name: 'other.json', text: '{"format":"other"}' }, 'Zoe');
  await refused.getByText('This is not a case file of Luma.').waitFor();
  await refused.getByRole('button', { name: 'Cancel' }).click();

  const before = sent.length;
  await openFile(page, template, 'Ines');
  await page.getByRole('alert').getByRole('heading', { name: /^The template leaves \d+ places to fill in/ }).waitFor();
  assert.deepEqual(sent.slice(before).filter(({ method, path }) => method === 'POST' && path.startsWith('/api/cases')), [], 'a template is read in the page');
  assert.equal(await page.getByRole('textbox', { name: 'First name' }).inputValue(), 'Ines');
  assert.match(await page.getByRole('textbox', { name: 'The case in your words' }).inputValue(), /____/);
  await page.getByRole('textbox', { name: 'Years' }).fill('61');
  await page.getByRole('combobox', { name: 'State' }).selectOption('OH');
  await page.getByRole('textbox', { name: 'The case in your words' }).fill('Seropositive rheumatoid arthritis for 2 years. DAS28 is 5.1.');
  await page.getByRole('group', { name: 'Treatment 1' }).getByRole('combobox', { name: 'What came of it' }).selectOption('intolerant');
  await page.getByRole('button', { name: 'Save the case' }).click();
  await page.getByRole('heading', { name: 'Ines: adalimumab' }).waitFor();
  assertQuiet(visit);
});
