"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { CurlCommand } from "./curl";

interface CurlButtonProps {
  curl: () => CurlCommand | undefined;
  /** There is no request that could be written as a command. */
  isDisabled: boolean;
}

/** Copies the request as a command for a shell; a request that can't be one says why. */
export function CurlButton({ curl, isDisabled }: CurlButtonProps) {
  const [problem, setProblem] = useState("");
  if (isDisabled) {
    return (
      <Button size="sm" variant="ghost" disabled>
        Copy as cURL
      </Button>
    );
  }
  const text = () => {
    const command = curl();
    if (!command) return "";
    setProblem(command.ok ? "" : command.message);
    return command.ok ? command.command : `# ${command.message}`;
  };
  return (
    <span className="flex items-center gap-2">
      <span role="status" className="text-muted text-xs">
        {problem}
      </span>
      <CopyButton text={text} label="Copy as cURL" />
    </span>
  );
}
