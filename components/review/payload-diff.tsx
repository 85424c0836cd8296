"use client";

import { useMemo } from "react";
import { Badge } from "@/components/ui/badge";
import { Tab, TabList, TabPanel, Tabs } from "@/components/ui/tabs";
import { changedRequests, type RequestChange } from "@/lib/destination/changed-requests";
import type { DestinationDefinition } from "@/lib/destination/definition";
import { LineDiffView } from "./line-diff-view";

interface PayloadDiffProps {
  before: DestinationDefinition;
  after: DestinationDefinition;
}

const statusWords: Record<RequestChange["status"], string | undefined> = {
  added: "New",
  removed: "No longer made",
  changed: undefined,
};

/** The requests that differ, each line by line as it is written: method, URL, headers, payload, item template. */
export function PayloadDiff({ before, after }: PayloadDiffProps) {
  const requests = useMemo(() => changedRequests(before, after), [before, after]);
  const [first] = requests;
  if (!first) return <p className="text-muted text-sm">Every request is the same in both versions.</p>;
  return (
    <Tabs defaultValue={first.key}>
      <TabList label="Requests that changed">
        {requests.map(({ key, name, status }) => (
          <Tab key={key} value={key}>
            {name}
            {statusWords[status] && <Badge tone={status === "added" ? "info" : "neutral"}>{statusWords[status]}</Badge>}
          </Tab>
        ))}
      </TabList>
      {requests.map((request) => (
        <TabPanel key={request.key} value={request.key}>
          <LineDiffView before={request.before} after={request.after} label={`Request of ${request.name}`} />
        </TabPanel>
      ))}
    </Tabs>
  );
}
