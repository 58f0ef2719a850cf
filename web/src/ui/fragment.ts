/**
 * Takes the one-time token out of `#token=…`. It stands in the fragment so that no server log sees it, and it leaves the
 * address bar at once so that neither history nor a screenshot keeps it.
 */
export const takeToken = (): string | null => take('token');

/** Takes the id of a request that failed out of `#request=…`. */
export const takeRequestId = (): string | null => take('request');

/** The fragment that carries the id of a request that failed to the page for questions. */
export const withRequestId = (id: string): string => `#${new URLSearchParams({ request: id }).toString()}`;

function take(name: string): string | null {
  const value = new URLSearchParams(location.hash.slice(1)).get(name);
  if (value === null || value === '') return null;
  history.replaceState(null, '', location.pathname);
  return value;
}
