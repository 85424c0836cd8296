import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { DefinitionOutline } from "@/lib/destination/example/destination-template";
import type { StartingPoint } from "./starting-point";

/** What the chosen starting point holds: its calls, its limits, and what it can't do. */
export function StartingPointDetails({ point }: { point: StartingPoint }) {
  const { name, description, category, outline, about, id } = point;
  return (
    <section aria-label={`About ${name}`} className="min-w-0 space-y-4 rounded-lg border border-line bg-sunken p-4">
      <div>
        <div className="flex flex-wrap items-center gap-2">
          <h3 className="font-semibold text-ink text-md">{name}</h3>
          {about ? <Badge>{category}</Badge> : id === "example" && <Badge tone="accent">Works at once</Badge>}
        </div>
        <p className="mt-1 text-muted text-sm">{about?.text ?? description}</p>
        {about && (
          <a
            href={about.documentationUrl}
            target="_blank"
            rel="noreferrer"
            className="link mt-2 inline-flex items-center gap-1 text-xs"
          >
            The API's documentation
            <ExternalLink aria-hidden="true" className="size-3" />
            <span className="sr-only"> (opens in a new tab)</span>
          </a>
        )}
      </div>
      {outline ? <Outline outline={outline} /> : <BlankOutline />}
      {about && about.limits.length > 0 && <Facts title="Limits" facts={about.limits} />}
      {about && about.notExpressed.length > 0 && <Facts title="What it can't do" facts={about.notExpressed} />}
    </section>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h4 className="mb-1 font-medium text-ink text-xs">{title}</h4>
      {children}
    </div>
  );
}

function Facts({ title, facts }: { title: string; facts: readonly string[] }) {
  return (
    <Part title={title}>
      <ul className="list-disc space-y-0.5 ps-4 text-muted text-xs">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </Part>
  );
}

const callsShown = 10;

function Outline({ outline: { authentication, questions, calls, payload } }: { outline: DefinitionOutline }) {
  const more = calls.length - callsShown;
  return (
    <>
      <Part title="The customer is asked">
        <p className="text-muted text-xs">
          {[authentication, ...questions].filter((question) => question !== "").join(" · ")}
        </p>
      </Part>
      <Part title="Calls">
        <ul className="space-y-1 text-xs">
          {calls.slice(0, callsShown).map(({ name, method, url }) => (
            <li key={`${name} ${method} ${url}`} className="flex min-w-0 items-baseline gap-2">
              <span className="w-26 shrink-0 truncate text-muted sm:w-32">{name}</span>
              <code className="min-w-0 truncate font-mono text-2xs text-ink" dir="ltr">
                <span className="text-syntax-keyword">{method}</span> {pathOf(url)}
              </code>
            </li>
          ))}
          {more > 0 && <li className="text-faint">and {more} more</li>}
        </ul>
      </Part>
      {payload.trim() !== "" && (
        <Part title="What is sent">
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
            tabIndex={0}
            className="max-h-40 overflow-auto rounded-md border border-line bg-surface px-2.5 py-2"
            dir="ltr"
          >
            <code className="font-mono text-2xs text-ink">{payload}</code>
          </pre>
        </Part>
      )}
    </>
  );
}

function BlankOutline() {
  return (
    <p className="rounded-md border border-line border-dashed p-4 text-center text-faint text-xs">
      Your own, from the first field on
    </p>
  );
}

/** The path tells calls apart, and there is no room for more: neither for a host nor for what stands for one. */
function pathOf(url: string): string {
  return url.replace(/^(https?:\/\/[^/]+|\$\w+|\$\{[^}]*\})(?=\/)/, "").replace(/^\/w\/[^/]+/, "") || url;
}
