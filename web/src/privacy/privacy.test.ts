import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const page = read('./index.html');

describe('the privacy page', () => {
  it('says every retention promise in the words of the table that the sweep obeys', () => {
    const promises = [...read('../../../shared/practice/src/retention.rs').matchAll(/promise:\s*"([^"]+)"/g)].map((match) => match[1]);
    expect(promises.length).toBeGreaterThanOrEqual(3);
    for (const promise of promises) expect(page).toContain(promise);
  });

  it('is dated as the version that people accept', () => {
    const version = /POLICY_VERSION: &str = "([^"]+)"/.exec(read('../../../shared/practice/src/policy.rs'))?.[1];
    expect(page).toContain(`datetime="${version}"`);
  });

  it('names both cookies and no other', () => {
    expect([...page.matchAll(/__(?:Host|Secure)-\w+/g)].map(String)).toEqual(['__Host-luma_at', '__Secure-luma_rt']);
  });
});
