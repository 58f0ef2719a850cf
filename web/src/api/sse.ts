/** One event of a `text/event-stream`. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/**
 * Reads a `text/event-stream` from pieces cut anywhere: inside a line, between `\r` and `\n`, inside a field.
 * Follows the WHATWG parsing rules as far as a draft needs them; `id` and `retry` are passed over.
 */
export class EventParser {
  #rest = '';
  #name = '';
  #data: string[] = [];
  #first = true;

  /** The events that this piece completes. */
  push(piece: string): ServerEvent[] {
    const text = this.#first ? piece.replace(/^\uFEFF/, '') : piece;
    if (piece !== '') this.#first = false;
    this.#rest += text;
    const events: ServerEvent[] = [];
    for (let line = this.#line(); line !== null; line = this.#line()) {
      const event = this.#take(line);
      if (event !== null) events.push(event);
    }
    return events;
  }

  /** The next whole line. A `\r` at the very end waits, since the `\n` of the pair may still come. */
  #line(): string | null {
    const end = /\r\n|\n|\r(?=[^])/.exec(this.#rest);
    if (end === null) return null;
    const line = this.#rest.slice(0, end.index);
    this.#rest = this.#rest.slice(end.index + end[0].length);
    return line;
  }

  #take(line: string): ServerEvent | null {
    if (line === '') return this.#dispatch();
    if (line.startsWith(':')) return null;
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.#name = value;
    if (field === 'data') this.#data.push(value);
    return null;
  }

  #dispatch(): ServerEvent | null {
    const event = this.#data.length === 0 ? null : { name: this.#name === '' ? 'message' : this.#name, data: this.#data.join('\n') };
    this.#name = '';
    this.#data = [];
    return event;
  }
}

/** The events of a body, as they arrive. */
export async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield* parser.push(decoder.decode(value, { stream: true }));
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
