/** What the inspector shows of the parts of a workspace: each in short as it changes, and one thing whole on demand. */
import { describeGroup, describeProfile } from "./event-api";
import { describeList } from "./list-api";
import { describeProperty, describeUser } from "./property-api";
import type { Workspace, WorkspacePart } from "./workspace-store";

const membersShown = 200;
const rowsShown = 100;

/** A part in short, the newest first. */
export function summarizePart(part: WorkspacePart, workspace: Workspace): object {
  const { lists, users, events, faults, expectation } = workspace;
  if (part === "faults") return faults.describe();
  if (part === "expectation") return expectation.compare(workspace);
  if (part === "lists") return { lists: lists.all().map(describeList).reverse() };
  if (part === "users") {
    return {
      total: users.count,
      users: users.latest(rowsShown).map(({ id, properties }) => ({
        id,
        properties: properties.size,
        tags: users.tagsOf(id),
      })),
      properties: users.allDefinitions().map(describeProperty).slice(-rowsShown),
      tags: users.allTags().slice(-rowsShown),
    };
  }
  return {
    total: events.count,
    events: events.latest(rowsShown).map(({ number, name, userId, anonymousId, receivedAt }) => ({
      number,
      name,
      who: userId ?? anonymousId,
      receivedAt,
    })),
    profileTotal: events.profileCount,
    profiles: events.latestProfiles(rowsShown).map(({ id, traits }) => ({ id, traits: traits.size })),
    groups: events.allGroups().map(describeGroup).slice(-rowsShown),
  };
}

/** One thing whole; undefined when there is none of that ID. */
export function readPart(kind: string, id: string, { lists, users, events }: Workspace): object | undefined {
  if (kind === "lists") {
    const list = lists.find(id);
    return list && { list: describeList(list), members: [...list.members.values()].slice(0, membersShown) };
  }
  if (kind === "users") {
    const user = users.find(id);
    return user && describeUser(user, users);
  }
  if (kind === "profiles") {
    const profile = events.findProfile(id);
    return profile && describeProfile(profile, events);
  }
  return kind === "events" ? events.find(Number(id)) : undefined;
}
