import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names. It does not settle conflicts: two classes that set the same property are a bug in the caller, and
 * a resolver would cost every page more script than the whole sign-in form.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
