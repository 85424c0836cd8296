import type { DestinationDefinition } from "@/lib/destination/definition";

/** The destination with other batches than its template has: to see that the partner minds. */
export function withBatchSize(batchSize: number): (definition: DestinationDefinition) => DestinationDefinition {
  return (definition) => {
    if (definition.kind === "event") return definition;
    const { updateUsers, addUsers, removeUsers } = definition.endpoints;
    const members = {
      updateUsers: { ...updateUsers, batchSize },
      addUsers: { ...addUsers, batchSize },
      removeUsers: { ...removeUsers, batchSize },
    };
    return definition.kind === "list"
      ? { ...definition, endpoints: { ...definition.endpoints, ...members } }
      : { ...definition, endpoints: { ...definition.endpoints, ...members } };
  };
}
