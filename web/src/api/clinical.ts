import { call } from './http.ts';

/** An ICD-10-CM code with its official description. */
export interface Diagnosis {
  readonly code: string;
  readonly description: string;
}

export interface Payer {
  readonly id: string;
  readonly name: string;
}

/** Diagnoses by code or words, best first. */
export const diagnoses = (query: string, signal: AbortSignal) => look<Diagnosis>('diagnoses', query, signal);

/** Payers by name or alias, best first. */
export const payers = (query: string, signal: AbortSignal) => look<Payer>('payers', query, signal);

async function look<T>(list: string, query: string, signal: AbortSignal): Promise<readonly T[]> {
  const { value } = await call<{ items: T[] }>('GET', `/api/clinical/${list}?q=${encodeURIComponent(query)}`, { signal, gate: 'quiet' });
  return value.items;
}
