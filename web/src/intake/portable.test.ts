import { describe, expect, it } from 'vitest';
import { Problem } from '../api/problem.ts';
import { CaseDraft } from './form.svelte.ts';
import { begin, drop, hasBegun, open } from './kept.svelte.ts';
import { filling, hasField, inForm, readPortable } from './portable.ts';

const whole = {
  patient: { age: { range: '40-49' }, state: 'OH' },
  payer: { name: 'Aetna', line_of_business: 'commercial_fully_insured' },
  diagnoses: ['M05.79'],
  request: { kind: 'medication', name: 'adalimumab', codes: ['J0139'], dose: '40 mg' },
  clinical: 'Stiff in the morning.',
  history: [{ treatment: 'methotrexate', dose: '20 mg weekly', outcome: 'failed' }],
  medications: [{ name: 'folic acid' }],
  criteria: { text: 'Trial', edited: { items: [{ text: 'Trial' }] } },
  denial: { level: 'second', reason: 'not necessary' },
};
const file = (purpose: string, content: unknown, more: object = {}) => JSON.stringify({ format: 'luma-portable-case', version: 1, purpose, case: content, ...more });
const drafted = (content: object) => CaseDraft.of(filling(content as Record<string, unknown>, 'Zoë'));

describe('a case file', () => {
  it('fills the form with everything it says, about the patient of now', () => {
    const { patient, ...rest } = whole;
    expect(drafted(whole).context()).toEqual({ ...rest, patient: { first_name: 'Zoë', ...patient } });
  });

  it('may leave out what differs with the patient, which the form then asks for', () => {
    const { patient: _patient, medications: _medications, ...rest } = whole;
    const draft = drafted({ ...rest, clinical: 'DAS28 is ____.', history: [{ treatment: 'methotrexate' }] });
    expect(draft.missing().map(({ pointer }) => pointer)).toEqual(['/patient/age', '/patient/state', '/history/0/outcome', '/clinical']);
  });

  it('with anything in the place of anything fills nothing and breaks nothing', () => {
    const draft = drafted({ patient: [], payer: 7, diagnoses: { a: 1 }, request: { kind: 'castle', name: null, codes: [1, 'J0139'] }, clinical: {}, history: ['x', null], medications: 'x', denial: null });
    expect([draft.firstName, draft.payer, draft.kind, draft.codes, draft.clinical]).toEqual(['Zoë', '', '', 'J0139', '']);
    expect(draft.history.map((row) => [row.treatment, row.outcome])).toEqual([['', ''], ['', '']]);
  });

  it('is told from other files, and from one of a newer version', () => {
    expect(readPortable(file('template', whole))).toMatchObject({ purpose: 'template', case: whole });
    for (const other of ['', '[]', 'null', '{"format":"luma-portable-case"}', file('castle', whole), file('case', 'x'), file('case', whole, { format: 'x' })]) expect(readPortable(other)).toMatch(/not a case file/);
    expect(readPortable(file('case', whole, { version: 2 }))).toMatch(/newer Luma/);
    expect(readPortable(file('case', { clinical: 'x'.repeat(262_144) }))).toMatch(/too long/);
  });
});

describe('a refused import', () => {
  const refused = (...pointers: string[]) => new Problem(422, 'invalid-field', { errors: pointers.map((pointer) => ({ pointer, code: 'required', detail: 'd' })) });

  it('speaks about the fields of the case form', () => {
    expect(inForm(refused('/first_name', '/file/case/clinical', '/file/case/history/0/dose')).errors.map(({ pointer }) => pointer)).toEqual(['/patient/first_name', '/clinical', '/history/0/dose']);
  });

  it('has no field there for what is wrong with the file or the name', () => {
    expect([hasField(refused('/first_name')), hasField(refused('/file/version')), hasField(refused('/file/case/clinical'))]).toEqual([false, false, true]);
  });
});

describe('a case that came from a file', () => {
  it('takes the place of one that was begun, and says where it came from', async () => {
    (await open('')).draft.clinical = 'begun';
    expect(hasBegun()).toBe(true);
    begin(drafted(whole), { of: 'template' });
    const kept = await open('');
    expect([kept.draft.clinical, kept.arrival]).toEqual(['Stiff in the morning.', { of: 'template' }]);
    drop('');
    expect(hasBegun()).toBe(false);
  });
});
