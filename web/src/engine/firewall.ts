import { check, type Finding, type Texts } from '../api/check.ts';
import type { Answer, Question } from './questions.ts';
import workerAddress from './worker.ts?worker&url';

type Reply = Exclude<Answer, { ready: boolean }>;

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): { createScriptURL(address: string): string };
}

/** The firewall in the page, behind its worker. */
class Here {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (reply: Reply | null) => void>();
  #asked = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.#settle(data.id, data);
    worker.onerror = () => {
      for (const id of this.#waiting.keys()) this.#settle(id, null);
    };
  }

  async scan(texts: Texts): Promise<Record<string, Finding[]>> {
    const reply = await this.#ask('scan', texts);
    if (!('findings' in reply)) throw new Error('the texts could not be searched');
    return reply.findings;
  }

  async redact(text: string): Promise<string> {
    const reply = await this.#ask('redact', { text });
    if (!('texts' in reply)) throw new Error('the text could not be cleaned');
    return reply.texts['text'] ?? '';
  }

  async #ask(work: Question['work'], texts: Texts): Promise<Reply> {
    const id = (this.#asked += 1);
    const reply = await new Promise<Reply | null>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#worker.postMessage({ id, work, texts } satisfies Question);
    });
    if (reply === null) throw new Error('the firewall in the page has stopped');
    return reply;
  }

  #settle(id: number, reply: Reply | null): void {
    this.#waiting.get(id)?.(reply);
    this.#waiting.delete(id);
  }
}

let here: Promise<Here | null> | undefined;

/** The firewall in the page; null where there is none, and the server has to look. It is started with the first call. */
export function firewall(): Promise<Here | null> {
  here ??= start();
  return here;
}

/** Looks at texts in the page if it can, else on the server, which keeps nothing of them. */
export async function look(texts: Texts, signal: AbortSignal): Promise<Record<string, Finding[]>> {
  const local = await firewall();
  return local === null ? check(texts, signal) : local.scan(texts);
}

async function start(): Promise<Here | null> {
  try {
    const worker = new Worker(trusted(workerAddress), { type: 'module', name: 'firewall' });
    const ready = await new Promise<boolean>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve('ready' in data && data.ready);
      worker.onerror = () => resolve(false);
    });
    if (ready) return new Here(worker);
    worker.terminate();
    return null;
  } catch {
    return null;
  }
}

/** The worker's address, which is a constant of this build, as the content security policy wants it. */
function trusted(address: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  return types === undefined ? address : types.createPolicy('luma-worker', { createScriptURL: (same) => same }).createScriptURL(address);
}
