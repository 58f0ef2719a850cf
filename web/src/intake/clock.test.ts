import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Clocks, Known, Question } from '../engine/clock.ts';
import Clock from './clock.svelte';

afterEach(cleanup);

const rule: Known = {
  answer: 'known',
  level: 'Redetermination',
  decider: 'the plan',
  filing: { standing: 'open', days: 55, say: '55 days left to file.', allowed: '60 days from receipt of the notice' },
  standard: [{ what: 'a drug', within: '7 days' }],
  expedited: [{ within: '72 hours' }],
  next: { level: 'Reconsideration', decider: 'the independent review entity' },
  law: 'Part D appeals',
  citation: '42 CFR 423.582(b)',
  url: 'https://www.law.cornell.edu/cfr/text/42/423.582',
  checked_on: '2026-09-25',
};

async function panel(answer: Answer, props: { plan?: '' | 'medicare_part_d' } = {}) {
  const asked: Question[] = [];
  const ask = (question: Question) => {
    asked.push(question);
    return answer;
  };
  const engine = { ask } as unknown as Clocks;
  render(Clock, { plan: 'medicare_part_d', state: 'OH', level: 'first', source: () => Promise.resolve(engine), ...props });
  await tick();
  await tick();
  return asked;
}

const days = () => screen.getByLabelText(/Days since the date/);
const page = () => document.body.textContent.replaceAll(/\s+/g, ' ');

describe('the clock beside a denial', () => {
  it('counts in the page and sends nothing', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const asked = await panel(rule);
    await fireEvent.input(days(), { target: { value: '10' } });
    expect(asked.at(-1)).toEqual({ plan: 'medicare_part_d', state: 'OH', step: 'first', days_since_notice: 10 });
    expect(fetched).not.toHaveBeenCalled();
    expect(page()).toContain('55 days left to file.');
    expect(page()).toContain('Then an answer within7 days (a drug)');
    expect(page()).toContain('If it is urgent72 hours');
    fetched.mockRestore();
  });

  it('names the law with its link and the day on which it was read', async () => {
    await panel(rule);
    const link = screen.getByRole('link', { name: '42 CFR 423.582(b)' });
    expect(link.getAttribute('href')).toBe(rule.url);
    expect(link.getAttribute('rel')).toContain('noreferrer');
    expect(page()).toContain('as read on September 25, 2026');
  });

  it('shows the rule before any days are known', async () => {
    const asked = await panel(rule);
    expect(asked.at(-1)).toEqual({ plan: 'medicare_part_d', state: 'OH', step: 'first' });
    expect(page()).toContain('Redetermination');
  });

  it.each(['-1', '1.5', 'ten', '12000'])('refuses %s days and answers nothing', async (value) => {
    await panel(rule);
    await fireEvent.input(days(), { target: { value } });
    expect(days().getAttribute('aria-invalid')).toBe('true');
    expect(page()).toContain('Write whole days');
    expect(page()).not.toContain('left to file');
  });

  it('says so when no rule is known', async () => {
    await panel({ answer: 'not_known', say: 'Not known: look on the notice.' });
    expect(page()).toContain('Not known: look on the notice.');
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('asks for the kind of plan first', async () => {
    const asked = await panel(rule, { plan: '' });
    expect(asked).toEqual([]);
    expect(page()).toContain('Choose the kind of plan');
  });

  it('stays away where the rules cannot be loaded', async () => {
    render(Clock, { plan: 'medicare_part_d', state: 'OH', level: 'first', source: () => Promise.resolve(null) });
    await tick();
    await tick();
    expect(page()).not.toContain('Time to file');
  });
});
