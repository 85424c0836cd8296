"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { SavedNote } from "@/components/people/saved-note";
import { SubmitForm } from "@/components/people/submit-form";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { type RequestStatus, requestStatuses, requestStatusTexts } from "@/lib/request-status";

interface RequestAnswerProps {
  requestId: string;
  status: RequestStatus;
  answer: string;
}

/** Says what becomes of a request. Whoever asked is told. */
export function RequestAnswer({ requestId, status, answer }: RequestAnswerProps) {
  const router = useRouter();
  const [isSaved, setIsSaved] = useState(false);
  return (
    <div className="max-w-xl space-y-3">
      <SubmitForm
        method="PATCH"
        url={`/api/v1/admin/requests/${requestId}`}
        toBody={(values) => ({ status: values.status, answer: values.answer })}
        onDone={() => {
          setIsSaved(true);
          router.refresh();
        }}
        submitLabel="Save and tell them"
        variant="secondary"
      >
        {(errorAt) => (
          <>
            <Field label="Status" error={errorAt("status")} className="max-w-48">
              <NativeSelect
                name="status"
                defaultValue={status}
                onChange={() => setIsSaved(false)}
                options={requestStatuses.map((value) => ({ value, label: requestStatusTexts[value] }))}
              />
            </Field>
            <Field label="Answer" isOptional help="They read it in the message." error={errorAt("answer")}>
              <Textarea
                name="answer"
                rows={2}
                maxLength={500}
                defaultValue={answer}
                onChange={() => setIsSaved(false)}
              />
            </Field>
          </>
        )}
      </SubmitForm>
      <SavedNote>{isSaved ? "Saved. Whoever asked was told." : undefined}</SavedNote>
    </div>
  );
}
