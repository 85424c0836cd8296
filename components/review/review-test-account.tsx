"use client";

import { Lock } from "lucide-react";
import { ButtonGroup } from "@/components/ui/button-group";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { RelativeTime } from "@/components/ui/relative-time";
import type { LentAccount } from "@/lib/review-contract";
import type { ReviewTesting } from "./use-review-tests";

/** Whose account a reviewer tests with. The partner's secrets are used, never shown. */
export function ReviewTestAccount({ tests, account }: { tests: ReviewTesting; account: LentAccount | null }) {
  return (
    <Card
      title="Account for your tests"
      headingLevel={3}
      actions={
        account && (
          <ButtonGroup
            size="sm"
            aria-label="Account for your tests"
            value={tests.account}
            onValueChange={(value) => tests.setAccount(value === "vault" ? "vault" : "own")}
            options={[
              { value: "vault", label: "The partner's" },
              { value: "own", label: "Your answers" },
            ]}
          />
        )
      }
    >
      {account && tests.account === "vault" ? (
        <Lent account={account} />
      ) : (
        <p className="max-w-prose text-muted text-sm">
          Tests use what you enter in the setup modal above: an account of yours, or one of the sandbox partner. The
          partner sees what they show, with secrets masked.
          {!account && " The partner lent no test account for this version, or its time is over."}
        </p>
      )}
    </Card>
  );
}

function Lent({ account: { note, expiresAt, storedAt, storedBy, answers } }: { account: LentAccount }) {
  return (
    <div className="space-y-3">
      <p className="max-w-prose text-muted text-sm">
        {storedBy} lent a test account <RelativeTime at={storedAt} />. Its secrets are used for the call and shown to
        nobody; each use is in the audit log, and the partner sees it, with what the test has shown. It ends{" "}
        <RelativeTime at={expiresAt} />.
      </p>
      {note && <p className="max-w-prose whitespace-pre-wrap break-words text-ink text-sm">“{note}”</p>}
      {answers.length > 0 && (
        <DescriptionList
          items={answers.map(({ name, answer, isSecret }) => ({
            term: name,
            value: isSecret ? (
              <span className="inline-flex items-center gap-1.5 text-muted">
                <Lock aria-hidden="true" className="size-3.5" />
                Stored, not shown
              </span>
            ) : (
              <span className="break-all font-mono text-xs">{answer}</span>
            ),
          }))}
        />
      )}
    </div>
  );
}
