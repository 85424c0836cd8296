"use client";

import { useEffect, useEffectEvent } from "react";
import type { EndpointKey } from "@/lib/destination/endpoints";
import type { ActionSectionId } from "./sections";

/**
 * What the palette and the keys ask of the parts of the page, which know nothing of each other. As with `focusField`,
 * whoever can do it listens.
 */
export interface BuilderRequests {
  /** Test one endpoint, or all in the order of a sync. The test bench listens. */
  test: { endpoint: EndpointKey } | { all: true };
  /** Show one side where only one fits, and open it where it is folded away. */
  "show-side": { side: "configuration" | "preview" };
  /** Unfold one action. The action listens. */
  "open-action": { section: ActionSectionId };
  /** A tab of the preview, and on it one endpoint. The test bench listens. */
  "show-tab": { tab: "setup" | "variables" | "requests"; endpoint?: EndpointKey };
  /** The list of problems. The toolbar listens. */
  "show-problems": undefined;
  /** The list of undo and redo steps. Whoever draws it listens. */
  "show-history": undefined;
  /** The checklist before a version is made: for the catalog, or for the own organization. The test bench listens. */
  "show-submit": { purpose: "review" | "internal" };
  /** The history of versions. The toolbar listens. */
  "show-versions": undefined;
  /** The comparison with what somebody else saved. The conflict's dialog listens. */
  "show-conflict": undefined;
  /** The command palette, the list of shortcuts, the templates to start from. */
  "show-palette": undefined;
  "show-shortcuts": undefined;
  "show-templates": undefined;
  "toggle-preview": undefined;
  /** The destination as a file, from a file, and as a copy. */
  "save-manifest": { as: "yaml" | "json" | "clipboard" };
  "show-import": undefined;
  "show-copy": undefined;
  /** Something that changed without the focus moving, for screen readers. */
  announce: { text: string };
}

type Name = keyof BuilderRequests;
type Details<Key extends Name> = BuilderRequests[Key] extends undefined ? [] : [detail: BuilderRequests[Key]];

const eventName = (name: Name) => `landfall:${name}`;

class BuilderRequest<Key extends Name> extends Event {
  readonly detail: BuilderRequests[Key] | undefined;

  constructor(name: Key, detail: BuilderRequests[Key] | undefined) {
    super(eventName(name), { cancelable: true });
    this.detail = detail;
  }
}

/** Asks for something; says whether anybody took it on. */
export function requestBuilder<Key extends Name>(name: Key, ...[detail]: Details<Key>): boolean {
  return !window.dispatchEvent(new BuilderRequest(name, detail));
}

/** Takes requests on. The newest `handler` is called; it need not be stable. */
export function useBuilderRequest<Key extends Name>(
  name: Key,
  handler: (detail: BuilderRequests[Key] | undefined) => void,
): void {
  const onRequest = useEffectEvent((event: Event) => {
    if (!isRequest<Key>(event)) return;
    event.preventDefault();
    handler(event.detail);
  });
  useEffect(() => {
    const listener = (event: Event) => onRequest(event);
    window.addEventListener(eventName(name), listener);
    return () => window.removeEventListener(eventName(name), listener);
  }, [name]);
}

/** Only `requestBuilder` makes these, each under its own name. */
function isRequest<Key extends Name>(event: Event): event is BuilderRequest<Key> {
  return event instanceof BuilderRequest;
}
