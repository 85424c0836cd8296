/**
 * What a version would do to the installations of its destination (SPEC 15): counts and reasons, nothing that tells whose
 * they are or what anybody answered. Their answers are carried over as an upgrade would, and their calls dry-rendered.
 */
import type { DestinationDefinition } from "./definition";
import { type DryProblem, DryRenderer } from "./dry-render";
import { ownValue } from "./effective-settings";
import { isCohortDefinition } from "./endpoints";
import { byVariable, type InstallationAnswers } from "./installation-answers";
import type { AskedAnswer } from "./open-questions";
import { planUpgrade, type UpgradePlan } from "./upgrade-plan";

export interface VersionImpact {
  /** Those on another version: of these it is told what would become of them. */
  installations: number;
  /** Go over as they are. */
  unaffected: number;
  /** Can't go over before somebody answers something. */
  needAnswers: number;
  /** Would go over, and then make calls that fail. */
  broken: number;
  /** Of these it depends on their answers, which weren't looked at. */
  depends: number;
  /** Whether answers were looked at: only for reviewers. If not, breaking calls are not counted either. */
  countsAnswers: boolean;
  /** For each question, the installations that have no answer to it. */
  asked: AskedCount[];
  /** For each question that is gone, the installations whose answer falls away. */
  dropped: DroppedCount[];
  breaks: { reason: string; count: number }[];
  /** Whether there are more than were looked at: then the counts are of the ones that were. */
  isPartial: boolean;
}

export interface AskedCount {
  source: AskedAnswer["source"];
  id: string;
  label: string;
  reason: AskedAnswer["reason"];
  count: number;
  /** They may be asked, depending on their answers, and no others. */
  isUpTo?: boolean;
}

export interface DroppedCount {
  source: AskedAnswer["source"];
  id: string;
  count: number;
  /** They were asked; whether they answered wasn't looked at. */
  isUpTo?: boolean;
}

/** One installation, as much of it as an upgrade works with. */
export interface ImpactSubject {
  from: DestinationDefinition;
  answers: InstallationAnswers;
  secretFieldIds: readonly string[];
  /** The user properties of its project. */
  properties: ReadonlySet<string>;
}

/** Takes one installation after the other, so that no more than one is in memory. */
export class ImpactCounter {
  private readonly renderer: DryRenderer;
  private readonly renderers = new Map<DestinationDefinition, DryRenderer>();
  private readonly asked = new Map<string, AskedCount>();
  private readonly dropped = new Map<string, DroppedCount>();
  private readonly breaks = new Map<string, number>();
  private installations = 0;
  private unaffected = 0;
  private needAnswers = 0;
  private broken = 0;

  constructor(private readonly to: DestinationDefinition) {
    this.renderer = new DryRenderer(to);
  }

  add(subject: ImpactSubject): void {
    const plan = planUpgrade(subject.from, this.to, subject.answers, subject.secretFieldIds);
    const reasons = this.reasons(subject, plan);
    this.installations += 1;
    if (plan.asked.length > 0) this.needAnswers += 1;
    if (reasons.size > 0) this.broken += 1;
    if (plan.asked.length === 0 && reasons.size === 0) this.unaffected += 1;
    for (const question of plan.asked) this.countAsked(question);
    for (const { source, id } of plan.dropped) this.countDropped(source, id);
    for (const reason of reasons) this.breaks.set(reason, (this.breaks.get(reason) ?? 0) + 1);
  }

  result(isPartial = false): VersionImpact {
    const { installations, unaffected, needAnswers, broken } = this;
    const byCount = (one: { count: number }, other: { count: number }) => other.count - one.count;
    return {
      ...{ installations, unaffected, needAnswers, broken, isPartial, depends: 0, countsAnswers: true },
      asked: [...this.asked.values()].sort(byCount),
      dropped: [...this.dropped.values()].sort(byCount),
      breaks: [...this.breaks].map(([reason, count]) => ({ reason, count })).sort(byCount),
    };
  }

  private countAsked({ source, id, label, reason }: AskedAnswer): void {
    const key = `${source} ${id}`;
    const known = this.asked.get(key);
    if (known) known.count += 1;
    else this.asked.set(key, { source, id, label, reason, count: 1 });
  }

  private countDropped(source: AskedAnswer["source"], id: string): void {
    const key = `${source} ${id}`;
    const known = this.dropped.get(key);
    if (known) known.count += 1;
    else this.dropped.set(key, { source, id, count: 1 });
  }

  /** What would stop its calls that nobody is asked about, and that doesn't stop them today. */
  private reasons(subject: ImpactSubject, plan: UpgradePlan): Set<string> {
    const sealed = unseen([...plan.carriedSecretIds, ...Object.keys(plan.toSeal)]);
    const open = variablesOf(this.to, plan.asked);
    const found = this.renderer
      .problems(byVariable(this.to, plan.carried, sealed))
      .filter(({ variable }) => plan.asked.length === 0 || (variable !== undefined && !open.has(variable)));
    const news = found.length === 0 ? [] : this.without(found, subject);
    return new Set([...news.map(({ reason }) => reason), ...this.missingProperties(subject, plan)]);
  }

  /** Calls that can't be made as it is are nothing that this version does to them. */
  private without(found: readonly DryProblem[], { from, answers, secretFieldIds }: ImpactSubject): DryProblem[] {
    const renderer = this.renderers.get(from) ?? new DryRenderer(from);
    this.renderers.set(from, renderer);
    const known = renderer.problems(byVariable(from, answers, unseen(secretFieldIds)));
    const failing = new Set(known.map(({ endpoint }) => endpoint));
    return found.filter(({ endpoint }) => !failing.has(endpoint));
  }

  /** A default of the newer version that takes a user property which the project hasn't. */
  private missingProperties({ from, properties }: ImpactSubject, { carried }: UpgradePlan): string[] {
    if (!isCohortDefinition(this.to)) return [];
    return this.to.mappings.flatMap(({ id, variable, displayName, targetName, defaultProperty }) => {
      if (variable === "" || defaultProperty === "" || properties.has(defaultProperty)) return [];
      if (ownValue(carried.mappings, id) !== undefined) return [];
      if (from.mappings.some((old) => old.id === id && old.defaultProperty === defaultProperty)) return [];
      const name = displayName || targetName || `$${variable}`;
      return [`${name} takes the user property “${defaultProperty}” by default, which the project doesn't have.`];
    });
  }
}

/** A secret that nobody looks at: it is there. */
function unseen(ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [id, "unseen"]));
}

/** What has no value until the open questions are answered: their own variables, and what their options set. */
function variablesOf(definition: DestinationDefinition, asked: readonly AskedAnswer[]): Set<string> {
  const ids = new Set(asked.filter(({ source }) => source === "field").map(({ id }) => id));
  const set = definition.fields
    .filter(({ id }) => ids.has(id))
    .flatMap(({ options }) => options.flatMap(({ sets }) => sets.map(({ variable }) => variable)));
  return new Set([...asked.map(({ variable }) => variable), ...set]);
}
