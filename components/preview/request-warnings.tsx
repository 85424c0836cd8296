import { TriangleAlert } from "lucide-react";

/** What is sent all the same, and may not be what was meant. */
export function RequestWarnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="space-y-1 text-warning-ink text-xs">
      {warnings.map((warning) => (
        <li key={warning} className="flex items-start gap-1.5">
          <TriangleAlert role="img" aria-label="Warning:" className="mt-px size-3.5 shrink-0" />
          <span className="min-w-0 break-words">{warning}</span>
        </li>
      ))}
    </ul>
  );
}
