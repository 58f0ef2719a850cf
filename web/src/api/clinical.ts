import { call } from './http.ts';

/** An ICD-10-CM code with its official description. */
export interface Diagnosis {
  readonly code: string;
  readonly description: string;
}

/** Diagnoses by code or words, best first. */
export async function diagnoses(query: string, signal: AbortSignal): Promise<readonly Diagnosis[]> {
  const { value } = await call<{ items: Diagnosis[] }>('GET', `/api/clinical/diagnoses?q=${encodeURIComponent(query)}`, { signal });
  return value.items;
}
