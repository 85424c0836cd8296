/** The templates that were parsed lately, so that one keystroke costs the parse of one text, whoever asks for it. */
import type { Template } from "./template";

/**
 * In UTF-16 units of source: all texts of many destinations, or several of the largest size. What is kept of one is
 * little more than its text.
 */
const charsMax = 2_097_152;
/** A template weighs something however short its text is. */
const weightMin = 500;

/**
 * Of one language, by text. In two halves: when the younger one is full, the older one is forgotten and the younger one
 * takes its place. What is asked for again moves to the younger one, so that what is in use stays.
 */
export class RecentTemplates {
  private young = new Map<string, Template>();
  private old = new Map<string, Template>();
  private weight = 0;

  get(text: string): Template | undefined {
    const found = this.young.get(text);
    if (found) return found;
    const older = this.old.get(text);
    return older && this.add(older);
  }

  add(template: Template): Template {
    const weight = Math.max(template.source.length, weightMin);
    if (this.weight + weight > charsMax / 2) {
      this.old = this.young;
      this.young = new Map();
      this.weight = 0;
    }
    this.weight += weight;
    this.young.set(template.source, template);
    return template;
  }
}
