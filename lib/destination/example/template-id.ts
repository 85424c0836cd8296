/** The names of the templates by themselves: whoever checks a request needs no more of them. */
export const templateIds = ["bearer_lists", "key_pair_regions", "one_call_per_user", "lists_by_name"] as const;
export type TemplateId = (typeof templateIds)[number];
