// @ts-check
// Making and finding elements. Values that came over the wire become text nodes, never markup.

/** @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return element;
}

/**
 * @param {string} tag
 * @param {string} [className]
 * @param {...(string | Node)} children
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/** A text that scrolls is reached and scrolled by keyboard. @param {HTMLElement} element @param {string} name */
export function scrollable(element, name) {
  element.tabIndex = 0;
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", name);
  return element;
}

/** @param {number} quantity */
export const grouped = (quantity) => quantity.toLocaleString("en-US");

/** @param {number} quantity @param {string} noun */
export const count = (quantity, noun) => `${grouped(quantity)} ${noun}${quantity === 1 ? "" : "s"}`;

/** @param {string} at */
export const clock = (at) => new Date(at).toLocaleTimeString([], { hourCycle: "h23" });
