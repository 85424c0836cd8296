/** Small facts about places in the document, for forms. */
import type { DocumentPath, Finding } from "@/lib/destination/finding";

/** The id of the element that edits a place in the document; tables and problem lists focus it by this. */
export function fieldId(path: DocumentPath): string {
  return `field-${path.join("-")}`;
}

export function pathKey(path: DocumentPath): string {
  return path.join(".");
}

/** Whether a path lies at or below another. */
export function isWithin(path: DocumentPath, prefix: DocumentPath): boolean {
  return prefix.every((step, index) => path[index] === step);
}

export interface FindingCount {
  errors: number;
  warnings: number;
}

export function countFindings(findings: readonly Finding[]): FindingCount {
  return {
    errors: findings.filter(({ severity }) => severity === "error").length,
    warnings: findings.filter(({ severity }) => severity === "warning").length,
  };
}
