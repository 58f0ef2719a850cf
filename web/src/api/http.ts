import { Problem, problemOf } from './problem.ts';
import { refreshed, renewed } from './renewal.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Sending {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /**
   * What a 401 leads to. `session`: the session is renewed, if need be by asking for the password. `quiet`: it is renewed
   * without asking. `open`: nothing, since the route answers 401 for its own reasons.
   */
  readonly gate?: 'session' | 'quiet' | 'open';
}

export interface Answer<T> {
  readonly value: T;
  /** The version to send back as `If-Match`. */
  readonly etag: string | null;
}

/**
 * Sends JSON and reads JSON. On 401 the session is renewed once and the request sent again, so that a page never loses
 * what was typed into it. Throws `Problem`, or the `AbortError` of the signal.
 */
export async function call<T>(method: Method, path: string, sending: Sending = {}): Promise<Answer<T>> {
  const response = await send(method, path, sending);
  const text = response.status === 204 ? '' : await response.text();
  return { value: (text === '' ? undefined : JSON.parse(text)) as T, etag: response.headers.get('etag') };
}

/** Sends a request and gives its successful answer unread. */
export async function send(method: Method, path: string, sending: Sending = {}): Promise<Response> {
  const first = await once(method, path, sending);
  if (first.ok) return first;
  if (first.status === 401 && (await mayTryAgain(sending))) {
    const second = await once(method, path, sending);
    if (second.ok) return second;
    throw await problemOf(second);
  }
  throw await problemOf(first);
}

function mayTryAgain({ gate = 'session' }: Sending): Promise<boolean> {
  if (gate === 'open') return Promise.resolve(false);
  return gate === 'quiet' ? refreshed() : renewed();
}

async function once(method: Method, path: string, { body, headers, signal }: Sending): Promise<Response> {
  const init: RequestInit = { method, credentials: 'same-origin', cache: 'no-store', redirect: 'error', headers: { accept: 'application/json', ...headers } };
  if (body !== undefined) {
    init.body = typeof body === 'string' ? body : JSON.stringify(body);
    init.headers = { ...init.headers, 'content-type': 'application/json' };
  }
  if (signal !== undefined) init.signal = signal;
  try {
    return await fetch(path, init);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw new Problem(0, 'offline');
  }
}
