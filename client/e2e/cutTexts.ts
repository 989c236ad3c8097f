import type { Page } from 'playwright-core';

/**
 * Texts of the page that cannot be read to their end: cut by their box, or reaching beyond the window. What scrolls by
 * itself is not cut, and neither are names that people gave, which are not translated.
 */
export function cutTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const upFrom = (element: Element | null): Element[] =>
      element === null ? [] : [element, ...upFrom(element.parentElement)];
    const overflowOf = (element: Element) => getComputedStyle(element).overflowX;
    const isCut = (node: Node, element: Element): boolean => {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { left, right, width, height } = range.getBoundingClientRect();
      const box = element.getBoundingClientRect();
      // What only screen readers get is a pixel wide.
      if (width * height === 0 || box.width <= 1) return false;
      const end = overflowOf(element) === 'hidden' ? Math.min(box.right, innerWidth) : innerWidth;
      return right > end + 1 || left < -1;
    };
    const found = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || element.closest('script, style, [aria-hidden="true"], [translate="no"]')) continue;
      const scrolls = upFrom(element).some((each) => /auto|scroll/.test(overflowOf(each)));
      if (!scrolls && isCut(node, element)) found.add((node.textContent ?? '').trim().slice(0, 60));
    }
    return [...found];
  });
}
