import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { inkTone } from "./tone";

const looks = {
  info: { Icon: Info, box: "border-info-line bg-info-soft" },
  success: { Icon: CircleCheck, box: "border-success-line bg-success-soft" },
  warning: { Icon: TriangleAlert, box: "border-warning-line bg-warning-soft" },
  danger: { Icon: CircleAlert, box: "border-danger-line bg-danger-soft" },
} as const;

interface CalloutProps {
  tone?: keyof typeof looks;
  title?: ReactNode;
  actions?: ReactNode;
  /** Read out when it appears. For what happens after a press, not for what was there when the page opened. */
  isLive?: boolean;
  id?: string;
  className?: string;
  children?: ReactNode;
}

export function Callout({ tone = "info", title, actions, isLive = false, id, className, children }: CalloutProps) {
  const { Icon, box } = looks[tone];
  return (
    <div
      id={id}
      role={isLive ? (tone === "danger" ? "alert" : "status") : undefined}
      className={cn("flex gap-2.5 rounded-md border px-3 py-2.5 text-sm", box, className)}
    >
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", inkTone[tone])} />
      <div className="min-w-0 flex-1 space-y-1">
        {title && <p className={cn("font-semibold", inkTone[tone])}>{title}</p>}
        {children && <div className="min-w-0 break-words text-ink">{children}</div>}
        {actions && <div className="flex flex-wrap gap-2 pt-1.5">{actions}</div>}
      </div>
    </div>
  );
}
