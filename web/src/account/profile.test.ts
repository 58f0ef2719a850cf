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
  member: { id: 'm', name: 'Ada Byron, MD', email: 'ada@example.org', role: 'owner' },
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

  it('takes an emptied NPI away instead of leaving it', () => {
    const profile = new Profile(account);
    profile.npi = ' ';
    expect(profile.change()).toEqual({ npi: null });
  });
});
