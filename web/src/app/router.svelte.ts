import { routeOf, type Route } from './route.ts';

/** The address bar as state. Links inside the app change it without a page load. */
class Router {
  route: Route = $state.raw(routeOf(location.pathname));

  constructor() {
    window.addEventListener('popstate', () => {
      this.route = routeOf(location.pathname);
    });
    document.addEventListener('click', (event) => this.#follow(event));
  }

  /** The case in the address, empty where there is none. */
  get caseId(): string {
    return 'id' in this.route ? this.route.id : '';
  }

  /** The document in the address, empty where there is none. */
  get documentId(): string {
    return 'document' in this.route ? this.route.document : '';
  }

  /** Goes to a path of the app. */
  go(path: string): void {
    history.pushState(null, '', path);
    this.route = routeOf(location.pathname);
    scrollTo(0, 0);
  }

  /** Goes to a path without leaving the present one in the history. */
  replace(path: string): void {
    history.replaceState(null, '', path);
    this.route = routeOf(location.pathname);
    scrollTo(0, 0);
  }

  #follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const ours = link.origin === location.origin && link.pathname.startsWith('/app') && link.target === '' && !link.hasAttribute('download');
    if (!ours || (link.hash !== '' && link.pathname === location.pathname)) return;
    event.preventDefault();
    this.go(link.pathname + link.hash);
  }
}

export const router = new Router();
