import { describe, expect, it } from 'vitest';
import { limitOf, usualLimits } from './limit.ts';

describe('a portal’s limit', () => {
  it('is the one that was chosen', () => {
    expect(usualLimits.map((usual) => limitOf(String(usual), '7'))).toEqual([...usualLimits]);
  });

  it('may be typed, as people write numbers', () => {
    expect([limitOf('own', '1,500'), limitOf('own', ' 100 '), limitOf('own', '32000')]).toEqual([1500, 100, 32_000]);
  });

  it('is none outside of what the server takes', () => {
    expect(['', '99', '32001', '1e3', '-500', '2.5', 'many'].map((typed) => limitOf('own', typed))).toEqual(Array(7).fill(null));
  });
});
