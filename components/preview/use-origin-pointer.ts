"use client";

import { type RefObject, useEffect, useRef, useState } from "react";

/** A piece that is pointed at or focused, and the box of its line in the coordinates of the container. */
export interface Pointed {
  id: string;
  box: { top: number; bottom: number; start: number };
}

const openAfterMs = 90;
const closeAfterMs = 180;
const pieceSelector = "[data-piece]";
const stopSelector = '[data-piece][role="button"]';
const cardSelector = "[data-origin-card]";

/**
 * Which piece of a request is pointed at or has the focus. The container's pieces are one tab stop: arrow keys, Home
 * and End move among them, Enter goes into the card, Escape closes it. What one token made lights up by itself, as an
 * attribute on the elements, so that pointing redraws nothing.
 */
export function useOriginPointer(container: RefObject<HTMLElement | null>): {
  pointed: Pointed | undefined;
  close: () => void;
} {
  const [pointed, setPointed] = useState<Pointed>();
  const pointer = useRef<OriginPointer>(undefined);
  useEffect(() => {
    if (!container.current) return;
    const own = new OriginPointer(container.current, setPointed);
    pointer.current = own;
    return () => own.dispose();
  }, [container]);
  // After each drawing: the piece that was the tab stop may be gone, and the one pointed at may have moved.
  useEffect(() => pointer.current?.settle());
  return { pointed, close: () => pointer.current?.close() };
}

class OriginPointer {
  readonly #root: HTMLElement;
  readonly #report: (pointed: Pointed | undefined) => void;
  readonly #listening = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #element: HTMLElement | undefined;
  #box = "";

  constructor(root: HTMLElement, report: (pointed: Pointed | undefined) => void) {
    this.#root = root;
    this.#report = report;
    const { signal } = this.#listening;
    root.addEventListener("pointerover", this.#onPointerOver, { signal });
    root.addEventListener("pointerleave", this.#onPointerLeave, { signal });
    root.addEventListener("focusin", this.#onFocusIn, { signal });
    root.addEventListener("focusout", this.#onFocusOut, { signal });
    root.addEventListener("keydown", this.#onKeyDown, { signal });
    root.addEventListener("scroll", this.#measure, { signal, capture: true });
    document.addEventListener("pointerdown", this.#onPointerDown, { signal });
    // Whoever only points has the focus somewhere else: Escape closes the card from there too.
    document.addEventListener("keydown", this.#onEscape, { signal });
  }

  dispose(): void {
    this.#listening.abort();
    clearTimeout(this.#timer);
  }

  close = (): void => {
    clearTimeout(this.#timer);
    this.#element?.removeAttribute("aria-describedby");
    this.#element = undefined;
    this.#light(undefined);
    this.#box = "";
    this.#report(undefined);
  };

  settle(): void {
    const stops = this.#stops();
    if (stops.length > 0 && !stops.some(({ tabIndex }) => tabIndex === 0)) {
      for (const stop of stops.slice(0, 1)) stop.tabIndex = 0;
    }
    if (!this.#element) return;
    if (this.#root.contains(this.#element)) this.#measure();
    else this.close();
  }

  #open(element: HTMLElement): void {
    clearTimeout(this.#timer);
    this.#element?.removeAttribute("aria-describedby");
    this.#element = element;
    const card = this.#root.dataset.originCardId;
    if (card) element.setAttribute("aria-describedby", card);
    this.#light(element);
    this.#measure();
  }

  readonly #measure = (): void => {
    const id = this.#element?.dataset.piece;
    if (!this.#element || id === undefined) return;
    const frame = this.#root.getBoundingClientRect();
    const [line] = this.#element.getClientRects();
    if (!line) return;
    const box = {
      top: Math.round(line.top - frame.top),
      bottom: Math.round(line.bottom - frame.top),
      start: Math.round(line.left - frame.left),
    };
    const key = `${id} ${box.top} ${box.bottom} ${box.start}`;
    if (key === this.#box) return;
    this.#box = key;
    this.#report({ id, box });
  };

  #light(element: HTMLElement | undefined): void {
    for (const lit of this.#root.querySelectorAll("[data-lit]")) lit.removeAttribute("data-lit");
    const key = element?.dataset.token;
    if (key === undefined) return;
    for (const same of this.#root.querySelectorAll("[data-token]")) {
      if (same.getAttribute("data-token") === key) same.setAttribute("data-lit", "");
    }
  }

  #stops(): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>(stopSelector)];
  }

  get #isHeld(): boolean {
    const active = document.activeElement;
    return (
      active instanceof HTMLElement &&
      this.#root.contains(active) &&
      active.matches(`${stopSelector}, ${cardSelector} *`)
    );
  }

  readonly #onPointerOver = (event: PointerEvent): void => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest(cardSelector)) {
      clearTimeout(this.#timer);
      return;
    }
    const piece = event.target.closest<HTMLElement>(pieceSelector);
    if (!piece) {
      this.#light(event.target.closest<HTMLElement>("[data-token]") ?? this.#element);
      this.#closeSoon();
      return;
    }
    clearTimeout(this.#timer);
    if (piece === this.#element || this.#isHeld) return;
    this.#timer = setTimeout(() => this.#open(piece), this.#element ? 0 : openAfterMs);
  };

  readonly #onPointerLeave = (event: PointerEvent): void => {
    // A finger leaves at once; its card stays until the next touch elsewhere.
    if (event.pointerType !== "touch") this.#closeSoon();
  };

  #closeSoon(): void {
    clearTimeout(this.#timer);
    if (this.#isHeld) return;
    this.#timer = setTimeout(this.close, closeAfterMs);
  }

  readonly #onPointerDown = (event: PointerEvent): void => {
    if (event.target instanceof Node && this.#root.contains(event.target)) return;
    if (this.#element) this.close();
  };

  readonly #onFocusIn = (event: FocusEvent): void => {
    const { target } = event;
    if (!(target instanceof HTMLElement) || !target.matches(stopSelector)) return;
    for (const stop of this.#stops()) if (stop.tabIndex === 0 && stop !== target) stop.tabIndex = -1;
    target.tabIndex = 0;
    this.#open(target);
  };

  readonly #onFocusOut = (event: FocusEvent): void => {
    const { relatedTarget } = event;
    const stays =
      relatedTarget instanceof HTMLElement &&
      this.#root.contains(relatedTarget) &&
      relatedTarget.closest(`${stopSelector}, ${cardSelector}`);
    if (!stays && this.#element) this.close();
  };

  readonly #onEscape = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !this.#element) return;
    const { activeElement } = document;
    if (activeElement?.closest(cardSelector) && this.#root.contains(activeElement)) this.#element.focus();
    this.close();
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof HTMLElement)) return;
    if (!event.target.matches(stopSelector)) return;
    const stops = this.#stops();
    const to = destinationOf(event.key, stops.indexOf(event.target), stops.length);
    if (to !== undefined) {
      event.preventDefault();
      stops[to]?.focus();
      stops[to]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (!this.#element) this.#open(event.target);
      this.#root.querySelector<HTMLElement>(`${cardSelector} button`)?.focus();
    }
  };
}

function destinationOf(key: string, from: number, count: number): number | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowDown":
      return Math.min(from + 1, count - 1);
    case "ArrowLeft":
    case "ArrowUp":
      return Math.max(from - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}
