"use client";

import { CircleAlert, MessageSquareQuote } from "lucide-react";
import { useMemo } from "react";
import { cn } from "@/components/ui/cn";
import { describeTrigger } from "@/lib/destination/trigger/describe-trigger";
import { parseTrigger } from "@/lib/destination/trigger/parse-trigger";

interface TriggerWordsProps {
  value: string;
  /** Where nothing else lists what is wrong: the first mistake stands where the sentence would. */
  showsProblem?: boolean;
  id?: string;
  className?: string;
}

/** What a trigger says, as a sentence below it: "When a track event named “Product Added” arrives." */
export function TriggerWords({ value, showsProblem = false, id, className }: TriggerWordsProps) {
  const { words, isReadable, problem } = useMemo(() => readTrigger(value), [value]);
  const shown = !isReadable && showsProblem ? problem : words;
  const isWrong = !isReadable && showsProblem;
  const Icon = isWrong ? CircleAlert : MessageSquareQuote;
  return (
    <p
      id={id}
      className={cn(
        "flex items-start gap-1.5 text-xs",
        isWrong ? "text-danger-ink" : isReadable ? "text-ink" : "text-faint",
        className,
      )}
    >
      <Icon aria-hidden="true" className={cn("mt-px size-3.5 shrink-0", !isWrong && "text-faint")} />
      <span className="min-w-0 break-words">{shown}</span>
    </p>
  );
}

function readTrigger(value: string): { words: string; isReadable: boolean; problem?: string } {
  const { root, problems } = parseTrigger(value);
  if (root || value.trim() === "") {
    const words = describeTrigger(root);
    return { words: `${words.charAt(0).toUpperCase()}${words.slice(1)}.`, isReadable: true };
  }
  const problem = problems.find(({ severity }) => severity === "error")?.message;
  return { words: "What it says stands here as soon as it can be read.", isReadable: false, problem };
}
