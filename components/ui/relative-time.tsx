"use client";

import { useEffect, useState } from "react";
import { cn } from "./cn";
import { formatExact, formatRelative } from "./format-time";

interface RelativeTimeProps {
  at: Date | string | number;
  /** Absent: that of the portal. */
  language?: string;
  className?: string;
}

/**
 * A time as people say it, with the exact one on hover. The server's words may differ from the browser's by the minute
 * in between, and its zone is not the reader's: both are put right after hydration, without a warning or a jump.
 */
export function RelativeTime({ at, language, className }: RelativeTimeProps) {
  const moment = new Date(at);
  const [now, setNow] = useState<Date>();
  useEffect(() => {
    setNow(new Date());
    const timer = setInterval(() => setNow(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  if (Number.isNaN(moment.getTime())) return <span className={className}>unknown</span>;
  return (
    <time
      dateTime={moment.toISOString()}
      title={formatExact(moment, now ? undefined : "UTC", language)}
      suppressHydrationWarning
      className={cn("whitespace-nowrap", className)}
    >
      {formatRelative(moment, now ?? new Date(), language)}
    </time>
  );
}
