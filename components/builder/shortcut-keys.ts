/** Key combinations as we write them (`mod+shift+enter`), for people and for the key listener. */

/** What tinykeys listens for: letters by what is written on the key, so that every layout has its own. */
export function toBinding(keys: string): string {
  return keys
    .split("+")
    .map((key) => bindingNames[key] ?? key)
    .join("+");
}

const bindingNames: Record<string, string> = {
  mod: "$mod",
  shift: "Shift",
  alt: "Alt",
  enter: "Enter",
  f8: "F8",
  pageup: "PageUp",
  pagedown: "PageDown",
  slash: "/",
  backslash: "\\",
  // The sign is made with Shift on most keyboards, and without on some.
  question: "[Shift]+?",
};

/** Without a modifier a combination is a character: it must not fire while somebody types, and can be switched off. */
export function isSingleCharacter(keys: string): boolean {
  return keys === "question";
}

export function isTypingPlace(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select, [role=textbox], [role=combobox]")) return true;
  return (
    target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "range"].includes(target.type)
  );
}
