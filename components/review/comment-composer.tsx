"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { messageOf } from "@/lib/client/api";
import { randomUuid } from "@/lib/client/random-uuid";
import { commentCharsMax } from "@/lib/review-contract";
import { useKeptText } from "./use-kept-text";

interface CommentComposerProps {
  /** What the text is for: it is kept under this name until it is sent. */
  textKey: string;
  label: string;
  placeholder?: string;
  sendLabel: string;
  /** Sends the text under this ID; one that is sent again after a failure has the same. */
  onSend: (comment: { id: string; text: string }) => Promise<void>;
  /** A second way to send it, such as with “and resolve”. */
  other?: { label: string; onSend: (comment: { id: string; text: string }) => Promise<void> };
  onCancel?: () => void;
  /** What a comment that exists already says. */
  initialText?: string;
  hasFocus?: boolean;
  rows?: number;
  children?: ReactNode;
}

/** A box for a comment. What is in it stays until it was really sent, whatever becomes of the box or the page. */
export function CommentComposer({
  textKey,
  label,
  sendLabel,
  other,
  onSend,
  onCancel,
  ...props
}: CommentComposerProps) {
  const { initialText = "", hasFocus = false, rows = 2, placeholder, children } = props;
  const [kept, keep] = useKeptText(textKey);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState<string>();
  const [id, setId] = useState<string>();
  const box = useRef<HTMLTextAreaElement>(null);
  const problemId = useId();
  const [isTouched, setIsTouched] = useState(false);
  const text = kept === "" && !isTouched ? initialText : kept;

  useEffect(() => {
    if (hasFocus) box.current?.focus();
  }, [hasFocus]);

  async function send(name: string, act: CommentComposerProps["onSend"]) {
    const wrong = wrongWith(text);
    setProblem(wrong ?? "");
    if (wrong !== undefined) return box.current?.focus();
    const comment = { id: id ?? randomUuid(), text: text.trim() };
    setId(comment.id);
    setBusy(name);
    try {
      await act(comment);
      keep("");
      setId(undefined);
    } catch (error) {
      setProblem(messageOf(error));
      box.current?.focus();
    } finally {
      setBusy(undefined);
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      event.stopPropagation();
      void send(sendLabel, onSend);
    } else if (event.key === "Escape" && onCancel) {
      event.stopPropagation();
      onCancel();
    }
  }

  return (
    <div className="space-y-2">
      <Textarea
        ref={box}
        rows={rows}
        aria-label={label}
        aria-invalid={problem !== "" || undefined}
        aria-describedby={problem ? problemId : undefined}
        placeholder={placeholder}
        value={text}
        readOnly={busy !== undefined}
        onChange={(event) => {
          keep(event.target.value);
          setIsTouched(true);
          setProblem("");
        }}
        onKeyDown={onKeyDown}
      />
      {problem && (
        <p id={problemId} role="alert" className="break-words text-danger-ink text-xs">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          isLoading={busy === sendLabel}
          disabled={busy !== undefined}
          onClick={() => void send(sendLabel, onSend)}
        >
          {sendLabel}
        </Button>
        {other && (
          <Button
            size="sm"
            isLoading={busy === other.label}
            disabled={busy !== undefined}
            onClick={() => void send(other.label, other.onSend)}
          >
            {other.label}
          </Button>
        )}
        {onCancel && (
          <Button size="sm" variant="ghost" disabled={busy !== undefined} onClick={onCancel}>
            Cancel
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}

function wrongWith(text: string): string | undefined {
  const { length } = text.trim();
  if (length === 0) return "Write something first.";
  if (length <= commentCharsMax) return undefined;
  return `Shorten the comment to 5,000 characters at most: these are ${length.toLocaleString("en")}.`;
}
