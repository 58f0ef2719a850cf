import { describe, expect, it } from 'vitest';
import type { Case } from '../api/case.ts';
import { Problem } from '../api/problem.ts';
import { Screen } from '../engine/screen.svelte.ts';
import { CaseDraft, MedicationRow, TreatmentRow } from './form.svelte.ts';

const stored: Case = {
  id: '01JDN9QK7T8V5W2X3Y4Z6A7B8C',
  version: 3,
  opened_at: '2026-11-01T00:00:00Z',
  changed_at: '2026-11-01T00:00:00Z',
  patient: { first_name: 'Maya', age: { range: '40-49' }, state: 'OH' },
  payer: { name: 'Aetna', line_of_business: 'commercial_fully_insured' },
  diagnoses: ['M05.79'],
  request: { kind: 'medication', name: 'adalimumab', codes: ['J0139'], dose: '40 mg' },
  clinical: 'Stiff in the morning.',
  history: [{ treatment: 'methotrexate', dose: '20 mg weekly', outcome: 'failed' }],
  medications: [{ name: 'folic acid' }],
  denial: { level: 'second', reason: 'not necessary' },
};

const quiet = () => new CaseDraft(new Screen(() => Promise.resolve({})));

describe('the case form', () => {
  it('gives back the case it was filled with', () => {
    const { id, version, opened_at, changed_at, ...context } = stored;
    expect(CaseDraft.of(stored).form()).toEqual(context);
    expect([id, version, opened_at, changed_at]).not.toContain(undefined);
  });

  it('keeps the criteria that somebody edited, until their text changes', () => {
    const edited = { combinator: 'all_of', items: [{ text: 'Trial of methotrexate' }] };
    const draft = CaseDraft.of({ ...stored, criteria: { text: 'Trial', edited } });
    expect(draft.context().criteria).toEqual({ text: 'Trial', edited });
    draft.criteria = 'Another policy';
    expect(draft.context().criteria).toEqual({ text: 'Another policy' });
    expect(CaseDraft.of({ ...stored, criteria: { edited } }).context().criteria).toEqual({ edited });
  });

  it('asks for what a template leaves blank', () => {
    const draft = CaseDraft.of({ ...stored, clinical: 'DAS28 is ____ after ____ months.', patient: { first_name: 'Maya', state: '' } });
    expect(draft.missing().map(({ pointer }) => pointer)).toEqual(['/patient/age', '/patient/state', '/clinical']);
  });

  it('sends each form of an age as the server knows it', () => {
    const draft = quiet();
    Object.assign(draft, { ageForm: 'months', age: '8' });
    expect(draft.context().patient.age).toEqual({ months: 8 });
    Object.assign(draft, { ageForm: 'years', age: '54' });
    expect(draft.context().patient.age).toEqual({ years: 54 });
    Object.assign(draft, { ageForm: 'oldest' });
    expect(draft.context().patient.age).toEqual({ range: '90+' });
  });

  it('leaves out what is empty and sends no warning as seen unless ticked', () => {
    const draft = quiet();
    const form = draft.form();
    expect(Object.keys(form)).toEqual(['patient', 'payer', 'diagnoses', 'request', 'clinical']);
    draft.acknowledged = true;
    expect(draft.form().acknowledge_warnings).toBe(true);
  });

  it('drops rows in which nothing was typed, so that row numbers agree with the server', () => {
    const draft = quiet();
    draft.history = [new TreatmentRow(), Object.assign(new TreatmentRow(), { treatment: 'prednisone', outcome: 'partial' })];
    draft.medications = [new MedicationRow()];
    draft.tidy();
    expect(draft.history.map((row) => row.treatment)).toEqual(['prednisone']);
    expect(draft.medications).toEqual([]);
  });

  it('keeps the key of a request for the same words, so that a retry makes no second case', () => {
    const draft = quiet();
    draft.clinical = 'a';
    const first = draft.key();
    expect(draft.key()).toBe(first);
    draft.clinical = 'b';
    expect(draft.key()).not.toBe(first);
  });

  it('splits codes however they are parted', () => {
    const draft = quiet();
    draft.codes = 'J0139, 96372;  99213';
    expect(draft.context().request.codes).toEqual(['J0139', '96372', '99213']);
  });

  it('brings marked words to the screen and other refusals to their fields', () => {
    const draft = quiet();
    draft.clinical = 'SSN 123-45-6789 by Dr. Grey';
    draft.refused(
      new Problem(422, 'identifiers-found', {
        errors: [
          { pointer: '/clinical', code: 'identifiers-found', detail: 'd', start: 4, end: 15, category: 'SSN', hint: 'h' },
          { pointer: '/clinical', code: 'identifiers-suspected', detail: 'd', start: 19, end: 27, category: 'PROVIDER' },
          { pointer: '/diagnoses/0', code: 'not-billable', detail: 'a heading', suggestions: [{ code: 'M05.79', description: 'x' }] },
        ],
      }),
    );
    expect(draft.screen.of('/clinical').map((finding) => finding.action)).toEqual(['block', 'warn']);
    expect(draft.refusals.map((refusal) => refusal.pointer)).toEqual(['/diagnoses/0']);
    expect(draft.clinical).toBe('SSN 123-45-6789 by Dr. Grey');
  });

  it('names what is missing by row', () => {
    const draft = CaseDraft.of(stored);
    expect(draft.missing()).toEqual([]);
    draft.history = [Object.assign(new TreatmentRow(), { detail: 'x' })];
    expect(draft.missing().map((refusal) => refusal.pointer)).toEqual(['/history/0/treatment', '/history/0/outcome']);
  });

  it('takes back a refusal once its field is touched', () => {
    const draft = quiet();
    draft.refusals = [{ pointer: '/payer/name', code: 'required', detail: 'x' }];
    draft.touched('/payer/name');
    expect(draft.refusals).toEqual([]);
  });
});
