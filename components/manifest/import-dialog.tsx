"use client";

import { CircleCheck } from "lucide-react";
import { useRef, useState } from "react";
import { useDraftActions } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { pluralize } from "@/components/ui/format-number";
import { toast } from "@/components/ui/toast";
import { applyReview, reviewManifest } from "@/lib/destination/manifest/manifest-review";
import { ManifestInput } from "./manifest-input";
import { ManifestReview } from "./manifest-review";
import { ManifestSummary } from "./manifest-summary";
import type { GoodManifest } from "./read-manifest";
import { type ManifestText, useManifestText } from "./use-manifest-text";
import { useOpenings } from "./use-openings";
import { useReviewChoice } from "./use-review-choice";

interface ImportDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Brings a file into the draft: read, compared field by field, and taken as one step that can be undone. */
export function ImportDialog({ isOpen, onOpenChange }: ImportDialogProps) {
  // The text is kept: whoever undoes what was brought in can choose anew.
  const manifest = useManifestText();
  const opening = useOpenings(isOpen);
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange}>
      <Steps key={opening} manifest={manifest} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function Steps({ manifest, onDone }: { manifest: ManifestText; onDone: () => void }) {
  const [reviewed, setReviewed] = useState<GoodManifest>();
  if (!reviewed) return <InputStep manifest={manifest} onRead={setReviewed} />;
  return (
    <ReviewStep
      contents={reviewed}
      fileName={manifest.fileName}
      onBack={() => setReviewed(undefined)}
      onDone={onDone}
    />
  );
}

function InputStep({ manifest, onRead }: { manifest: ManifestText; onRead: (contents: GoodManifest) => void }) {
  const contents = manifest.reading.state === "good" ? manifest.reading.contents : undefined;
  const start = useRef<HTMLButtonElement>(null);
  return (
    <DialogContent
      size="lg"
      initialFocus={start}
      title="Bring in a manifest"
      description="Nothing changes yet: first you see every difference and choose what to take."
      footer={
        <>
          <DialogClose />
          <Button variant="primary" disabled={!contents} onClick={() => contents && onRead(contents)}>
            Compare with the draft
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <ManifestInput manifest={manifest} rows={10} start={start} />
        {contents && (
          <section aria-label="What it holds" className="rounded-lg border border-line bg-surface p-3 shadow-1">
            <ManifestSummary contents={contents} />
          </section>
        )}
      </div>
    </DialogContent>
  );
}

interface ReviewStepProps {
  contents: GoodManifest;
  fileName: string | undefined;
  onBack: () => void;
  onDone: () => void;
}

function ReviewStep({ contents, fileName, onBack, onDone }: ReviewStepProps) {
  const { definition: file, connectionInfo } = contents;
  const { edit } = useDraftActions();
  const start = useRef<HTMLDivElement>(null);
  const choice = useReviewChoice(file);
  const { review, taken } = choice;
  const count = review.ok ? review.entries.length : 0;

  function bringIn() {
    const label = `Bring in ${fileName ? `“${fileName}”` : "a manifest"} (${pluralize(taken.size, "difference")})`;
    edit(label, (definition) => {
      const newest = reviewManifest(definition, file);
      return newest.ok ? applyReview(definition, newest, taken) : definition;
    });
    onDone();
    toast.success(`${pluralize(taken.size, "difference")} brought in`, {
      description: "It is one step: Undo takes it back.",
    });
  }

  return (
    <DialogContent
      size="xl"
      initialFocus={start}
      title="Differences to the draft"
      description={fileName ?? "The manifest that you wrote or pasted."}
      footer={
        <>
          {count > 0 && (
            <p role="status" className="me-auto text-muted text-xs max-sm:basis-full">
              {taken.size} of {pluralize(count, "difference")} taken. What isn’t taken stays as it is.
            </p>
          )}
          <Button onClick={onBack}>Back</Button>
          {count > 0 ? (
            <Button variant="primary" disabled={taken.size === 0} onClick={bringIn}>
              Bring in {pluralize(taken.size, "difference")}
            </Button>
          ) : (
            <DialogClose>Close</DialogClose>
          )}
        </>
      }
    >
      <div ref={start} tabIndex={-1} className="space-y-4 outline-none">
        {!review.ok ? (
          <Callout
            tone="danger"
            title="This file can't be brought in here"
            actions={
              <ButtonLink href="/destinations/new/manifest" size="sm">
                New destination from a manifest
              </ButtonLink>
            }
          >
            {review.message}
          </Callout>
        ) : count === 0 ? (
          <EmptyState
            icon={<CircleCheck />}
            title="No difference"
            description="The draft is what the file describes already."
            headingLevel={3}
          />
        ) : (
          <ManifestReview choice={choice} />
        )}
        {connectionInfo && review.ok && (
          <p className="text-muted text-xs">
            The file also holds connection info for “{connectionInfo.displayName}”. It isn’t brought in: connection info
            is edited on its own page, and may serve several destinations.
          </p>
        )}
      </div>
    </DialogContent>
  );
}
