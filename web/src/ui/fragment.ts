/**
 * Takes the one-time token out of `#token=…`. It stands in the fragment so that no server log sees it, and it leaves the
 * address bar at once so that neither history nor a screenshot keeps it.
 */
export function takeToken(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null || token === '') return null;
  history.replaceState(null, '', location.pathname);
  return token;
}
