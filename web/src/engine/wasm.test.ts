import { afterEach, describe, expect, it, vi } from 'vitest';
import { Firewall, Unsearchable } from './wasm.ts';

/** A module that answers with what it is told to, and keeps what it was asked. */
function module(answers: Record<string, object>) {
  const memory = { buffer: new ArrayBuffer(4096) };
  let length = 0;
  const asked: string[] = [];
  const answer = (name: string) => () => {
    asked.push(new TextDecoder().decode(new Uint8Array(memory.buffer, 0, length)));
    const bytes = new TextEncoder().encode(JSON.stringify(answers[name]));
    new Uint8Array(memory.buffer).set(bytes, 2048);
    return bytes.length;
  };
  const forget = vi.fn(() => new Uint8Array(memory.buffer).fill(0));
  const exports = { memory, forget, input: (bytes: number) => ((length = bytes), 0), output: () => 2048, digest: () => -2n, redact: answer('redact'), rewrite: answer('rewrite'), dictionary: answer('dictionary') };
  vi.stubGlobal('WebAssembly', { Instance: class { exports = exports; } });
  return { firewall: new Firewall({} as WebAssembly.Module), asked, forget };
}
afterEach(() => vi.unstubAllGlobals());

describe('the firewall in the page', () => {
  it('names its dictionary by a digest of its content, sixteen hexadecimal figures without a sign', () => {
    expect(module({}).firewall.dictionary).toBe('/assets/words-fffffffffffffffe.bin');
  });

  it('hands the dictionary over as it is and fails on another build’s', () => {
    const { firewall, asked } = module({ dictionary: {} });
    firewall.learn(new TextEncoder().encode('cells'));
    expect(asked).toEqual(['cells']);
    expect(() => module({ dictionary: { refused: 'other-dictionary' } }).firewall.learn(new Uint8Array(3))).toThrow(Unsearchable);
  });

  it('never takes a refused text for a clean one, and overwrites what it read', () => {
    const { firewall, forget } = module({ rewrite: { refused: 'unsearchable' } });
    expect(() => firewall.scan('SSN 123-45-6789', new Date())).toThrow(Unsearchable);
    expect(forget).toHaveBeenCalled();
  });

  it('tells findings in code points, each date with the words to write instead', () => {
    const finding = { start: 3, end: 13, category: 'DATE', action: 'block', hint: 'h' };
    const { firewall } = module({ rewrite: { findings: [finding], rewrites: [{ start: 0, end: 13, text: 'for 8 months' }] } });
    expect(firewall.scan('🌊 03/12/2024', new Date(2024, 10, 12))).toEqual([{ ...finding, start: 2, end: 12, rewrite: { before: 3, after: 0, text: 'for 8 months' } }]);
  });
});
