"use client";

import { FileUp, RefreshCw, UserPlus, UsersRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useDraft } from "@/components/builder/draft-provider";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { formatNumber, pluralize } from "@/components/ui/format-number";
import { NativeSelect } from "@/components/ui/native-select";
import { SampleUsersTable } from "./sample-users-table";
import { userColumns } from "./test-users";
import { type TestUser, usersMax } from "./test-values";
import { useTestBench } from "./test-values-provider";

/** Reading a CSV is rare enough to be loaded when it is asked for. */
const UsersCsvDialog = lazy(async () => ({ default: (await import("./users-csv-dialog")).UsersCsvDialog }));
const UsersCohortDialog = lazy(async () => ({ default: (await import("./users-cohort-dialog")).UsersCohortDialog }));

const counts = [3, 6, 30, 300, 1_000];

/** The users of a test: generated to fit the mapping, typed here, read from a CSV, or members of a cohort. */
export function SampleUsers({ id }: { id: string }) {
  const { definition } = useDraft();
  const { project, values, change, users } = useTestBench();
  const [isImporting, setIsImporting] = useState(false);
  const [isChoosing, setIsChoosing] = useState(false);
  const added = users.filter(({ operation }) => operation === "add").length;
  const setUsers = (next: TestUser[] | undefined) => change((before) => ({ ...before, users: next }));
  const columns = userColumns(definition, values, users);

  return (
    <div id={id} tabIndex={-1} className="scroll-mt-16 outline-none">
      <Disclosure
        isPlain
        title="Sample users"
        description={`${pluralize(added, "user")} to add, ${users.length - added} to remove. ${
          values.users ? "Edited by hand, from a file or a cohort." : "Generated to fit the mapping."
        }`}
        count={users.length}
      >
        <div className="-ms-6 space-y-3">
          <div className="flex flex-wrap items-center gap-2">
            <NativeSelect
              aria-label="How many users to generate"
              className="w-32"
              value={String(values.userCount)}
              options={counts.map((count) => ({ value: String(count), label: `${formatNumber(count)} users` }))}
              onChange={(event) => {
                const userCount = Number(event.currentTarget.value);
                change((before) => ({ ...before, userCount, users: undefined }));
              }}
            />
            <Button
              size="sm"
              icon={<RefreshCw aria-hidden="true" />}
              disabled={!values.users}
              onClick={() => setUsers(undefined)}
            >
              Regenerate
            </Button>
            <Button size="sm" icon={<FileUp aria-hidden="true" />} onClick={() => setIsImporting(true)}>
              From CSV
            </Button>
            <Button
              size="sm"
              icon={<UsersRound aria-hidden="true" />}
              disabled={!project}
              onClick={() => setIsChoosing(true)}
            >
              From a cohort
            </Button>
            <Button
              size="sm"
              icon={<UserPlus aria-hidden="true" />}
              disabled={users.length >= usersMax}
              onClick={() => setUsers([{ operation: "add", properties: {} }, ...users])}
            >
              Add user
            </Button>
          </div>
          <SampleUsersTable columns={columns} users={users} onChange={setUsers} />
        </div>
      </Disclosure>
      {isImporting && (
        <Suspense>
          <UsersCsvDialog columns={columns} onOpenChange={setIsImporting} onUsers={setUsers} />
        </Suspense>
      )}
      {isChoosing && (
        <Suspense>
          <UsersCohortDialog onOpenChange={setIsChoosing} onUsers={setUsers} />
        </Suspense>
      )}
    </div>
  );
}
