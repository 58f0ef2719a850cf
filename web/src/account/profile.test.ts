import { describe, expect, it } from 'vitest';
import type { Account } from '../api/account.ts';
import { Profile } from './profile.svelte.ts';

const account: Account = {
  id: 'a',
  practice_name: 'Elm Street',
  specialty: 'Rheumatology',
  npi: '1234567893',
  state: 'active',
  created_at: '2026-11-01T00:00:00Z',
  plan: 'trial',
  letters: { used: 0, allowed: 3, renews_at: '2026-12-01T00:00:00Z' },
  member: { id: 'm', name: 'Ada Byron, MD', email: 'ada@example.org', pending_email: null, role: 'owner' },
  policy: { accepted: '1', current: '1' },
  deletion: null,
};

describe('the profile', () => {
  it('sends only what differs', () => {
    const profile = new Profile(account);
    expect(profile.change()).toEqual({});
    profile.practice = ' Oak Street ';
    expect(profile.change()).toEqual({ practice_name: 'Oak Street' });
  });

  it('asks for the password with a new address only', () => {
    const profile = new Profile(account);
    profile.email = 'Ada@Example.org';
    expect([profile.moves, profile.change()]).toEqual([false, {}]);
    Object.assign(profile, { email: 'ada@clinic.example', password: 'four calm words here' });
    expect(profile.change()).toEqual({ email: 'ada@clinic.example', password: 'four calm words here' });
  });

  it('takes an emptied NPI away instead of leaving it', () => {
    const profile = new Profile(account);
    profile.npi = ' ';
    expect(profile.change()).toEqual({ npi: null });
  });
});
