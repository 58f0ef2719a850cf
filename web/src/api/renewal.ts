/**
 * Renewing the session. The refresh token rotates, so it must not be sent twice at once: one promise per tab, one lock
 * across tabs.
 */
type Ask = () => Promise<boolean>;

let running: Promise<boolean> | null = null;
let ask: Ask = () => Promise.resolve(false);

/** Says what to do when the session cannot be renewed: ask for the password over the page, and tell whether it came. */
export function whenOver(question: Ask): void {
  ask = question;
}

/** True once the session stands again. Callers at the same time share one answer. */
export function renewed(): Promise<boolean> {
  running ??= renew().finally(() => {
    running = null;
  });
  return running;
}

async function renew(): Promise<boolean> {
  return (await oneAtATime(refresh)) || ask();
}

function oneAtATime(work: () => Promise<boolean>): Promise<boolean> {
  return navigator.locks.request('luma-session', work);
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
