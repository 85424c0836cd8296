import { Callout } from "@/components/ui/callout";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/dialog";
import type { MadeVersion } from "./use-submission";

interface SubmittedDialogProps {
  isOpen: boolean;
  onClose: () => void;
  made: MadeVersion;
  displayName: string;
}

/** What was made, and what happens next. */
export function SubmittedDialog({ isOpen, onClose, made, displayName }: SubmittedDialogProps) {
  const { purpose, number } = made;
  const isForReview = purpose === "review";
  return (
    <Dialog isOpen={isOpen} onOpenChange={(next) => !next && onClose()}>
      <DialogContent
        title={isForReview ? `Version ${number} is in review` : `Version ${number} is released to your organization`}
        description={isForReview ? `The reviewers were told about ${displayName}.` : displayName}
        footer={
          <>
            <a href={isForReview ? "/destinations" : "/catalog"} className="link me-auto text-sm">
              {isForReview ? "All destinations" : "Open the catalog"}
            </a>
            <DialogClose variant="primary">Go on editing</DialogClose>
          </>
        }
      >
        <Callout tone="success">
          {isForReview
            ? "What was submitted stays as it is, with its tests as evidence. You get an e-mail when it is decided; until then the state also shows at the top of this page. You may go on editing the draft."
            : "Everybody in your organization can install it now; nobody else sees it. What you edit from here on changes nothing in it until you release or submit again."}
        </Callout>
      </DialogContent>
    </Dialog>
  );
}
