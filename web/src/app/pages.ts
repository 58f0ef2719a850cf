import type { Component } from 'svelte';
import type { RouteName } from './route.ts';

export interface PageModule {
  readonly default: Component;
}

const loaders: Readonly<Record<RouteName, () => Promise<PageModule>>> = {
  'sign-up': () => import('../signup/page.svelte'),
  verify: () => import('../signup/verify.svelte'),
  'sign-in': () => import('../session/page.svelte'),
  forgot: () => import('../session/forgot.svelte'),
  reset: () => import('../session/reset.svelte'),
  cases: () => import('../intake/list.svelte'),
  'new-case': () => import('../intake/page.svelte'),
  'edit-case': () => import('../intake/page.svelte'),
  case: () => import('../intake/case.svelte'),
  criteria: () => import('../criteria/page.svelte'),
  draft: () => import('../generate/page.svelte'),
  document: () => import('../documents/page.svelte'),
  versions: () => import('../versions/page.svelte'),
  account: () => import('../account/page.svelte'),
  support: () => import('../support/page.svelte'),
  nowhere: () => import('./nowhere.svelte'),
};

/** Loads the page of a route; the browser fetches each page once. */
export const pageOf = (name: RouteName): Promise<PageModule> => loaders[name]();
