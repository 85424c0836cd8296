import type { OriginPart } from "@/lib/destination/origin-parts";
import { declaredVariables } from "@/lib/destination/variable-use";
import { shellVariableOf } from "./curl";
import type { Rendering } from "./origin-frame";
import { pieceClass } from "./origin-text";

interface LegendProps {
  rendering: Rendering;
  /** What is not answered yet and has a stand-in. */
  missing: readonly string[];
  hasCurl: boolean;
}

/** What the colours mean, which values are only stand-ins, and what a shell needs to know for the cURL command. */
export function Legend({ rendering, missing, hasCurl }: LegendProps) {
  const used = variablesIn(rendering.parts);
  const secrets = declaredVariables(rendering.definition).filter(({ name, secret }) => secret && used.has(name));
  const shellVariables = [...new Set(secrets.map(({ name }) => shellVariableOf(name)))];
  return (
    <div className="space-y-1 text-muted text-xs">
      {used.size > 0 && (
        <p>
          <span aria-hidden="true" className={`${pieceClass} me-1.5 px-1 font-mono`}>
            value
          </span>
          comes from a variable. Point at it, or use the arrow keys, to see from where.
        </p>
      )}
      {hasCurl && shellVariables.length > 0 && (
        <p>
          The cURL command holds no secret. Set{" "}
          {shellVariables.map((name, index) => (
            <span key={name}>
              {index > 0 && (index === shellVariables.length - 1 ? " and " : ", ")}
              <code className="font-mono text-ink">{name}</code>
            </span>
          ))}{" "}
          in your shell first.
        </p>
      )}
      {missing.length > 0 && <p>Not filled in yet, shown with stand-ins: {namesOf(missing)}.</p>}
    </div>
  );
}

const namesShown = 4;

function namesOf(names: readonly string[]): string {
  const first = names.slice(0, namesShown).join(", ");
  return names.length > namesShown ? `${first} and ${names.length - namesShown} more` : first;
}

function variablesIn({ url, headers, body }: Rendering["parts"]): Set<string> {
  const parts: OriginPart[] = [url, ...headers, ...(body ? [body] : [])];
  return new Set(
    parts.flatMap(({ pieces }) => pieces.flatMap(({ token, pair }) => (token ? [token.name] : (pair ?? [])))),
  );
}
