import { call } from './http.ts';

/** An ICD-10-CM code with its official description. */
export interface Diagnosis {
  readonly code: string;
  readonly description: string;
  /** False for a heading, which no claim may carry; a longer code has to be chosen. */
  readonly billable?: boolean;
}

export interface Payer {
  readonly id: string;
  readonly name: string;
}

/** Diagnoses by code or words, best first. */
export const diagnoses = (query: string, signal: AbortSignal) => look<Diagnosis>('diagnoses', query, signal);

/** The official descriptions of codes, as far as they can be had. */
export async function descriptions(codes: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(codes.map((code) => diagnoses(code, signal).catch(() => [])));
  return new Map(found.flat().map(({ code, description }) => [code, description]));
}

/** Payers by name or alias, best first. */
export const payers = (query: string, signal: AbortSignal) => look<Payer>('payers', query, signal);

async function look<T>(list: string, query: string, signal: AbortSignal): Promise<readonly T[]> {
  const { value } = await call<{ items: T[] }>('GET', `/api/clinical/${list}?q=${encodeURIComponent(query)}`, { signal, gate: 'quiet' });
  return value.items;
}
