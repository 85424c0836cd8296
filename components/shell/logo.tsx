import { cn } from "@/components/ui/cn";

/**
 * Our mark: a beacon and its horizon, drawn as an L. The light points out to sea as a chart draws it, and the horizon
 * breaks up into water.
 */
export function LogoMark({ className = "size-6" }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" fill="none" className={className}>
      <rect width="32" height="32" rx="7.5" className="fill-brand" />
      <path d="M8.7 22.6 9.8 10.8h3.6l1.1 11.8Z" className="fill-on-brand" />
      <path d="M9.2 9.1a2.4 2.4 0 0 1 4.8 0Z" className="fill-on-brand" />
      <path d="M15.7 8.9C18.6 5.9 21.7 4 24.3 4.6c2.6.6 3.3 4 1.2 5.6-2.1 1.5-6 .7-9.8-1.3Z" className="fill-beacon" />
      <path
        d="M5.6 25.2h12M21 25.2h2.2M26.4 25.2h.2"
        className="stroke-on-brand"
        strokeWidth="2.1"
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
