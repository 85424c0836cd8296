import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { CodeBlock } from "@/components/ui/code-block";

/** The only time a key is on screen: afterwards we know no more than its hash. */
export function ApiKeyOnce({ title, apiKey, actions }: { title: string; apiKey: string; actions?: ReactNode }) {
  return (
    <Callout tone="success" title={title} isLive actions={actions}>
      <p>Copy the API key now. It is not shown again.</p>
      <CodeBlock code={apiKey} label="API key" className="mt-2" isWrapped />
    </Callout>
  );
}
