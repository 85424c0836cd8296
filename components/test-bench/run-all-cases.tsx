"use client";

import { ListChecks, Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { TestCase } from "@/lib/test-history-contract";
import type { TestCases } from "./use-test-cases";

/** Runs the cases one after the other, and stops that again. */
export function RunAllCases({ tests, cases }: { tests: TestCases; cases: readonly TestCase[] }) {
  const { runningId, isRunningAll } = tests;
  return (
    <>
      {runningId && (
        <IconButton label="Cancel the cases" size="sm" onClick={tests.cancel}>
          <Square aria-hidden="true" />
        </IconButton>
      )}
      <Button
        size="sm"
        icon={<ListChecks aria-hidden="true" />}
        isLoading={isRunningAll}
        disabled={cases.length === 0 || (runningId !== undefined && !isRunningAll)}
        onClick={() => void tests.runAll(cases)}
      >
        Run all cases
      </Button>
    </>
  );
}
