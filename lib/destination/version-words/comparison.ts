/** Two versions side by side, with what several sentences need to know of them. */
import { methodsInUse } from "@/lib/destination/active-fields";
import { declaredHosts } from "@/lib/destination/declared-hosts";
import type { CustomField, DestinationDefinition, MappingField } from "@/lib/destination/definition";
import { memberAt, type Steps } from "@/lib/destination/document-tree";
import { endpointsOf } from "@/lib/destination/endpoints";
import { renameVariable } from "@/lib/destination/rename-variable";

/** Made once for two versions; what it works out is kept. */
export class Comparison {
  private hosts: { added: string[]; removed: string[] } | undefined;
  private renamed: DestinationDefinition | undefined;

  constructor(
    readonly before: DestinationDefinition,
    readonly after: DestinationDefinition,
  ) {}

  /** The hosts that only the newer version calls, and those that only the older did. */
  hostChange(): { added: string[]; removed: string[] } {
    if (!this.hosts) {
      const [old, now] = [hostsOf(this.before), hostsOf(this.after)];
      this.hosts = {
        added: [...now].filter((host) => !old.has(host)),
        removed: [...old].filter((host) => !now.has(host)),
      };
    }
    return this.hosts;
  }

  /** Whether a text differs in nothing but in what the variables are called that questions kept and renamed. */
  isOnlyRenamed(steps: Steps, now: unknown): boolean {
    this.renamed ??= withNewNames(this.before, this.after);
    if (this.renamed === this.before) return false;
    return steps.reduce<unknown>((value, step) => memberAt(value, step), this.renamed) === now;
  }
}

function hostsOf(definition: DestinationDefinition): Set<string> {
  const urls = endpointsOf(definition).map(({ endpoint }) => endpoint.url);
  if (methodsInUse(definition).has("oauth2")) urls.push(definition.authentication.oauth2.tokenUrl);
  return new Set(urls.flatMap((url) => declaredHosts(definition, url)));
}

type Question = CustomField | MappingField;

/**
 * The older version with the names that the newer has for the same questions. Names that were given on from one
 * question to another can't be told apart afterwards, so then nothing is renamed.
 */
function withNewNames(before: DestinationDefinition, after: DestinationDefinition): DestinationDefinition {
  const renames = [...renamesOf(before.fields, after.fields), ...renamesOf(before.mappings, after.mappings)];
  const taken = new Set([...before.fields, ...before.mappings].map(({ variable }) => variable));
  const isTangled =
    renames.some(({ to }) => taken.has(to)) ||
    new Set(renames.map(({ from }) => from)).size < renames.length ||
    new Set(renames.map(({ to }) => to)).size < renames.length;
  if (isTangled) return before;
  return renames.reduce((definition, { from, to }) => renameVariable(definition, from, to), before);
}

function renamesOf(before: readonly Question[], after: readonly Question[]): { from: string; to: string }[] {
  return before.flatMap(({ id, variable: from }) => {
    const to = after.find((question) => question.id === id)?.variable ?? "";
    return from === "" || to === "" || from === to ? [] : [{ from, to }];
  });
}
