import { cn } from "./cn";

/** Decorative: whoever shows it says in words what is going on. It stays invisible for the first 200 ms. */
export function Spinner({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cn("inline-flex animate-late", className)}>
      <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4 animate-spin" fill="none" strokeWidth="2">
        <circle cx="8" cy="8" r="6" stroke="currentColor" opacity="0.25" />
        <path d="M14 8a6 6 0 0 0-6-6" stroke="currentColor" strokeLinecap="round" />
      </svg>
    </span>
  );
}
