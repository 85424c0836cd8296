/** Prisma compares without regard to case by ILIKE, where these characters stand for others: here they are themselves. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}
