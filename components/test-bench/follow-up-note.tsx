import { ArrowRight, Ban, Check, ListRestart, type LucideIcon, Minus, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { inkTone, type Tone } from "@/components/ui/tone";
import type { FollowUpWords } from "@/lib/delivery/follow-up-words";

export const followUpLooks: Record<FollowUpWords["does"], { Icon: LucideIcon; tone: Tone }> = {
  done: { Icon: Check, tone: "success" },
  retry: { Icon: RotateCw, tone: "warning" },
  recreate: { Icon: ListRestart, tone: "warning" },
  fail: { Icon: Ban, tone: "danger" },
  none: { Icon: Minus, tone: "neutral" },
};

interface FollowUpNoteProps {
  words: FollowUpWords;
  /** A way to see it happen. */
  action?: ReactNode;
}

/** What a delivery would do after this very call, by the policy that deliveries follow. */
export function FollowUpNote({ words: { does, title, detail }, action }: FollowUpNoteProps) {
  const { Icon, tone } = followUpLooks[does];
  return (
    <section
      aria-label="What a delivery would do"
      className="flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md border border-line bg-sunken px-3 py-2"
    >
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", inkTone[tone])} />
      <div className="min-w-0 flex-1 basis-56">
        <p className="text-sm">
          <span className="text-muted">
            In a delivery <ArrowRight aria-hidden="true" className="inline size-3 rtl:rotate-180" />{" "}
          </span>
          <span className="font-medium">{title}</span>
        </p>
        {detail && <p className="mt-0.5 text-muted text-xs">{detail}</p>}
      </div>
      {action}
    </section>
  );
}
