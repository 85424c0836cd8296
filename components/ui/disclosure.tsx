import { ChevronRight } from "lucide-react";
import type { ReactNode, ToggleEvent } from "react";
import { Badge } from "./badge";
import { cn } from "./cn";
import type { Tone } from "./tone";

interface DisclosureProps {
  title: ReactNode;
  description?: ReactNode;
  /** A number or a word at the end of the title: findings, entries. */
  count?: ReactNode;
  tone?: Tone;
  /** Buttons beside the title; pressing them does not open or close. */
  actions?: ReactNode;
  /** One narrow button before the title, such as a handle. */
  lead?: ReactNode;
  defaultOpen?: boolean;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  /** Without its own box, for use inside a card. */
  isPlain?: boolean;
  id?: string;
  className?: string;
  children: ReactNode;
}

/** A section that folds. A native one: it opens for find-in-page and works before any script has loaded. */
export function Disclosure({ title, description, count, tone, actions, lead, children, ...props }: DisclosureProps) {
  const { defaultOpen, isOpen, onOpenChange, isPlain = false, id, className } = props;
  const handlers = onOpenChange && {
    onToggle: (event: ToggleEvent<HTMLDetailsElement>) => onOpenChange(event.currentTarget.open),
  };
  return (
    <div className={cn("relative min-w-0", !isPlain && "rounded-lg border border-line bg-surface shadow-1", className)}>
      {lead && <div className="absolute start-1 top-1 flex min-h-8 items-center">{lead}</div>}
      <details id={id} open={isOpen ?? defaultOpen} {...handlers} className="group/disclosure scroll-mt-16">
        <summary
          className={cn(
            "flex min-h-10 select-none items-center gap-2 py-1.5 text-sm hover:text-accent-ink",
            isPlain ? "rounded-sm" : "rounded-lg px-3",
            actions && "pe-12",
            lead && "ps-8!",
          )}
        >
          <ChevronRight
            aria-hidden="true"
            className="size-4 shrink-0 text-faint transition-transform [details[open]>summary>&]:rotate-90 rtl:rotate-180"
          />
          <span className="min-w-0">
            <span className="font-medium">{title}</span>
            {description && <span className="block text-muted text-xs">{description}</span>}
          </span>
          {count !== undefined && <Badge tone={tone}>{count}</Badge>}
        </summary>
        <div className={cn(isPlain ? "pt-1 pb-2 ps-6" : "border-line border-t p-4")}>{children}</div>
      </details>
      {actions && <div className="absolute end-2 top-1 flex min-h-8 items-center gap-1">{actions}</div>}
    </div>
  );
}
