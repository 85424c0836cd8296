"use client";

import { TriangleAlert } from "lucide-react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Finding } from "@/lib/destination/finding";
import { FixButton } from "./finding-list";
import { focusField } from "./focus-field";
import { reasonProblem, waiverId } from "./waivers";

interface WaiverFormProps {
  finding: Finding;
  reason: string;
  isProblemShown: boolean;
  onChange: (reason: string) => void;
  onLeave: () => void;
  connectionInfoHref: string;
}

/** One warning: fix it, or give the reviewer a reason. */
export function WaiverForm({
  finding,
  reason,
  isProblemShown,
  onChange,
  onLeave,
  connectionInfoHref,
}: WaiverFormProps) {
  const link = "font-medium text-ink text-xs hover:underline";
  return (
    <div className="rounded-md border border-line bg-surface p-3">
      <div className="mb-2 flex gap-2">
        <TriangleAlert aria-label="Warning" className="mt-0.5 size-4 shrink-0 text-warning-ink" />
        <div className="min-w-0">
          {finding.path.length === 0 ? (
            <a href={connectionInfoHref} className={link}>
              {finding.place}
            </a>
          ) : (
            <button
              type="button"
              className={`${link} text-start`}
              onClick={() => {
                onLeave();
                focusField(finding.path);
              }}
            >
              {finding.place}
            </button>
          )}
          <p className="break-words text-muted text-sm">
            {finding.message} <FixButton finding={finding} />
          </p>
        </div>
      </div>
      <Field
        id={waiverId(finding)}
        label={`Why this is all right: ${finding.place}`}
        isLabelHidden
        error={isProblemShown ? reasonProblem(reason) : undefined}
      >
        <Input
          value={reason}
          dir="auto"
          placeholder="Why this is all right"
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </Field>
    </div>
  );
}
