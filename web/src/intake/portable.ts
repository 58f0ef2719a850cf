import type { Age, DenialLevel, LineOfBusiness, Medication, Outcome, RequestKind, TreeForm } from '../api/case.ts';
import { Problem, type Refusal } from '../api/problem.ts';
import { denialLevels, linesOfBusiness, outcomes, requestKinds } from './choices.ts';
import type { Filling } from './form.svelte.ts';

/** The file in which a case travels without its patient (`casework::portable`). */
export interface Portable {
  readonly purpose: 'case' | 'template';
  readonly file: unknown;
  readonly case: Fields;
}

type Fields = Readonly<Record<string, unknown>>;

const newest = 1;
const mostCharacters = 262_144;

/** Reads a file; a text says why it is none that can be read. The server looks at all of it again. */
export function readPortable(text: string): Portable | string {
  if (text.length > mostCharacters) return 'This file is too long for a case.';
  const file = parsed(text);
  if (!isFields(file) || file['format'] !== 'luma-portable-case' || !isFields(file['case'])) return 'This is not a case file of Luma.';
  if (typeof file['version'] === 'number' && file['version'] > newest) return 'This file was written by a newer Luma. Load this page again, then open it.';
  const purpose = file['purpose'];
  if (purpose !== 'case' && purpose !== 'template') return 'This is not a case file of Luma.';
  return { purpose, file, case: file['case'] };
}

/** What the file says, to fill a form with. What is no text where a text belongs is left out. */
export function filling(from: Fields, firstName: string): Filling {
  const [patient, payer, request] = [fields(from['patient']), fields(from['payer']), fields(from['request'])];
  const criteria = fields(from['criteria']);
  const denial = fields(from['denial']);
  return {
    patient: { first_name: firstName, age: ageOf(fields(patient['age'])), state: text(patient['state']) },
    payer: { name: text(payer['name']), line_of_business: oneOf<LineOfBusiness>(linesOfBusiness, payer['line_of_business']) },
    diagnoses: list(from['diagnoses']).filter((code) => typeof code === 'string'),
    request: { ...texts(request, ['dose', 'route', 'frequency', 'duration']), codes: list(request['codes']).filter((code) => typeof code === 'string'), kind: oneOf<RequestKind>(requestKinds, request['kind']), name: text(request['name']) },
    clinical: text(from['clinical']),
    history: list(from['history']).map(fields).map((row) => ({ ...texts(row, ['dose', 'duration', 'detail']), treatment: text(row['treatment']), outcome: oneOf<Outcome>(outcomes, row['outcome']) })),
    medications: list(from['medications']).map(fields).map((row): Medication => ({ ...texts(row, ['dose', 'frequency']), name: text(row['name']) })),
    ...(Object.keys(criteria).length === 0 ? {} : { criteria: { ...texts(criteria, ['text']), ...(isFields(criteria['edited']) ? { edited: criteria['edited'] as TreeForm } : {}) } }),
    ...(from['denial'] === undefined ? {} : { denial: { ...texts(denial, ['reason', 'text']), level: oneOf<DenialLevel>(denialLevels, denial['level']) || 'first' } }),
  };
}

/** A refusal of an import, its fields named as the case form names them. */
export function inForm({ status, code, errors }: Problem): Problem {
  return new Problem(status, code, { errors: errors.map((refusal) => ({ ...refusal, pointer: placeOf(refusal) })) });
}

/** Whether something was refused that the case form has a field for. */
export const hasField = ({ errors }: Problem): boolean => errors.some(({ pointer }) => pointer.startsWith('/file/case/'));

function placeOf({ pointer }: Refusal): string {
  return pointer === '/first_name' ? '/patient/first_name' : pointer.replace(/^\/file(\/case)?/, '');
}

function ageOf(age: Fields): Age | undefined {
  if (typeof age['years'] === 'number') return { years: age['years'] };
  if (typeof age['months'] === 'number') return { months: age['months'] };
  return typeof age['range'] === 'string' ? { range: age['range'] } : undefined;
}

function texts<K extends string>(from: Fields, keys: readonly K[]): Partial<Record<K, string>> {
  return Object.fromEntries(keys.filter((key) => typeof from[key] === 'string').map((key) => [key, from[key]])) as Partial<Record<K, string>>;
}

function oneOf<T extends string>(choices: readonly (readonly [T, string])[], value: unknown): T | '' {
  return choices.find(([known]) => known === value)?.[0] ?? '';
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const fields = (value: unknown): Fields => (isFields(value) ? value : {});

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
