"use client";

import { Fragment, memo, useMemo } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { type PayloadLine, payloadLines } from "@/lib/review-anchor";
import { Commentable, CommentButton, ThreadsHere, useCommentPlace } from "./commentable";

interface PayloadLinesProps {
  /** The place of the text in the definition. */
  steps: string[];
  label: string;
  text: string;
}

/** A template line by line. What begins on a line, a member or an element, can be commented on. */
export function PayloadLines({ steps, label, text }: PayloadLinesProps) {
  const lines = useMemo(() => payloadLines(text), [text]);
  const whole = useMemo(() => ({ steps, node: [] }), [steps]);
  return (
    <div className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken">
      <Commentable anchor={whole} className="items-center py-0.5 ps-3 pe-1" threadsClassName="mx-3">
        <span className="flex min-h-7 items-center justify-between gap-2">
          <span className="truncate font-medium text-muted text-xs">{label}</span>
          <CopyButton text={text} label={`Copy ${label}`} isIconOnly className="scroll-mt-28" />
        </span>
      </Commentable>
      <div className="border-line border-t py-1 font-mono text-xs leading-5">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text that never changes have nothing else.
          <Line key={index} number={index + 1} line={line} steps={steps} />
        ))}
      </div>
    </div>
  );
}

const Line = memo(function Line({ line, number, steps }: { line: PayloadLine; number: number; steps: string[] }) {
  if (!line.node) return <PlainLine number={number} text={line.text} />;
  return <NodeLine number={number} text={line.text} steps={steps} node={line.node} />;
});

interface NodeLineProps {
  number: number;
  text: string;
  steps: string[];
  node: NonNullable<PayloadLine["node"]>;
}

function NodeLine({ number, text, steps, node }: NodeLineProps) {
  const anchor = useMemo(() => ({ steps, node }), [steps, node]);
  const place = useCommentPlace(anchor);
  return (
    <div className="group/place min-w-0">
      <div className="flex min-h-6 items-start pe-1 group-hover/place:bg-hover">
        <LineNumber number={number} />
        <LineText text={text} />
        <CommentButton {...place} />
      </div>
      <ThreadsHere {...place} anchor={anchor} className="mx-3" />
    </div>
  );
}

function PlainLine({ number, text }: { number: number; text: string }) {
  return (
    <div className="flex min-h-6 items-start pe-1">
      <LineNumber number={number} />
      <LineText text={text} />
    </div>
  );
}

function LineNumber({ number }: { number: number }) {
  return (
    <span aria-hidden="true" className="w-9 shrink-0 select-none pe-2.5 text-end text-faint leading-6">
      {number}
    </span>
  );
}

const variables = /(\$[A-Za-z_]\w*)/;

function LineText({ text }: { text: string }) {
  return (
    <code className="min-w-0 flex-1 whitespace-pre-wrap break-all leading-6">
      {text.split(variables).map((piece, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a text that never changes have nothing else.
          <span key={index} className="text-syntax-variable">
            {piece}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above.
          <Fragment key={index}>{piece}</Fragment>
        ),
      )}
    </code>
  );
}
