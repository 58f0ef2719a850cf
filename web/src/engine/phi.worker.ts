/** The firewall's module in its own thread: typing never waits for it. */
interface Engine extends WebAssembly.Exports {
  readonly memory: WebAssembly.Memory;
  readonly input: (length: number) => number;
  readonly output: () => number;
  readonly forget: () => void;
  readonly scan: () => number;
  readonly redact: () => number;
  readonly rewrite: (year: number, month: number, day: number) => number;
}

/** What the page asks; `today` is its own day, for the engine knows no clock. */
export type Ask = { readonly id: number; readonly text: string } & (
  | { readonly work: 'scan' | 'redact' }
  | { readonly work: 'rewrite'; readonly today: { readonly year: number; readonly month: number; readonly day: number } }
);

const engine = WebAssembly.instantiateStreaming(fetch('/engine/phi.wasm'), {}).then(({ instance }) => instance.exports as Engine);

function answer({ memory, input, output, forget, ...engine }: Engine, ask: Ask): unknown {
  const bytes = new TextEncoder().encode(ask.text);
  const place = input(bytes.length);
  new Uint8Array(memory.buffer).set(bytes, place);
  const length = ask.work === 'rewrite' ? engine.rewrite(ask.today.year, ask.today.month, ask.today.day) : engine[ask.work]();
  const told: unknown = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, output(), length)));
  forget();
  return told;
}

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  try {
    postMessage({ id: data.id, told: answer(await engine, data) });
  } catch {
    postMessage({ id: data.id, told: { refused: 'unavailable' } });
  }
});
