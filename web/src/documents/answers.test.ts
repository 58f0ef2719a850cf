import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import type { Resolution } from '../api/document.ts';
import { session } from '../session/session.svelte.ts';
import Answers from './answers.svelte';
import { answersOf, Reading } from './reading.svelte.ts';

afterEach(() => {
  cleanup();
  session.account = null;
});

const at = '2026-11-29T12:00:00Z';
const answers: Resolution[] = [
  { sentence: 's4', doubts: ['not_in_evidence'], how: 'edited', by: '01M', at },
  { sentence: 's4', doubts: ['number', 'dose'], how: 'fact_added', facts: ['F12', 'F13'], by: '01N', at },
  { sentence: 's5', doubts: ['number'], how: 'removed', by: '01M', at },
];

describe('answers to doubts', () => {
  it('of a sentence come with the latest first', () => {
    expect(answersOf('s4', answers).map((one) => one.how)).toEqual(['fact_added', 'edited']);
    expect(answersOf('s4')).toEqual([]);
  });

  it('say what was doubted, how it was answered and whether it was oneself', () => {
    session.account = { member: { id: '01M' } } as typeof session.account;
    render(Answers, { answers: answersOf('s4', answers) });
    const [latest, first] = screen.getAllByRole('listitem').map((item) => item.textContent);
    expect(latest).toMatch(/^Number, dose: fact F12 and F13 added, by a colleague, Nov 29, 2026/);
    expect(first).toMatch(/^Not in evidence: changed, by you, /);
  });
});

describe('a sentence that a fact is added for', () => {
  it('stays in view whatever the pointer passes', () => {
    const reading = new Reading();
    reading.adding = 's4';
    reading.near = 's9';
    expect(reading.current).toBe('s4');
    reading.adding = null;
    expect(reading.current).toBe('s9');
  });
});
