import type { Diagnosis } from './clinical.ts';

/** One thing that is wrong with one field. Offsets count Unicode code points of that field's text. */
export interface Refusal {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
  readonly start?: number;
  readonly end?: number;
  readonly category?: string;
  readonly action?: 'block' | 'warn';
  readonly hint?: string;
  readonly suggestions?: readonly Diagnosis[];
}

/** The body of an `application/problem+json` answer (RFC 9457), as far as the app reads it. */
export interface ProblemBody {
  readonly type?: string;
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  readonly errors?: readonly Refusal[];
  readonly request_id?: string;
}

const words: Readonly<Record<string, string>> = {
  offline: 'Luma could not be reached. Check the connection and try again; nothing you typed is lost.',
  'stream-cut': 'The draft was cut off before its end. You can start it again.',
  unauthenticated: 'Please sign in again.',
  'invalid-field': 'Please look at this again:',
  'account-closing': 'Your account is closing. Until it is gone you can download your data or keep the account; nothing else.',
  'quota-used-up': 'The letters of this period are used up. Your account page says when they count anew.',
  forbidden: 'Your role does not allow this.',
  'not-found': 'This is not here any more, or never was.',
  'version-conflict': 'This was changed in another window since you opened it. Load it again to see the change; your words stay here until you do.',
  'payload-too-large': 'That is more text than Luma takes at once. Please shorten it.',
  internal: 'Something went wrong on our side. Nothing you typed is lost; please try again.',
  unavailable: 'Luma is busy at the moment. Nothing you typed is lost; please try again shortly.',
};

/** An answer that is not the one hoped for, or no answer at all (`status` 0). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly errors: readonly Refusal[];
  readonly requestId: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, code: string, body: ProblemBody = {}, retryAfterSeconds: number | null = null) {
    super(messageOf(code, retryAfterSeconds) ?? body.detail ?? body.title ?? `Luma answered with ${status}.`);
    this.status = status;
    this.code = code;
    this.errors = body.errors ?? [];
    this.requestId = body.request_id ?? null;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whatever was thrown, as a problem; a refused `fetch` is `offline`. */
  static from(thrown: unknown): Problem {
    return thrown instanceof Problem ? thrown : new Problem(0, 'offline');
  }
}

/** Reads the problem of an answer that is not a success. A body that is no problem leaves the bare status. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = await response.json().catch(() => null);
  const problem = isBody(body) ? body : {};
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new Problem(response.status, codeOf(problem, response.status), problem, Number.isFinite(wait) ? wait : null);
}

/** The code of a problem that arrived as a value, such as the `error` event of a stream. */
export function problemIn(value: unknown): Problem {
  const body = isBody(value) ? value : {};
  const status = body.status ?? 500;
  return new Problem(status, codeOf(body, status), body);
}

function messageOf(code: string, retryAfterSeconds: number | null): string | undefined {
  if (code !== 'too-many-requests') return words[code];
  const minutes = Math.ceil((retryAfterSeconds ?? 60) / 60);
  return `That was too often in a short time. Please try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}

function codeOf(body: ProblemBody, status: number): string {
  return body.type?.split('/').at(-1) ?? (status >= 500 ? 'internal' : 'refused');
}

function isBody(value: unknown): value is ProblemBody {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
