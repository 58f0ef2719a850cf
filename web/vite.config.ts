import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { folders, includes, pages } from './pages.ts';

const backend = process.env['LUMA_URL'] ?? 'http://localhost:8080';
const browsers = ['chrome123', 'edge123', 'firefox128', 'safari17.5'];

export default defineConfig({
  root: 'src',
  publicDir: '../public',
  appType: 'mpa',
  plugins: [folders(), includes(), svelte({ configFile: '../svelte.config.js' })],
  server: { port: 5173, strictPort: true, fs: { allow: ['..', '../../shared/clinical/data'] }, proxy: { '/api': backend, '/stream': backend, '/_local': backend } },
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: browsers,
    // Fonts and pictures stay files: the content security policy has no room for data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: pages },
  },
  // Components under test run their browser code, not their server code.
  ...(process.env['VITEST'] === undefined ? {} : { resolve: { conditions: ['browser'] } }),
  test: { environment: 'happy-dom', include: ['**/*.test.ts'] },
});
