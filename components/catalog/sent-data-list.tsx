import type { ReactNode } from "react";
import { DescriptionList } from "@/components/ui/description-list";
import type { DestinationDefinition, ValueFormat } from "@/lib/destination/definition";
import { sentData } from "@/lib/destination/sent-data";

const formatWords: Partial<Record<ValueFormat, string>> = {
  email: "an e-mail address",
  phone: "a phone number",
  uuid: "a UUID",
  number: "a number",
};

/** What leaves the platform, and to where: read from the reviewed version itself. */
export function SentDataList({ definition }: { definition: DestinationDefinition }) {
  const { hosts, mapped, besides, hasEvents } = sentData(definition);
  const targets = mapped.map(({ target, format, isRequired }) => {
    const words = [formatWords[format], isRequired ? undefined : "if you map it"].filter(Boolean).join(", ");
    return words === "" ? target : `${target} (${words})`;
  });
  const items: { term: string; value: ReactNode }[] = [
    ...(hasEvents ? [{ term: "Events", value: "Those that match the actions you leave on." }] : []),
    ...(targets.length > 0
      ? [{ term: hasEvents ? "Of each event" : "Of each user", value: `${targets.join(", ")}.` }]
      : []),
    ...(besides.length > 0 ? [{ term: "Besides", value: sentence(besides) }] : []),
    {
      term: "Goes to",
      value: (
        <ul>
          {hosts.map((host) => (
            <li key={host} className="break-all font-mono text-xs leading-5">
              {host}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  return <DescriptionList items={items} />;
}

function sentence(parts: readonly string[]): string {
  const text = parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
