import { describe, expect, it } from 'vitest';
import { matching, specialties } from './specialties.ts';

describe('specialties', () => {
  it('are those of people, not of organisations', () => {
    expect(specialties).toContain('Rheumatology');
    expect(specialties.length).toBeGreaterThan(100);
    expect(specialties.some((name) => /ambulance|pharmacy$/i.test(name))).toBe(false);
  });

  it('are found by their beginning before words inside', () => {
    const found = matching('surg');
    expect(found[0]).toMatch(/^Surg/);
    expect(found.slice(1).some((name) => /\bSurg/.test(name))).toBe(true);
  });

  it('are found whatever the case', () => {
    expect(matching('RHEUM')).toContain('Rheumatology');
    expect(matching('zzz')).toEqual([]);
  });
});
