// A browser that keeps watch: every page it opens reports requests to other origins, breaches of the content security
// policy and uncaught errors, and a test that ends with any of them fails.
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

/** Where Luma runs. */
export const base = process.env.LUMA_URL ?? 'http://localhost:8080';

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts Chromium; the caller closes it. */
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });

/**
 * A fresh visitor: no cookies, no storage. `watch` holds what must never happen, `sent` every request to the server.
 * @param {import('playwright-core').Browser} browser
 * @param {import('playwright-core').BrowserContextOptions} options
 */
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 860 }, acceptDownloads: true, ...options });
  const watch = { strangers: [], violations: [], errors: [] };
  const sent = [];
  await context.exposeBinding('lumaViolation', (_, words) => watch.violations.push(words));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => window.lumaViolation(`${event.violatedDirective} ${event.blockedURI} on ${location.pathname}`));
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== base && !['blob:', 'data:'].includes(url.protocol)) watch.strangers.push(url.href);
    sent.push({ method: request.method(), path: url.pathname, body: request.postData() });
  });
  context.on('weberror', (error) => watch.errors.push(String(error.error())));
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { context, page, watch, sent };
}

/** Fails if anything happened that must never happen. */
export function assertQuiet({ watch }) {
  assert.deepEqual(watch, { strangers: [], violations: [], errors: [] });
}
