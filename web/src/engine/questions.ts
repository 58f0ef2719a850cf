import type { Finding, Texts } from '../api/check.ts';

/** What the page asks the worker. */
export interface Question {
  readonly id: number;
  readonly work: 'scan' | 'redact';
  readonly texts: Texts;
}

/** What the worker says: once whether it can work at all, then one answer for each question. */
export type Answer =
  | { readonly ready: boolean }
  | { readonly id: number; readonly findings: Record<string, Finding[]> }
  | { readonly id: number; readonly texts: Record<string, string> }
  | { readonly id: number; readonly failed: true };
