/**
 * Remembers the field that is being typed in, before its text is replaced from elsewhere, and afterwards puts the caret
 * back where the same characters stand. A text that React replaces would else have its caret at the end.
 */
export function keepCaret(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  const { value: before, selectionStart, selectionEnd, selectionDirection } = field;
  // A number or a switch has no caret.
  if (selectionStart === null || selectionEnd === null) return;
  requestAnimationFrame(() => {
    if (document.activeElement !== field || field.value === before) return;
    const [start, end] = [selectionStart, selectionEnd].map((offset) => movedOffset(before, field.value, offset));
    field.setSelectionRange(start ?? 0, end ?? 0, selectionDirection ?? "none");
  });
}

/** Where a place in `before` is in `after`, when the one stretch in which they differ was replaced. */
export function movedOffset(before: string, after: string, offset: number): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  if (offset <= start) return offset;
  if (offset >= before.length - end) return after.length - (before.length - offset);
  return Math.min(offset, after.length - end);
}
