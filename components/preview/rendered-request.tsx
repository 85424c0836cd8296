"use client";

import { memo, useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { formatBytes } from "@/components/ui/format-number";
import type { PartnerRequest } from "@/lib/destination/exchange";
import type { OriginPart } from "@/lib/destination/origin-parts";
import { BodyFacts } from "./body-facts";
import { bodyVerdict } from "./body-verdict";
import { OriginText } from "./origin-text";
import { HeaderRows, RequestLine } from "./request-parts";
import { RequestWarnings } from "./request-warnings";

/** Of a body longer than this the rest shows when somebody asks for it, without its origins. */
export const bodyCharsShown = 16_000;

interface RenderedRequestProps {
  request: PartnerRequest;
  warnings: readonly string[];
  parts: { url: OriginPart; headers: OriginPart[]; body: OriginPart | undefined };
  /** Of the endpoint: several of these may stand on one page. */
  name: string;
}

/** URL, headers and body as they will be sent, every piece marked with its origin. */
export const RenderedRequest = memo(function RenderedRequest({ request, warnings, parts, name }: RenderedRequestProps) {
  const [isWhole, setIsWhole] = useState(false);
  const verdict = useMemo(() => bodyVerdict(request), [request]);
  const body = request.body ?? "";
  const headerText = request.headers.map((header) => `${header.name}: ${header.value}`).join("\n");
  return (
    <div className="space-y-3">
      <RequestLine
        method={request.method}
        actions={<CopyButton text={request.url} label={`Copy ${name} URL`} isIconOnly />}
      >
        <OriginText part={parts.url} />
      </RequestLine>
      <HeaderRows
        label={`${name} headers`}
        actions={<CopyButton text={headerText} label={`Copy ${name} headers`} isIconOnly />}
        rows={request.headers.map((header, index) => {
          const part = parts.headers[index];
          const isOurs = part?.pieces.every(({ path, token }) => !path && !token);
          return { name: header.name, isOurs, value: part ? <OriginText part={part} /> : header.value };
        })}
      />
      {parts.body && (
        <CodeBlock code={body} label={`${name} payload`} isWrapped maxHeight={320}>
          <OriginText part={parts.body} />
          {isWhole && body.slice(bodyCharsShown)}
        </CodeBlock>
      )}
      <div className="flex min-h-6 flex-wrap items-center justify-between gap-2">
        <BodyFacts verdict={verdict} />
        {!isWhole && body.length > bodyCharsShown && (
          <Button size="sm" variant="ghost" onClick={() => setIsWhole(true)}>
            Show all {formatBytes(verdict.bytes)}
          </Button>
        )}
      </div>
      <RequestWarnings warnings={warnings} />
    </div>
  );
});
