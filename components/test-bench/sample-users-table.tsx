"use client";

import { Trash2 } from "lucide-react";
import { formatNumber } from "@/components/ui/format-number";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { ownValue } from "@/lib/destination/effective-settings";
import type { TestUser } from "./test-values";

interface SampleUsersTableProps {
  columns: readonly string[];
  users: readonly TestUser[];
  onChange: (users: TestUser[]) => void;
}

/** More rows are read from a file, not edited by hand. */
const rowsShown = 20;

export function SampleUsersTable({ columns, users, onChange }: SampleUsersTableProps) {
  const setUser = (index: number, user: TestUser) =>
    onChange(users.map((other, place) => (place === index ? user : other)));
  if (users.length === 0) return <p className="text-muted text-sm">No users: add one, or generate some.</p>;
  return (
    <div className="overflow-hidden rounded-md border">
      <Table label="Sample users" isDense>
        <Thead>
          <Tr>
            <Th>Operation</Th>
            {columns.map((column) => (
              <Th key={column} className="font-mono">
                {column}
              </Th>
            ))}
            <Th>
              <span className="sr-only">Remove</span>
            </Th>
          </Tr>
        </Thead>
        <Tbody>
          {users.slice(0, rowsShown).map((user, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: users have no identity of their own, and two may be the same.
            <Tr key={index}>
              <Td>
                <NativeSelect
                  aria-label={`Operation of user ${index + 1}`}
                  className="w-24"
                  value={user.operation}
                  options={[
                    { value: "add", label: "add" },
                    { value: "remove", label: "remove" },
                  ]}
                  onChange={(event) =>
                    setUser(index, { ...user, operation: event.currentTarget.value === "remove" ? "remove" : "add" })
                  }
                />
              </Td>
              {columns.map((column) => (
                <Td key={column}>
                  <Input
                    aria-label={`${column} of user ${index + 1}`}
                    isMono
                    className="min-w-36"
                    placeholder="(not set)"
                    value={String(ownValue(user.properties, column) ?? "")}
                    onChange={(event) => setUser(index, withProperty(user, column, event.currentTarget.value))}
                  />
                </Td>
              ))}
              <Td>
                <IconButton
                  label={`Remove user ${index + 1}`}
                  size="sm"
                  onClick={() => onChange(users.filter((_, place) => place !== index))}
                >
                  <Trash2 aria-hidden="true" />
                </IconButton>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {users.length > rowsShown && (
        <p className="border-line border-t px-3 py-2 text-muted text-xs">
          The first {rowsShown} of {formatNumber(users.length)} users. All of them are used.
        </p>
      )}
    </div>
  );
}

/** An emptied cell is a property the user doesn't have; a number stays one as long as it is written like one. */
function withProperty(user: TestUser, column: string, text: string): TestUser {
  const { [column]: before, ...rest } = user.properties;
  if (text === "") return { ...user, properties: rest };
  const isNumber = typeof before === "number" && String(Number(text)) === text;
  return { ...user, properties: { ...rest, [column]: isNumber ? Number(text) : text } };
}
