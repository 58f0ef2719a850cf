import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from './http.ts';
import { Problem } from './problem.ts';
import { whenOver } from './renewal.ts';

const fetching = vi.fn<typeof fetch>();
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
const paths = () => fetching.mock.calls.map(([path, init]) => `${init?.method} ${String(path)}`);

beforeEach(() => {
  vi.stubGlobal('fetch', fetching);
  vi.stubGlobal('navigator', { locks: { request: (_: string, work: () => unknown) => work() } });
  whenOver(() => Promise.resolve(false));
});
afterEach(() => {
  fetching.mockReset();
  vi.unstubAllGlobals();
});

describe('a call', () => {
  it('gives the value and its version', async () => {
    fetching.mockResolvedValueOnce(json(200, { id: 'x' }, { etag: '"3"' }));
    await expect(call('GET', '/api/cases/x')).resolves.toEqual({ value: { id: 'x' }, etag: '"3"' });
  });

  it('renews an ended session once and sends the same body again', async () => {
    fetching.mockResolvedValueOnce(json(401, {})).mockResolvedValueOnce(json(204, undefined)).mockResolvedValueOnce(json(201, { id: 'y' }));
    const { value } = await call('POST', '/api/cases', { body: { a: 1 } });
    expect(value).toEqual({ id: 'y' });
    expect(paths()).toEqual(['POST /api/cases', 'POST /api/session/refresh', 'POST /api/cases']);
    expect(fetching.mock.calls[2]?.[1]?.body).toBe('{"a":1}');
  });

  it('asks for the password when the session cannot be renewed, then goes on', async () => {
    const question = vi.fn(() => Promise.resolve(true));
    whenOver(question);
    fetching.mockResolvedValueOnce(json(401, {})).mockResolvedValueOnce(json(401, {})).mockResolvedValueOnce(json(200, { ok: 1 }));
    await call('GET', '/api/account');
    expect(question).toHaveBeenCalledOnce();
  });

  it('renews once for requests that fail side by side', async () => {
    let renewals = 0;
    fetching.mockImplementation((path) => {
      if (String(path).endsWith('refresh')) {
        renewals += 1;
        return Promise.resolve(json(204, undefined));
      }
      return Promise.resolve(renewals === 0 ? json(401, {}) : json(200, {}));
    });
    await Promise.all([call('GET', '/api/a'), call('GET', '/api/b'), call('GET', '/api/c')]);
    expect(renewals).toBe(1);
  });

  it('leaves people alone when only a background check failed', async () => {
    const question = vi.fn(() => Promise.resolve(true));
    whenOver(question);
    fetching.mockResolvedValueOnce(json(401, {})).mockResolvedValueOnce(json(401, {}));
    await expect(call('POST', '/api/phi-check', { body: {}, gate: 'quiet' })).rejects.toMatchObject({ status: 401 });
    expect(question).not.toHaveBeenCalled();
  });

  it('does not renew where 401 means a wrong password', async () => {
    fetching.mockResolvedValueOnce(json(401, { type: '/problems/unauthenticated', status: 401 }));
    await expect(call('POST', '/api/session', { body: {}, gate: 'open' })).rejects.toMatchObject({ status: 401 });
    expect(paths()).toEqual(['POST /api/session']);
  });

  it('reads code, errors, request id and waiting time of a problem', async () => {
    const errors = [{ pointer: '/clinical', code: 'identifier', detail: 'd', start: 3, end: 9 }];
    fetching.mockResolvedValueOnce(json(422, { type: '/problems/identifiers-found', status: 422, errors, request_id: 'r1' }, { 'retry-after': '7' }));
    await expect(call('POST', '/api/cases', { body: {} })).rejects.toMatchObject({
      code: 'identifiers-found',
      errors,
      requestId: 'r1',
      retryAfterSeconds: 7,
    });
  });

  it('tells a broken connection from an answer', async () => {
    fetching.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await expect(call('GET', '/api/cases')).rejects.toMatchObject({ status: 0, code: 'offline' });
  });

  it('survives a failure page that is not JSON', async () => {
    fetching.mockResolvedValueOnce(new Response('<h1>502</h1>', { status: 502 }));
    const thrown = await call('GET', '/api/cases').catch((e: unknown) => e);
    expect(thrown).toBeInstanceOf(Problem);
    expect((thrown as Problem).code).toBe('internal');
  });
});
