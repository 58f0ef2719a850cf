// Asking the people behind Luma: from the app, signed in or not, and never about a patient.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertQuiet, base, launch, visitor } from './browser.mjs';
import { arrive, someone } from './clinician.mjs';

const ssn = '219-09-9999';
let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const message = (page) => page.getByRole('textbox', { name: 'Your message' });
const found = (page) => page.getByRole('list', { name: 'Found in Your message' }).getByRole('listitem');
const send = (page) => page.getByRole('button', { name: 'Send' }).click();

/** What came into our own mailbox with an answer to this address. */
async function received(email) {
  const inbox = await (await fetch(`${base}/_local/inbox.json`)).json();
  return inbox.filter(({ reply_to }) => reply_to.includes(email));
}

test('a visitor takes the marked words out, sends the message and is told where the answer comes', async () => {
  const visit = await visitor(browser);
  const { page, sent } = visit;
  const email = someone();
  await page.goto('/support');
  await page.getByRole('link', { name: 'Write to us here' }).click();
  await page.getByRole('heading', { name: 'Write to us' }).waitFor();
  await page.getByRole('combobox', { name: 'What is it about?' }).selectOption('problem');
  await message(page).fill(`The draft for SSN ${ssn} stops.`);
  await page.getByRole('textbox', { name: 'Your e-mail address' }).fill(email);
  await found(page).first().waitFor();
  await send(page);
  await page.getByRole('alert').getByRole('link', { name: /Take out what is marked/ }).click();
  await message(page).fill('The draft stops halfway.');
  await found(page).first().waitFor({ state: 'detached' });
  await send(page);
  await page.getByRole('heading', { name: 'Your message is on its way' }).waitFor();
  await page.getByText(email).waitFor();

  for (const { path, body } of sent) assert.ok(!(body ?? '').includes(ssn), `${path} carried it`);
  const [mail, ...more] = await received(email);
  assert.deepEqual([mail.subject, more], ['[support] A problem', []]);
  assert.match(mail.text, /The draft stops halfway\./);
  assertQuiet(visit);
  await visit.context.close();
});

test('a member is not asked for an address, and a message that was not sent is still there', async () => {
  const visit = await visitor(browser);
  const { page, context } = visit;
  const email = await arrive(page);
  await page.getByRole('navigation', { name: 'Help' }).getByRole('link', { name: 'Write to us' }).click();
  await page.getByText(`The answer goes to ${email}`).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Your e-mail address' }).count(), 0);
  await message(page).fill('How do I add a colleague?');
  const failure = { type: '/problems/unavailable', title: 'Not available', status: 503, request_id: 'JKJaXmPLvHcESHA=' };
  await context.route('**/api/support', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', json: failure }), { times: 1 });
  await send(page);
  await page.getByRole('alert').getByText('Nothing you typed is lost').waitFor();
  assert.equal(await message(page).inputValue(), 'How do I add a colleague?');
  await send(page);
  await page.getByRole('heading', { name: 'Your message is on its way' }).waitFor();
  assert.equal((await received(email)).length, 1);
  assertQuiet(visit);
  await context.close();
});

test('a failure leads to the form with its request id', async () => {
  const visit = await visitor(browser);
  const { page, context } = visit;
  await arrive(page);
  const failure = { type: '/problems/internal', title: 'Something went wrong', status: 500, request_id: 'JKJaXmPLvHcESHA=' };
  await context.route('**/api/cases', (route) => route.fulfill({ status: 500, contentType: 'application/problem+json', json: failure }));
  await page.reload();
  const [tab] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Write to us about it' }).click()]);
  await tab.getByRole('textbox', { name: 'Request id' }).waitFor();
  assert.equal(await tab.getByRole('textbox', { name: 'Request id' }).inputValue(), 'JKJaXmPLvHcESHA=');
  assert.equal(await tab.getByRole('combobox', { name: 'What is it about?' }).inputValue(), 'problem');
  assert.doesNotMatch(tab.url(), /request/);
  assertQuiet(visit);
  await context.close();
});
