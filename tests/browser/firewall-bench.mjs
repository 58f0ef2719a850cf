// How fast the firewall is in Chromium, as one JSON object: `cargo luma bench phi` shows it beside the native figures.
//
//   node tests/browser/firewall-bench.mjs [seconds of scanning]
//
// It needs what web/wasm/build.sh builds and the packages of web/. The page is a bare one, but the field, the worker, the
// module and the highlighting are the app's own, served by Vite.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { launch } from './browser.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const seconds = Number(process.argv[2] ?? 4);
const bytes = 4_000;

/** Notes of the corpora, put together until each is long enough. */
function notes() {
  const corpora = `${root}shared/phi/tests/corpus/`;
  const texts = readdirSync(corpora).filter((name) => name.endsWith('.jsonl')).sort().flatMap((name) => readFileSync(corpora + name, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line).text));
  const long = [];
  let note = '';
  for (const text of texts) {
    note += `${text}\n`;
    if (note.length < bytes) continue;
    long.push(note.slice(0, bytes));
    note = '';
  }
  return long;
}

/** A page of one field, watched by the firewall as everywhere in the app. */
const page = `
  import { mount } from 'svelte';
  import Screened from '/ui/screened.svelte';
  import { Screen } from '/engine/screen.svelte.ts';
  import { Firewall } from '/engine/wasm.ts';
  const screen = new Screen();
  mount(Screened, { target: document.body, props: { id: 'c', pointer: '/clinical', screen, value: '', label: 'The case', rows: 12 } });
  globalThis.bench = { Firewall, screen };
`;

async function serve() {
  const { createServer } = await import(pathToFileURL(createRequire(`${root}web/package.json`).resolve('vite')).href);
  const id = 'virtual:bench';
  const plugin = {
    name: 'bench',
    // Sources lie under /api/ too; there is no server to ask here.
    config(config) {
      delete config.server.proxy;
    },
    resolveId: (asked) => (asked === id ? `\0${id}` : undefined),
    load: (asked) => (asked === `\0${id}` ? page : undefined),
    configureServer(server) {
      server.middlewares.use('/bench', async (_, response) => {
        const html = await server.transformIndexHtml('/bench', `<!doctype html><html lang="en"><title>bench</title><body><script type="module" src="/@id/__x00__${id}"></script></body></html>`);
        response.setHeader('content-type', 'text/html').end(html);
      });
    },
  };
  // Isolated pages have the finer clock.
  const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  process.chdir(`${root}web`);
  const server = await createServer({ configFile: `${root}web/vite.config.ts`, logLevel: 'error', plugins: [plugin], server: { port: 0, strictPort: false, headers, hmr: false } });
  await server.listen();
  return { server, address: `http://localhost:${server.httpServer.address().port}/bench` };
}

/** Start and scans of the module itself, findings and rewrites as the worker asks for them. */
function scans({ texts, seconds }) {
  const percentile = (sorted, share) => sorted[Math.round((sorted.length - 1) * share)] * 1000;
  return (async () => {
    const begun = performance.now();
    const firewall = new globalThis.bench.Firewall(await WebAssembly.compileStreaming(fetch('/engine/phi.wasm')));
    firewall.learn(new Uint8Array(await (await fetch(firewall.dictionary)).arrayBuffer()));
    firewall.scan('Seen on 01/02/2024.', new Date());
    const start = performance.now() - begun;
    const own = texts.map(() => Infinity);
    const every = [];
    const until = performance.now() + seconds * 1000;
    while (performance.now() < until) {
      texts.forEach((text, n) => {
        const from = performance.now();
        firewall.scan(text, new Date());
        const taken = performance.now() - from;
        own[n] = Math.min(own[n], taken);
        every.push(taken);
      });
    }
    own.sort((a, b) => a - b);
    every.sort((a, b) => a - b);
    return { start_us: start * 1000, note_p50_us: percentile(own, 0.5), note_p99_us: percentile(own, 0.99), every_p50_us: percentile(every, 0.5), every_p99_us: percentile(every, 0.99), scans: every.length };
  })();
}

/** What the page's own thread did while somebody typed, task by task, in milliseconds of its processor time. */
async function typing(chromium, tab, texts) {
  const box = tab.getByRole('textbox', { name: 'The case' });
  // The last notes have identifiers, the first are the corpora's negatives.
  await box.fill(texts.at(-1));
  await tab.getByRole('list', { name: 'Found in The case' }).getByRole('listitem').first().waitFor();
  await box.evaluate((field) => field.setSelectionRange(field.value.length, field.value.length));
  await chromium.startTracing(tab, { categories: ['toplevel', 'disabled-by-default-devtools.timeline', 'devtools.timeline', '__metadata'] });
  const words = '\nSeen on 03/12/2024 by Dr. Alan Grey. Her daughter Ana Ruiz, 352-280-2992, SSN 219-09-9999.';
  await box.pressSequentially(words, { delay: 30 });
  await tab.waitForTimeout(500);
  const { traceEvents } = JSON.parse(String(await chromium.stopTracing()));
  const renderers = traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid}.${tid}`);
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && renderers.includes(`${pid}.${tid}`));
  assert.ok(tasks.length > 100, 'the trace must show the page’s thread');
  const spent = tasks.map(({ tdur, dur }) => (tdur ?? dur) / 1000);
  return { keys: words.length, tasks: tasks.length, longest_ms: Math.max(...spent), over_16_ms: spent.filter((ms) => ms > 16).length, longest_wall_ms: Math.max(...tasks.map(({ dur }) => dur / 1000)), findings: await tab.getByRole('listitem').count() };
}

const { server, address } = await serve();
const chromium = await launch();
try {
  const tab = await chromium.newPage();
  await tab.goto(address);
  await tab.waitForFunction(() => globalThis.bench?.screen.place === 'page', undefined, { timeout: 120_000 });
  const texts = notes();
  const measured = await tab.evaluate(scans, { texts, seconds });
  const typed = await typing(chromium, tab, texts);
  const files = [`${root}web/public/engine/phi.wasm`, ...readdirSync(`${root}web/public/assets`).filter((name) => name.startsWith('words-')).map((name) => `${root}web/public/assets/${name}`)].map((path) => readFileSync(path));
  const [module, dictionary] = files.map((file) => ({ raw: file.length, brotli: brotliCompressSync(file).length }));
  console.log(JSON.stringify({ module, dictionary, ...measured, typing: typed }));
} finally {
  await chromium.close();
  await server.close();
}
