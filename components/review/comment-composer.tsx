"use client";

import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/textarea";
import { messageOf } from "@/lib/client/api";
import { randomUuid } from "@/lib/client/random-uuid";
import { commentCharsMax } from "@/lib/review-contract";
import { useKeptText } from "./use-kept-text";

type Send = (comment: { id: string; text: string }) => Promise<void>;

interface CommentComposerProps {
  /** What the text is for: it is kept under this name until it is sent. */
  textKey: string;
  label: string;
  placeholder?: string;
  sendLabel: string;
  /** Sends the text under this ID; one that is sent again after a failure has the same. */
  onSend: Send;
  /** A second way to send it, such as with “and resolve”. */
  other?: { label: string; onSend: Send };
  onCancel?: () => void;
  /** What a comment that exists already says. */
  initialText?: string;
  hasFocus?: boolean;
}

/** A box for a comment. What is in it stays until it was really sent, whatever becomes of the box or the page. */
export function CommentComposer(props: CommentComposerProps) {
  const { textKey, label, placeholder, sendLabel, other, onSend, onCancel, initialText = "", hasFocus = false } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const problemId = useId();
  const { text, change, send, busy, problem } = useComment(textKey, initialText, box);
  useEffect(() => {
    if (hasFocus) box.current?.focus();
  }, [hasFocus]);

  function onKeyDown(event: KeyboardEvent) {
    const sends = event.key === "Enter" && (event.metaKey || event.ctrlKey);
    const closes = event.key === "Escape" && onCancel !== undefined;
    if (!sends && !closes) return;
    event.preventDefault();
    event.stopPropagation();
    if (sends) void send(sendLabel, onSend);
    else onCancel?.();
  }

  const ways = [{ label: sendLabel, onSend }, ...(other ? [other] : [])];
  return (
    <div className="space-y-2">
      <Textarea
        ref={box}
        rows={2}
        aria-label={label}
        aria-invalid={problem !== "" || undefined}
        aria-describedby={problem ? problemId : undefined}
        placeholder={placeholder}
        value={text}
        readOnly={busy !== undefined}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {problem && (
        <p id={problemId} role="alert" className="break-words text-danger-ink text-xs">
          {problem}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {ways.map((way) => (
          <Button
            key={way.label}
            size="sm"
            isLoading={busy === way.label}
            disabled={busy !== undefined}
            onClick={() => void send(way.label, way.onSend)}
          >
            {way.label}
          </Button>
        ))}
        {onCancel && (
          <Button size="sm" variant="ghost" disabled={busy !== undefined} onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </div>
  );
}

/** What is in the box, and what becomes of sending it. */
function useComment(textKey: string, initialText: string, box: RefObject<HTMLTextAreaElement | null>) {
  const [kept, keep] = useKeptText(textKey);
  const [isTouched, setIsTouched] = useState(false);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState<string>();
  const [id, setId] = useState<string>();
  const text = kept === "" && !isTouched ? initialText : kept;

  function change(changed: string) {
    keep(changed);
    setIsTouched(true);
    setProblem("");
    // Other words are another comment: under the ID of one that did arrive they would be taken for the same.
    setId(undefined);
  }

  async function send(way: string, act: Send) {
    const wrong = wrongWith(text);
    setProblem(wrong ?? "");
    if (wrong !== undefined) return box.current?.focus();
    const comment = { id: id ?? randomUuid(), text: text.trim() };
    setId(comment.id);
    setBusy(way);
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

  return { text, change, send, busy, problem };
}

function wrongWith(text: string): string | undefined {
  const { length } = text.trim();
  if (length === 0) return "Write something first.";
  if (length <= commentCharsMax) return undefined;
  return `Shorten the comment to 5,000 characters at most: these are ${length.toLocaleString("en")}.`;
}
