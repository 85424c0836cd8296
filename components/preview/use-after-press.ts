"use client";

import { useCallback, useEffect, useRef } from "react";

/**
 * Puts something off while a mouse button or finger is down. A press that leaves a field must not move what is pressed:
 * the message that appears above it would take the click away.
 */
export function useAfterPress(): (act: () => void) => void {
  const isPressed = useRef(false);
  useEffect(() => {
    const press = () => {
      isPressed.current = true;
    };
    const release = () => {
      isPressed.current = false;
    };
    // While it comes down, so that nothing on the way can keep it from here.
    window.addEventListener("pointerdown", press, true);
    window.addEventListener("pointerup", release, true);
    window.addEventListener("pointercancel", release, true);
    return () => {
      window.removeEventListener("pointerdown", press, true);
      window.removeEventListener("pointerup", release, true);
      window.removeEventListener("pointercancel", release, true);
    };
  }, []);
  return useCallback((act) => {
    if (!isPressed.current) return act();
    const ended = new AbortController();
    const end = () => {
      ended.abort();
      // The click comes right after, and then it is time.
      setTimeout(act);
    };
    window.addEventListener("pointerup", end, { signal: ended.signal });
    window.addEventListener("pointercancel", end, { signal: ended.signal });
  }, []);
}
