import { cn } from "@/components/ui/cn";

/**
 * Our mark: a beacon and its horizon, drawn as an L. The light points out to sea as a chart draws it, and the horizon
 * breaks up into water.
 */
export function LogoMark({ className = "size-6" }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" fill="none" className={className}>
      <rect width="32" height="32" rx="7.5" className="fill-accent" />
      <path d="M8.6 22.5 9.6 10.6h3.8l1 11.9Z" className="fill-on-accent" />
      <path d="M9.2 8.9a2.3 2.3 0 0 1 4.6 0Z" className="fill-on-accent" />
      <path d="M16.2 8.2c3-2.6 6.6-3.3 10.4-2.6-.7 3.600-3.300 6.100-7 7Z" fill="#f4b740" transform="rotate(8 16 8)" />
      <path
        d="M6 24.400h11.500M20 24.400h3M25.300 24.400h.8"
        className="stroke-on-accent"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}

export function Logo({ className = "inline-flex" }: { className?: string }) {
  return (
    <span className={cn("items-center gap-2", className)}>
      <LogoMark />
      <span className="font-semibold text-ink text-md tracking-[-0.02em]">Landfall</span>
    </span>
  );
}
