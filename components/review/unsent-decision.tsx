"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyButton } from "@/components/ui/copy-button";
import { messageOf } from "@/lib/client/api";
import { randomUuid } from "@/lib/client/random-uuid";
import { wholeVersion } from "@/lib/review-contract";
import { decisionTextKey } from "./decision-form";
import { useThreads } from "./threads-provider";
import { useKeptText } from "./use-kept-text";

/** What somebody had written for a decision that another reviewer took first: nothing of it is lost. */
export function UnsentDecision({ versionId }: { versionId: string }) {
  const [note, setNote] = useKeptText(decisionTextKey(versionId));
  const threads = useThreads();
  const [id] = useState(randomUuid);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState("");
  if (note.trim() === "") return null;

  async function send() {
    setIsBusy(true);
    setProblem("");
    try {
      await threads?.begin({ id, anchor: wholeVersion, text: note });
      setNote("");
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <Callout
      tone="warning"
      title="It was decided before you could: your comment was not sent"
      isLive
      actions={
        <>
          {threads?.mayComment && (
            <Button size="sm" isLoading={isBusy} onClick={() => void send()}>
              Send it as a comment
            </Button>
          )}
          <CopyButton text={note} label="Copy it" />
          <Button size="sm" variant="ghost" onClick={() => setNote("")}>
            Discard it
          </Button>
        </>
      }
    >
      <p className="whitespace-pre-wrap break-words border-line-strong border-s-2 ps-3">{note}</p>
      {problem && <p className="mt-1 break-words text-danger-ink">{problem}</p>}
    </Callout>
  );
}
