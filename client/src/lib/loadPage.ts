/** Goes to an address by loading the page anew: nothing that was in memory survives. */
export function loadPage(path: string): void {
  window.location.assign(path);
}
