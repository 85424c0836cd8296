/** Every organization of the platform: for its administrators, the only readers that are not bound to one. */
import "server-only";
import { z } from "zod";
import { frozenConnectionInfo } from "@/lib/contract";
import { versionStatuses } from "@/lib/destination/lifecycle";
import type { Db, Tx } from "@/lib/server/db";
import { fromJsonColumn } from "./json-column";

export interface OrganizationFilter {
  /** Part of the name in any case, or the ID. */
  search?: string;
  portalEnabled?: boolean;
}

/** By name, one page of them, with how many there are in all. */
export async function listOrganizations(
  db: Db | Tx,
  { search, portalEnabled }: OrganizationFilter = {},
  { page = 1, pageSize = 50 }: { page?: number; pageSize?: number } = {},
) {
  const where = {
    ...(portalEnabled !== undefined && { portalEnabled }),
    ...(search && { OR: [{ id: search }, { name: { contains: search, mode: "insensitive" as const } }] }),
  };
  const [total, rows] = await Promise.all([
    db.organization.count({ where }),
    db.organization.findMany({
      where,
      select: {
        id: true,
        name: true,
        portalEnabled: true,
        createdAt: true,
        _count: { select: { members: true, destinations: true, installations: true } },
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  const organizations = rows.map(({ _count, ...row }) => ({
    ...row,
    memberCount: _count.members,
    destinationCount: _count.destinations,
    installationCount: _count.installations,
  }));
  return { total, organizations };
}

export function listOrganizationNames(db: Db | Tx) {
  return db.organization.findMany({ select: { id: true, name: true }, orderBy: [{ name: "asc" }, { id: "asc" }] });
}

export async function findOrganizationName(db: Db | Tx, id: string): Promise<string | undefined> {
  const row = await db.organization.findUnique({ where: { id }, select: { name: true } });
  return row?.name;
}

/** One organization with who is in it and what it has. Undefined: there is none of this ID. */
export async function findOrganization(db: Db | Tx, id: string) {
  const row = await db.organization.findUnique({
    where: { id },
    include: {
      members: {
        select: {
          role: true,
          createdAt: true,
          user: { select: { id: true, name: true, email: true, emailVerified: true } },
        },
        orderBy: [{ role: "desc" }, { createdAt: "asc" }],
      },
      destinations: {
        select: {
          id: true,
          kind: true,
          updatedAt: true,
          connectionInfo: { select: { displayName: true } },
          versions: { select: { id: true, number: true, status: true }, orderBy: { submittedAt: "desc" }, take: 1 },
        },
        orderBy: { updatedAt: "desc" },
      },
      installations: {
        select: {
          id: true,
          name: true,
          status: true,
          project: { select: { name: true } },
          version: { select: { number: true, connectionInfo: true } },
        },
        orderBy: { createdAt: "desc" },
      },
      _count: { select: { projects: true, cohorts: true } },
    },
  });
  if (!row) return undefined;
  const { destinations, installations, ...organization } = row;
  return {
    ...organization,
    destinations: destinations.map(({ versions: [newest], connectionInfo, ...destination }) => ({
      ...destination,
      displayName: connectionInfo.displayName,
      newest: newest && { ...newest, status: z.enum(versionStatuses).parse(newest.status) },
    })),
    installations: installations.map(({ project, version, ...installation }) => ({
      ...installation,
      project: project.name,
      destination: frozenConnectionInfo.parse(fromJsonColumn(version.connectionInfo)).displayName,
      number: version.number,
    })),
  };
}
