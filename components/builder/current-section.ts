"use client";

import { useEffect, useSyncExternalStore } from "react";
import { requestBuilder } from "./builder-events";
import { hashOf, parseAddress } from "./document-address";
import { focusField, scrollBehavior } from "./focus-field";
import { isActionSectionId, isSectionId, type SectionId } from "./sections";

/** The section one is in: where the focus is, else what is at the top of what one reads. */
let current: SectionId = "authentication";
const listeners = new Set<() => void>();

export function readCurrentSection(): SectionId {
  return current;
}

export function useCurrentSection(): SectionId {
  return useSyncExternalStore(subscribe, readCurrentSection, startSection);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const startSection = (): SectionId => "authentication";

function setCurrent(section: SectionId): void {
  if (section === current) return;
  current = section;
  for (const listener of listeners) listener();
}

/** After a jump the section stays the current one until the reader scrolls: a short last section never reaches the top. */
let isPinned = false;

export function goToSection(section: SectionId): void {
  requestBuilder("show-side", { side: "configuration" });
  if (isActionSectionId(section)) requestBuilder("open-action", { section });
  isPinned = true;
  setCurrent(section);
  writeAddress(hashOf({ section }));
  requestAnimationFrame(() => {
    const element = document.getElementById(section);
    element?.scrollIntoView({ block: "start", behavior: scrollBehavior() });
    element?.focus({ preventScroll: true });
  });
}

/** The section after or before the one one is in; at the ends it stays. */
export function goToNeighbour(step: 1 | -1): void {
  const ids = sectionElements().map(({ id }) => id);
  const section = ids[ids.indexOf(current) + step];
  if (section !== undefined && isSectionId(section)) goToSection(section);
}

/** The sections of this destination as the page has them, from the top. */
function sectionElements(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("section[id]")].filter(({ id }) => isSectionId(id));
}

let pending: ReturnType<typeof setTimeout> | undefined;

/** In place of the present address, so that Back leaves the page; with a pause, as browsers limit how often. */
function writeAddress(hash: string): void {
  clearTimeout(pending);
  pending = setTimeout(() => {
    if (window.location.hash === hash) return;
    // With its own state, which tells the router that nothing of its has changed.
    window.history.replaceState(window.history.state, "", hash);
  }, 250);
}

/** The link to a place of this destination, for a colleague. */
export function linkTo(hash: string): string {
  const { origin, pathname } = window.location;
  return `${origin}${pathname}${hash}`;
}

/**
 * Keeps the current section and the address in step with what the reader does, and follows an address that was opened
 * or typed. Mounted once, by the navigation.
 */
export function useSectionTracking(): void {
  useEffect(() => {
    current = "authentication";
    isPinned = false;
    let frame = 0;
    const onScroll = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const section = isPinned ? undefined : sectionAtTop();
        if (section === undefined || section === current) return;
        setCurrent(section);
        writeAddress(hashOf({ section }));
      });
    };
    const onReader = () => {
      isPinned = false;
    };
    const onFocus = (event: FocusEvent) => followFocus(event.target);
    const onHash = () => openAddress(window.location.hash);
    document.addEventListener("scroll", onScroll, { capture: true, passive: true });
    window.addEventListener("wheel", onReader, { passive: true });
    window.addEventListener("touchmove", onReader, { passive: true });
    document.addEventListener("focusin", onFocus);
    window.addEventListener("hashchange", onHash);
    // In the next frame: what folds further down the page listens only after this.
    frame = requestAnimationFrame(onHash);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(pending);
      document.removeEventListener("scroll", onScroll, { capture: true });
      window.removeEventListener("wheel", onReader);
      window.removeEventListener("touchmove", onReader);
      document.removeEventListener("focusin", onFocus);
      window.removeEventListener("hashchange", onHash);
    };
  }, []);
}

function openAddress(hash: string): void {
  const address = parseAddress(hash);
  if (!address) return;
  if ("section" in address) goToSection(address.section);
  else focusField(address.path);
}

/** The last section that begins above a line in the upper part of the screen; at the very end the last one. */
function sectionAtTop(): SectionId | undefined {
  const sections = sectionElements();
  const last = sections.at(-1);
  if (!last || last.offsetParent === null) return undefined;
  const line = window.innerHeight * 0.3;
  const above = sections.filter((section) => section.getBoundingClientRect().top <= line).at(-1);
  const id = isAtEnd(last) ? last.id : (above ?? sections[0])?.id;
  return id !== undefined && isSectionId(id) ? id : undefined;
}

function isAtEnd(element: HTMLElement): boolean {
  const scroller = scrollerOf(element);
  return scroller.scrollTop > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 4;
}

function scrollerOf(element: HTMLElement): Element {
  for (let around = element.parentElement; around; around = around.parentElement) {
    const { overflowY } = getComputedStyle(around);
    if ((overflowY === "auto" || overflowY === "scroll") && around.scrollHeight > around.clientHeight) return around;
  }
  return document.documentElement;
}

function followFocus(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement)) return;
  const section = target.closest("section[id]");
  if (!section || !isSectionId(section.id)) return;
  isPinned = true;
  setCurrent(section.id);
  const field = target.closest("[id^='field-']");
  writeAddress(field && section.contains(field) ? `#${field.id}` : `#${section.id}`);
}
