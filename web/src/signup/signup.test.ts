import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SignUpForm } from './signup.svelte.ts';

const fetching = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal('fetch', fetching));
afterEach(() => {
  fetching.mockReset();
  vi.unstubAllGlobals();
});

function filled(): SignUpForm {
  const form = new SignUpForm();
  Object.assign(form, { email: ' ada@example.org ', password: 'four calm words here', name: 'Ada Byron', practice: 'Elm Street', specialty: 'Rheumatology', accepted: true });
  return form;
}

describe('the sign-up form', () => {
  it('counts characters, not code units, of a password', async () => {
    const form = filled();
    form.password = '🌊'.repeat(14);
    await form.send();
    expect(form.wrong('/password')).toHaveLength(1);
    expect(fetching).not.toHaveBeenCalled();
  });

  it('names every missing field at once and sends nothing', async () => {
    const form = new SignUpForm();
    await form.send();
    expect(form.refusals.map((r) => r.pointer)).toEqual(['/email', '/password', '/name', '/practice_name', '/specialty', '/accept_policy']);
    expect(fetching).not.toHaveBeenCalled();
  });

  it('leaves out an empty NPI and keeps marketing off unless asked', async () => {
    fetching.mockResolvedValueOnce(new Response(null, { status: 202 }));
    const form = filled();
    await form.send();
    const body: unknown = JSON.parse(String(fetching.mock.calls[0]?.[1]?.body));
    expect(body).toEqual({ email: 'ada@example.org', password: 'four calm words here', name: 'Ada Byron', practice_name: 'Elm Street', specialty: 'Rheumatology', accept_policy: true, marketing: false });
    expect(form.sent).toBe(true);
    expect(form.password).toBe('');
  });

  it('keeps everything typed when the server refuses a field', async () => {
    fetching.mockResolvedValueOnce(new Response(JSON.stringify({ type: '/problems/invalid-field', status: 422, errors: [{ pointer: '/npi', code: 'npi', detail: 'not an NPI' }] }), { status: 422 }));
    const form = filled();
    form.npi = '1234567890';
    await form.send();
    expect(form.wrong('/npi')).toEqual(['Not an NPI.']);
    expect(form.password).toBe('four calm words here');
    expect(form.sent).toBe(false);
  });
});
