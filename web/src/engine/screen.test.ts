import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { check, Finding } from '../api/check.ts';
import { Problem } from '../api/problem.ts';
import { Screen } from './screen.svelte.ts';

const ssn: Finding = { start: 4, end: 15, category: 'SSN', action: 'block', hint: 'leave it out' };

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the screen beside a form', () => {
  it('waits until typing rests and asks once for all that changed', async () => {
    const look = vi.fn<typeof check>(() => Promise.resolve({ '/clinical': [ssn] }));
    const screen = new Screen(look);
    screen.edited('/clinical', '', 'SSN');
    screen.edited('/clinical', 'SSN', 'SSN 123-45-6789');
    screen.edited('/denial/text', '', 'no');
    await vi.advanceTimersByTimeAsync(1000);
    expect(look).toHaveBeenCalledOnce();
    expect(look.mock.calls[0]?.[0]).toEqual({ '/clinical': 'SSN 123-45-6789', '/denial/text': 'no' });
    expect(screen.of('/clinical')).toEqual([ssn]);
    expect(screen.all('block')).toEqual([{ pointer: '/clinical', finding: ssn }]);
    expect(screen.all('warn')).toEqual([]);
  });

  it('looks nearly at once where the page itself can look', async () => {
    const look = vi.fn<typeof check>(() => Promise.resolve({ '/clinical': [ssn] }));
    const screen = new Screen(look);
    screen.place = 'page';
    screen.edited('/clinical', '', 'SSN 123-45-6789');
    await vi.advanceTimersByTimeAsync(100);
    expect(screen.of('/clinical')).toEqual([ssn]);
  });

  it('drops an answer about words that have changed meanwhile', async () => {
    const answers: ((found: Record<string, Finding[]>) => void)[] = [];
    const screen = new Screen(() => new Promise((resolve) => answers.push(resolve)));
    screen.edited('/clinical', '', 'SSN 123-45-6789');
    await vi.advanceTimersByTimeAsync(500);
    screen.edited('/clinical', 'SSN 123-45-6789', 'clean');
    answers[0]?.({ '/clinical': [ssn] });
    await vi.advanceTimersByTimeAsync(1);
    expect(screen.of('/clinical')).toEqual([]);
  });

  it('moves marks with the words while they are typed', () => {
    const screen = new Screen(() => Promise.resolve({}));
    screen.found({ '/clinical': 'SSN 123-45-6789' }, { '/clinical': [ssn] });
    screen.edited('/clinical', 'SSN 123-45-6789', 'My SSN 123-45-6789');
    expect(screen.of('/clinical')).toEqual([{ ...ssn, start: 7, end: 18 }]);
    screen.edited('/clinical', 'My SSN 123-45-6789', 'My SSN 123-45-678');
    expect(screen.of('/clinical')).toEqual([]);
  });

  it('says so when it could not look, and tries again when told to wait', async () => {
    const look = vi.fn<typeof check>().mockRejectedValueOnce(new Problem(429, 'too-many-requests', {}, 5)).mockResolvedValueOnce({});
    const screen = new Screen(look);
    screen.edited('/clinical', '', 'x');
    await vi.advanceTimersByTimeAsync(500);
    expect(screen.state).toBe('away');
    await vi.advanceTimersByTimeAsync(5000);
    expect(look).toHaveBeenCalledTimes(2);
    expect(screen.state).toBe('resting');
  });

  it('looks at moved rows under their new place', async () => {
    const look = vi.fn<typeof check>(() => Promise.resolve({}));
    const screen = new Screen(look);
    screen.found({ '/history/1/detail': 'SSN 123-45-6789' }, { '/history/1/detail': [ssn] });
    screen.again({ '/history/0/detail': 'SSN 123-45-6789' });
    expect(screen.of('/history/1/detail')).toEqual([]);
    await vi.advanceTimersByTimeAsync(500);
    expect(look.mock.calls[0]?.[0]).toEqual({ '/history/0/detail': 'SSN 123-45-6789' });
  });
});
