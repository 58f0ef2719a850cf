// What a clinician does, as verbs on a page.
import assert from 'node:assert/strict';
import { base } from './browser.mjs';

export const password = 'seven quiet herons at dusk';

/** Somebody nobody has signed up before. */
export const someone = () => `browser-${Date.now()}-${Math.floor(Math.random() * 1e6)}@example.org`;

/** Signs up, confirms the address by the link in the mail, and signs in. */
export async function arrive(page, email = someone()) {
  await signUp(page, email);
  await page.goto(await linkFor(email, '/app/verify'));
  await page.getByText('Your address is confirmed.').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await signIn(page, email);
  return email;
}

export async function signUp(page, email) {
  await page.goto('/app/sign-up');
  await page.getByLabel('Work e-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Your name').fill('Ada Byron, MD');
  await page.getByLabel('Practice').fill('Elm Street Rheumatology');
  await page.getByLabel('Specialty').fill('Rheumatology');
  await page.getByLabel('I accept the terms').check();
  await page.getByRole('button', { name: 'Create my account' }).click();
  await page.getByRole('heading', { name: 'Look in your mail' }).waitFor();
}

export async function signIn(page, email, secret = password) {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Cases', level: 1 }).waitFor();
}

/** The newest link to a page of the app in the mail to an address. */
export async function linkFor(email, path) {
  for (let tries = 0; tries < 50; tries += 1) {
    const mails = await (await fetch(`${base}/_local/inbox.json`)).json();
    const link = mails.filter((mail) => [mail.to].flat().includes(email)).flatMap((mail) => mail.links).find((one) => one.includes(path));
    if (link !== undefined) return link.replace(/^https?:\/\/[^/]+/, base);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`no mail with a link to ${path} came`);
}

/** Fills the case form with a case that is clean. */
export async function fillCase(page) {
  await page.goto('/app/cases/new');
  await page.getByRole('textbox', { name: 'First name' }).fill('Maya');
  await page.getByRole('textbox', { name: 'Years' }).fill('54');
  await page.getByRole('combobox', { name: 'State' }).selectOption('OH');
  await page.getByRole('combobox', { name: 'Payer' }).fill('Aetna');
  await page.getByRole('combobox', { name: 'Kind of plan' }).selectOption('commercial_fully_insured');
  await addDiagnosis(page, 'M05.79');
  await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('medication');
  await page.getByRole('textbox', { name: 'What you ask for' }).fill('adalimumab');
  await page.getByRole('textbox', { name: 'CPT or HCPCS codes' }).fill('J0139');
  await page.getByRole('textbox', { name: 'Dose' }).fill('40 mg');
  await page.getByRole('textbox', { name: 'Route' }).fill('subcutaneous');
  await page.getByRole('textbox', { name: 'Frequency' }).fill('every 2 weeks');
  await page.getByRole('textbox', { name: 'For how long' }).fill('12 months');
  await page.getByRole('textbox', { name: 'The case in your words' }).fill(clinical);
  await page.getByRole('button', { name: 'Add a treatment' }).click();
  const treatment = page.getByRole('group', { name: 'Treatment 1' });
  await treatment.getByRole('textbox', { name: 'Treatment or test' }).fill('methotrexate');
  await treatment.getByRole('textbox', { name: 'Dose' }).fill('20 mg weekly');
  await treatment.getByRole('textbox', { name: 'How long' }).fill('6 months');
  await treatment.getByRole('combobox', { name: 'What came of it' }).selectOption('failed');
  await page.getByRole('textbox', { name: 'The plan’s criteria' }).fill(criteria);
}

export const clinical = 'Seropositive rheumatoid arthritis for 7 years. Morning stiffness lasts 2 hours. DAS28 is 5.6 despite treatment.';
const criteria = ['All of the following:', '- Diagnosis of rheumatoid arthritis', '- Trial and failure of methotrexate for at least 3 months', '- Negative tuberculosis test before the start'].join('\n');

async function addDiagnosis(page, code) {
  const box = page.getByRole('combobox', { name: 'ICD-10-CM code or words' });
  await box.fill(code);
  await page.getByRole('option', { name: code }).first().click();
  await page.getByRole('button', { name: `Remove ${code}` }).waitFor();
}

/** Saves the form and waits for the page of the case. */
export async function saveCase(page) {
  await page.getByRole('button', { name: 'Save the case' }).click();
  await page.getByRole('heading', { name: 'Maya: adalimumab' }).waitFor();
}

/** Drafts a letter of medical necessity from the page of a case and waits for the stored document. */
export async function draftLetter(page) {
  await page.getByRole('radio', { name: /Letter of medical necessity/ }).check();
  await page.getByRole('button', { name: 'Draft it' }).click();
  await page.getByText('The draft is ready').waitFor();
}

/** The words that carry a highlight. */
export function marked(page) {
  return page.evaluate(() =>
    [...CSS.highlights.values()].flatMap((highlight) => [...highlight].map((range) => range.startContainer.textContent.slice(range.startOffset, range.endOffset))),
  );
}
