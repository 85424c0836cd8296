/** "Saved" beside a form that stays open: read out, and gone with the next thing one does. */
export function SavedNote({ children }: { children?: string }) {
  return (
    <p role="status" className="text-success-ink text-sm empty:hidden">
      {children}
    </p>
  );
}
