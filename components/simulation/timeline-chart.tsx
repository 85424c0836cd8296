"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { formatNumber } from "@/components/ui/format-number";
import { durationWords } from "@/lib/delivery/simulation-words";
import { coarser, type Timeline } from "@/lib/delivery/timeline";

interface TimelineChartProps {
  timeline: Timeline;
  durationMs: number;
  /** Calls a second that the partner declared; undefined for no limit. */
  declaredPerSecond: number | undefined;
}

const width = 720;
const height = 160;
const barsMax = 90;

/** Calls a second over the course of a run. The arrow keys walk through it; the line below says what is there. */
export function TimelineChart({ timeline, durationMs, declaredPerSecond }: TimelineChartProps) {
  const { bucketMs, buckets } = coarser(timeline, barsMax);
  const [chosen, setChosen] = useState<number>();
  const seconds = bucketMs / 1_000;
  const highest = Math.max(...buckets.map(({ calls }) => calls / seconds), 0);
  // A limit far above everything would flatten what there is to see.
  const limit = declaredPerSecond !== undefined && declaredPerSecond <= highest * 3 ? declaredPerSecond : undefined;
  const top = Math.max(highest, limit ?? 0) * 1.1 || 1;
  const at = Math.min(chosen ?? 0, buckets.length - 1);
  const step = width / buckets.length;
  const y = (perSecond: number) => height - (perSecond / top) * height;

  function walk(event: KeyboardEvent) {
    const target = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: buckets.length - 1 }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setChosen(Math.max(0, Math.min(buckets.length - 1, target)));
  }

  function point(event: PointerEvent<HTMLElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    setChosen(Math.max(0, Math.min(buckets.length - 1, Math.floor(share * buckets.length))));
  }

  return (
    <div>
      <div className="flex justify-between text-2xs text-faint tabular-nums">
        <span>{perSecondWords(top / 1.1)} calls a second</span>
        <Legend hasFailures={buckets.some(({ failed }) => failed > 0)} hasLimit={limit !== undefined} />
      </div>
      <div
        role="slider"
        tabIndex={0}
        aria-label="Moment of the run"
        aria-valuemin={0}
        aria-valuemax={Math.max(0, buckets.length - 1)}
        aria-valuenow={at}
        aria-valuetext={momentWords(buckets[at], at, bucketMs)}
        onKeyDown={walk}
        onPointerMove={point}
        onPointerLeave={() => setChosen(undefined)}
        className="mt-1 cursor-crosshair rounded-sm"
      >
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          className="block h-40 w-full"
        >
          <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-line-strong" />
          {buckets.map(({ calls, failed }, index) => {
            const fine = (calls - failed) / seconds;
            const x = index * step;
            const bar = Math.max(0.5, step - (step > 3 ? 1 : 0));
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a bucket is its place in time.
              <g key={index}>
                {index === chosen && <rect x={x} y="0" width={step} height={height} className="fill-hover" />}
                <rect x={x} width={bar} y={y(fine)} height={height - y(fine)} className="fill-accent" />
                <rect
                  x={x}
                  width={bar}
                  y={y(calls / seconds)}
                  height={y(fine) - y(calls / seconds)}
                  className="fill-danger"
                />
              </g>
            );
          })}
          {limit !== undefined && (
            <line
              x1="0"
              x2={width}
              y1={y(limit)}
              y2={y(limit)}
              strokeDasharray="6 4"
              vectorEffect="non-scaling-stroke"
              className="stroke-warning"
            />
          )}
        </svg>
      </div>
      <div className="mt-1 flex justify-between text-2xs text-faint tabular-nums">
        <span>Start</span>
        <span>{durationWords(durationMs / 2)}</span>
        <span>{durationWords(durationMs)}</span>
      </div>
      <p className="mt-2 min-h-5 text-muted text-xs">
        {chosen === undefined
          ? "Point at a moment, or walk through it with the arrow keys."
          : momentWords(buckets[at], at, bucketMs)}
      </p>
    </div>
  );
}

function Legend({ hasFailures, hasLimit }: { hasFailures: boolean; hasLimit: boolean }) {
  return (
    <ul className="flex gap-3" aria-label="Legend">
      <li className="flex items-center gap-1">
        <span aria-hidden="true" className="size-2 rounded-[2px] bg-accent" /> succeed
      </li>
      {hasFailures && (
        <li className="flex items-center gap-1">
          <span aria-hidden="true" className="size-2 rounded-[2px] bg-danger" /> fail
        </li>
      )}
      {hasLimit && (
        <li className="flex items-center gap-1">
          <span aria-hidden="true" className="h-0 w-3 border-warning border-t-2 border-dashed" /> declared rate
        </li>
      )}
    </ul>
  );
}

/** `4 min to 5 min: 5,400 calls, 12 of them retries, 3 failed; 5,397,000 delivered.` */
export function momentWords(bucket: Timeline["buckets"][number] | undefined, index: number, bucketMs: number): string {
  if (!bucket) return "";
  const time = `${durationWords(index * bucketMs)} to ${durationWords((index + 1) * bucketMs)}`;
  const retries = bucket.retries > 0 ? `, ${formatNumber(bucket.retries)} of them retries` : "";
  const failed = bucket.failed > 0 ? `, ${formatNumber(bucket.failed)} failed` : "";
  return `${time}: ${formatNumber(bucket.calls)} ${bucket.calls === 1 ? "call" : "calls"}${retries}${failed}; ${formatNumber(bucket.items)} delivered.`;
}

function perSecondWords(value: number): string {
  return formatNumber(value >= 10 ? Math.round(value) : Number(value.toPrecision(2)));
}
