import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const source = (name: string) => fileURLToPath(new URL(`./src/${name}`, import.meta.url));

/** Every page of the site: its place below `src/` is its place below `/`. */
export const pages = [
  'index.html',
  '404.html',
  'app/index.html',
  'privacy/index.html',
  'security/index.html',
  'support/index.html',
  'terms/index.html',
].map(source);

/** Puts `src/site/<name>.html` where a page says `<!-- include <name> -->`, so that no page repeats another. */
export function includes(): Plugin {
  return {
    name: 'luma-includes',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replace(/<!-- include ([a-z-]+) -->/g, (_, name: string) =>
          readFileSync(source(`site/${name}.html`), 'utf8').trimEnd(),
        ),
    },
  };
}

/** What CloudFront's page function does, for `npm run dev`: folders have an index, the app is one page. */
export function folders(): Plugin {
  return {
    name: 'luma-folders',
    configureServer: (server) => {
      server.middlewares.use((request, _response, next) => {
        const [path = '/', query] = (request.url ?? '/').split('?');
        const name = path.slice(path.lastIndexOf('/') + 1);
        const page = path === '/app' || path.startsWith('/app/') ? '/app/index.html' : `${path.replace(/\/$/, '')}/index.html`;
        const file = name.includes('.') || path.startsWith('/@') ? path : page;
        request.url = query === undefined ? file : `${file}?${query}`;
        next();
      });
    },
  };
}
