import type { CustomField } from "@/lib/destination/definition";
import { regionField } from "./credential-field";

/** The instances of Braze and their REST hosts. */
export function brazeCluster(): CustomField {
  const us = Array.from({ length: 8 }, (_, index) => ({
    label: `US-0${index + 1}`,
    value: `https://rest.iad-0${index + 1}.braze.com`,
  }));
  return regionField("cluster", "Cluster", "The instance in the address of your Braze dashboard.", [
    ...us,
    { label: "EU-01", value: "https://rest.fra-01.braze.eu" },
    { label: "EU-02", value: "https://rest.fra-02.braze.eu" },
    { label: "AU-01", value: "https://rest.au-01.braze.com" },
  ]);
}
