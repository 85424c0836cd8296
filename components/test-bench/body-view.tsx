"use client";

import { ChevronDown, ChevronUp, Search } from "lucide-react";
import dynamic from "next/dynamic";
import { use, useEffect, useMemo, useRef, useState } from "react";
import { ButtonGroup } from "@/components/ui/button-group";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "@/components/ui/code-block";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { SkeletonText } from "@/components/ui/skeleton";
import { parseJson, toJson } from "@/lib/destination/json";
import { ResponseOf } from "./response-of";
import { searchText } from "./search-text";

/** Only for the test bench, and only when somebody asks for it: reviewers look at the text. */
const ValueTree = dynamic(async () => (await import("./value-tree")).ValueTree, {
  loading: () => <SkeletonText lines={4} />,
});

const layouts = [
  { value: "pretty", label: "Pretty" },
  { value: "tree", label: "Values" },
  { value: "raw", label: "Raw" },
] as const;
type Layout = (typeof layouts)[number]["value"];

interface BodyViewProps {
  body: string;
  label: string;
}

/** A body as text: laid out where it is JSON, or as it came, with a search. Nothing in it is ever markup. */
export function BodyView({ body, label }: BodyViewProps) {
  const [layout, setLayout] = useState<Layout>("pretty");
  const [query, setQuery] = useState("");
  const [current, setCurrent] = useState(0);
  const document = useMemo(() => parseJson(body), [body]);
  const pretty = useMemo(() => (document === undefined ? undefined : toJson(document, 2)), [document]);
  const text = layout === "raw" || pretty === undefined ? body : pretty;
  const isUsable = use(ResponseOf) !== undefined;
  const isTree = layout === "tree" && document !== undefined;
  const found = useMemo(() => searchText(text, query), [text, query]);
  const selected = found.count === 0 ? -1 : Math.min(current, found.count - 1);
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    if (selected >= 0 && query !== "") mark.current?.scrollIntoView({ block: "nearest" });
  }, [selected, query]);
  const step = (by: number) => setCurrent((selected + by + found.count) % Math.max(1, found.count));

  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        {pretty !== undefined && (
          <ButtonGroup
            size="sm"
            aria-label={`Layout: ${label}`}
            value={layout}
            onValueChange={(value) => setLayout(layouts.find((each) => each.value === value)?.value ?? "pretty")}
            options={isUsable ? layouts : layouts.filter(({ value }) => value !== "tree")}
          />
        )}
        <div className={cn("flex min-w-44 flex-1 items-center gap-1", isTree && "hidden")}>
          <Input
            type="search"
            aria-label={`Search: ${label}`}
            placeholder="Search in the body"
            start={<Search aria-hidden="true" />}
            value={query}
            onChange={(event) => {
              setQuery(event.currentTarget.value);
              setCurrent(0);
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" || found.count === 0) return;
              event.preventDefault();
              step(event.shiftKey ? -1 : 1);
            }}
            end={
              <span role="status" className="whitespace-nowrap">
                {query !== "" &&
                  (found.count === 0 ? "Not found" : `${selected + 1} of ${found.count}${found.isCapped ? "+" : ""}`)}
              </span>
            }
          />
          <IconButton label="Previous match" size="sm" disabled={found.count === 0} onClick={() => step(-1)}>
            <ChevronUp />
          </IconButton>
          <IconButton label="Next match" size="sm" disabled={found.count === 0} onClick={() => step(1)}>
            <ChevronDown />
          </IconButton>
        </div>
      </div>
      {isTree && <ValueTree document={document} label={label} />}
      {!isTree && (
        <CodeBlock
          code={text}
          label={label}
          language={pretty === undefined ? "text" : "json"}
          isLabelHidden
          isWrapped
          maxHeight={320}
        >
          {query === "" || found.count === 0
            ? undefined
            : found.pieces.map((piece, index) =>
                piece.match === undefined ? (
                  piece.text
                ) : (
                  <mark
                    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no identity beyond their place in the text.
                    key={index}
                    ref={piece.match === selected ? mark : undefined}
                    className={cn(
                      "rounded-xs text-ink",
                      piece.match === selected
                        ? "bg-warning-soft outline-2 outline-warning"
                        : "bg-warning-soft outline-1 outline-warning-line",
                    )}
                  >
                    {piece.text}
                  </mark>
                ),
              )}
        </CodeBlock>
      )}
    </div>
  );
}
