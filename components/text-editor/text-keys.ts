/** The keys of a text of a few lines, the same as in the payload editor. */

export type TextKey =
  | "complete"
  | "fixes"
  | "declaration"
  | "uses"
  | "rename"
  | "format"
  | "next"
  | "previous"
  | "take"
  | "close";

interface Pressed {
  key: string;
  /** Which key it is, whatever character it makes together with others. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** What a key press means here; undefined where it means what it always means. `isListOpen`: a list has the arrows. */
export function textKey(
  { key, code, ctrlKey, metaKey, altKey, shiftKey }: Pressed,
  isListOpen: boolean,
): TextKey | undefined {
  const isBare = !(ctrlKey || metaKey || altKey || shiftKey);
  if (key === " " && ctrlKey && !altKey) return "complete";
  if (key === "ArrowDown" && altKey && !ctrlKey && !metaKey) return "complete";
  if (key === "." && (ctrlKey || metaKey) && !altKey && !shiftKey) return "fixes";
  if (key === "F12" && !(ctrlKey || metaKey || altKey)) return shiftKey ? "uses" : "declaration";
  if (key === "F2" && isBare) return "rename";
  if (code === "KeyF" && shiftKey && altKey && !ctrlKey && !metaKey) return "format";
  if (key === "Escape" && isBare) return "close";
  if (!isListOpen || !isBare) return undefined;
  if (key === "ArrowDown") return "next";
  if (key === "ArrowUp") return "previous";
  return key === "Enter" || key === "Tab" ? "take" : undefined;
}
