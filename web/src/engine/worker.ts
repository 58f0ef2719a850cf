// The one worker: it fetches the firewall and its dictionary, holds both and answers questions about texts, all off the page's
// thread.
import { Firewall } from './wasm.ts';
import type { Answer, Question } from './questions.ts';

interface Scope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(answer: Answer): void;
}

const scope = self as unknown as Scope;

async function start(): Promise<void> {
  const module = await fetch('/engine/phi.wasm');
  if (!module.ok) return scope.postMessage({ ready: false });
  const firewall = new Firewall(await WebAssembly.compileStreaming(module));
  const dictionary = await fetch(firewall.dictionary);
  if (!dictionary.ok) return scope.postMessage({ ready: false });
  firewall.learn(new Uint8Array(await dictionary.arrayBuffer()));
  // The first search builds its tables; better now than under the first words.
  firewall.scan('Seen on 01/02/2024.', new Date());
  scope.onmessage = ({ data }) => scope.postMessage(answer(firewall, data));
  scope.postMessage({ ready: true });
}

function answer(firewall: Firewall, { id, work, texts }: Question): Answer {
  try {
    const today = new Date();
    const entries = Object.entries(texts);
    if (work === 'redact') return { id, texts: Object.fromEntries(entries.map(([pointer, text]) => [pointer, firewall.redact(text)])) };
    return { id, findings: Object.fromEntries(entries.map(([pointer, text]) => [pointer, firewall.scan(text, today)])) };
  } catch {
    return { id, failed: true };
  }
}

start().catch(() => scope.postMessage({ ready: false }));
