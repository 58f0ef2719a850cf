import { call } from './http.ts';

/** What the firewall found in a text; offsets count Unicode code points. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly category: string;
  readonly action: 'block' | 'warn';
  readonly hint: string;
  /** How the words could be said, as far as the page can tell: `before` and `after` are code points around the finding. */
  readonly rewrite?: { readonly before: number; readonly after: number; readonly text: string };
}

/** Texts by the JSON pointer of their field. */
export type Texts = Readonly<Record<string, string>>;

/** Asks the server what the firewall finds in these texts. They are not stored. */
export async function check(texts: Texts, signal: AbortSignal): Promise<Record<string, Finding[]>> {
  const { value } = await call<{ findings: (Finding & { pointer: string })[] }>('POST', '/api/phi-check', { body: { texts }, signal, gate: 'quiet' });
  return Object.groupBy(value.findings, (finding) => finding.pointer) as Record<string, Finding[]>;
}
