/**
 * Renewing the session. The refresh token rotates, so it must not be sent twice at once: one promise per tab, one lock
 * across tabs.
 */
type Ask = () => Promise<boolean>;

let refreshing: Promise<boolean> | null = null;
let asking: Promise<boolean> | null = null;
let ask: Ask = () => Promise.resolve(false);

/** Says what to do when the session cannot be refreshed: ask for the password over the page, and tell whether it came. */
export function whenOver(question: Ask): void {
  ask = question;
}

/** True once the session stands again, without troubling anybody. Callers at the same time share one answer. */
export function refreshed(): Promise<boolean> {
  refreshing ??= navigator.locks.request('luma-session', refresh).finally(() => {
    refreshing = null;
  });
  return refreshing;
}

/** True once the session stands again, if need be after asking for the password. */
export async function renewed(): Promise<boolean> {
  if (await refreshed()) return true;
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

async function refresh(): Promise<boolean> {
  try {
    const response = await fetch('/api/session/refresh', {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: '{}',
    });
    return response.ok;
  } catch {
    return false;
  }
}
