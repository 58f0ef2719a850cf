import { describe, expect, it } from 'vitest';
import { EventParser, events, type ServerEvent } from './sse.ts';

const lines = [
  ': keep-alive',
  '',
  'event: stage',
  'data: {"stage":"facts"}',
  '',
  'event: sentence',
  'id: 7',
  'data: {"text":"Größe 5 µg · 🌊"}',
  '',
  'data: first',
  'data:  second, one space kept',
  '',
  'event: without-data',
  '',
  'data',
  '',
  'retry: 10',
  'event: done',
  'data: {}',
  '',
  'event: cut',
  'data: never finished',
];
const expected: ServerEvent[] = [
  { name: 'stage', data: '{"stage":"facts"}' },
  { name: 'sentence', data: '{"text":"Größe 5 µg · 🌊"}' },
  { name: 'message', data: 'first\n second, one space kept' },
  { name: 'message', data: '' },
  { name: 'done', data: '{}' },
];

function pieces(bytes: Uint8Array, size: number): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
}

async function all(body: ReadableStream<Uint8Array>): Promise<ServerEvent[]> {
  const found: ServerEvent[] = [];
  for await (const event of events(body)) found.push(event);
  return found;
}

describe('an event stream', () => {
  for (const [name, end] of [['\\n', '\n'], ['\\r\\n', '\r\n'], ['\\r', '\r']] as const) {
    it(`reads the same events however it is cut, with ${name} as line end`, async () => {
      const bytes = new TextEncoder().encode(lines.join(end) + end);
      for (let size = 1; size <= bytes.length; size += 1) {
        expect(await all(pieces(bytes, size)), `pieces of ${size} bytes`).toEqual(expected);
      }
    });
  }

  it('gives an event as soon as its empty line is there', () => {
    const parser = new EventParser();
    expect(parser.push('data: a\n')).toEqual([]);
    expect(parser.push('\n')).toEqual([{ name: 'message', data: 'a' }]);
  });

  it('passes over a byte order mark and nothing else', () => {
    expect(new EventParser().push('\uFEFFdata: a\n\n')).toEqual([{ name: 'message', data: 'a' }]);
  });

  it('does not carry the name of one event over to the next', () => {
    expect(new EventParser().push('event: a\n\ndata: b\n\n')).toEqual([{ name: 'message', data: 'b' }]);
  });
});
