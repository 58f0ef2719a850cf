import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Combobox, { type Option } from './combobox.svelte';

const options: Option[] = [
  { value: 'M05.79', words: 'M05.79', detail: 'with rheumatoid factor' },
  { value: 'M06.09', words: 'M06.09', detail: 'without rheumatoid factor' },
];
const aria = { id: 'dx', 'aria-describedby': undefined, 'aria-invalid': undefined } as const;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function typed(find: (query: string, signal: AbortSignal) => Promise<readonly Option[]>, onpick = vi.fn(), onenter = vi.fn()) {
  render(Combobox, { aria, value: '', find, onpick, onenter });
  const input = screen.getByRole('combobox');
  await fireEvent.input(input, { target: { value: 'rheum' } });
  await vi.advanceTimersByTimeAsync(200);
  await tick();
  return { input, onpick, onenter };
}

describe('a field with suggestions', () => {
  it('opens when there are some, and says how many', async () => {
    const { input } = await typed(() => Promise.resolve(options));
    expect(input.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('status').textContent).toBe('2 suggestions');
    expect(input.hasAttribute('aria-activedescendant')).toBe(false);
  });

  it('goes through them with the arrows, round the ends, and picks with Enter', async () => {
    const { input, onpick } = await typed(() => Promise.resolve(options));
    await fireEvent.keyDown(input, { key: 'ArrowUp' });
    expect(input.getAttribute('aria-activedescendant')).toBe('dx-option-1');
    await fireEvent.keyDown(input, { key: 'ArrowDown' });
    expect(input.getAttribute('aria-activedescendant')).toBe('dx-option-0');
    expect(screen.getAllByRole('option').map((option) => option.getAttribute('aria-selected'))).toEqual(['true', 'false']);
    await fireEvent.keyDown(input, { key: 'Enter' });
    expect(onpick).toHaveBeenCalledWith(options[0]);
    expect(input.getAttribute('aria-expanded')).toBe('false');
  });

  it('closes with Escape and leaves what was typed', async () => {
    const { input, onpick } = await typed(() => Promise.resolve(options));
    await fireEvent.keyDown(input, { key: 'Escape' });
    expect(input.getAttribute('aria-expanded')).toBe('false');
    expect((input as HTMLInputElement).value).toBe('rheum');
    expect(onpick).not.toHaveBeenCalled();
  });

  it('takes Enter without a choice as a text of its own', async () => {
    const { input, onpick, onenter } = await typed(() => Promise.resolve(options));
    await fireEvent.keyDown(input, { key: 'Enter' });
    expect(onenter).toHaveBeenCalledOnce();
    expect(onpick).not.toHaveBeenCalled();
  });

  it('shows the answer to the last question only', async () => {
    const answers: ((found: readonly Option[]) => void)[] = [];
    const { input } = await typed(() => new Promise((resolve) => answers.push(resolve)));
    await fireEvent.input(input, { target: { value: 'rheumatoid' } });
    await vi.advanceTimersByTimeAsync(200);
    answers[1]?.(options.slice(0, 1));
    answers[0]?.(options);
    await vi.advanceTimersByTimeAsync(1);
    await tick();
    expect(screen.getAllByRole('option')).toHaveLength(1);
  });

  it('is a plain field where suggestions fail', async () => {
    const { input } = await typed(() => Promise.reject(new Error('away')));
    expect(input.getAttribute('aria-expanded')).toBe('false');
    expect((input as HTMLInputElement).value).toBe('rheum');
  });
});
