/** The templates that were parsed lately, so that one keystroke costs the parse of one text. */
import type { Template } from "./template";

/**
 * In UTF-16 units of source: a few templates of the largest size, or all the texts of many destinations. More would cost
 * more time in moving what is kept about memory than it saves.
 */
const charsMax = 786_432;
const countMax = 2_000;

/** Of one language, by text; the one not used for longest goes first. */
export class RecentTemplates {
  private readonly byText = new Map<string, Template>();
  private chars = 0;

  get(text: string): Template | undefined {
    const found = this.byText.get(text);
    if (found) {
      this.byText.delete(text);
      this.byText.set(text, found);
    }
    return found;
  }

  add(template: Template): Template {
    this.byText.set(template.source, template);
    this.chars += template.source.length;
    for (const oldest of this.byText.keys()) {
      if ((this.chars <= charsMax && this.byText.size <= countMax) || oldest === template.source) break;
      this.byText.delete(oldest);
      this.chars -= oldest.length;
    }
    return template;
  }
}
