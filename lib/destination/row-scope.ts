/** Users as rows: where in a row each variable has its value. */
import type { DestinationDefinition } from "./definition";
import type { EndpointKey } from "./endpoints";
import type { JsonValue } from "./json";
import { canonicalName } from "./predefined-variable";
import {
  type CallValues,
  differsByUser,
  directionValue,
  type UserPlace,
  userPlaces,
  valueInside,
} from "./request-values";
import type { Binding, ItemBinding, Row } from "./template/item-writer";
import type { Lookup } from "./template/render";
import type { Token } from "./template/template";

type Read = (row: Row) => JsonValue | undefined;

/** The column that says which way a user goes, `add` or `remove`, in calls of both directions. No property has its name. */
export const directionColumn = "\u0000direction";

export class RowScope implements ItemBinding {
  // A token's path is the same object for every row.
  private readonly reads = new Map<readonly string[], Read | undefined>();

  constructor(
    private readonly definition: DestinationDefinition,
    private readonly key: EndpointKey,
    private readonly values: CallValues,
    private readonly columns: readonly string[],
    private readonly batch: Lookup,
  ) {}

  bind({ path }: Token): Binding {
    const places = userPlaces(this.definition, this.values, path);
    if (places) return { type: "row", column: this.column(places), read: this.read(places) };
    const read = this.readDirection(path);
    return read ? { type: "row", column: undefined, read } : { type: "constant", value: this.batch(path) };
  }

  /** All variables of one row, as `userScope` knows those of a test user. */
  lookup(row: Row): Lookup {
    return (path) => {
      const read = this.readOf(path);
      return read ? read(row) : this.batch(path);
    };
  }

  /** The one column that has the value as it stands; undefined where there are several, or something inside one. */
  column(places: readonly UserPlace[]): number | undefined {
    const [place, ...others] = this.known(places);
    return place && others.length === 0 && place.steps.length === 0 ? place.column : undefined;
  }

  /** The value of the first place that has one. */
  read(places: readonly UserPlace[]): Read {
    const known = this.known(places);
    return (row) => {
      for (const { column, steps } of known) {
        const value = valueInside(row[column], steps);
        if (value !== undefined) return value;
      }
      return undefined;
    };
  }

  private readOf(path: readonly string[]): Read | undefined {
    if (!this.reads.has(path)) {
      const places = userPlaces(this.definition, this.values, path);
      this.reads.set(path, places ? this.read(places) : this.readDirection(path));
    }
    return this.reads.get(path);
  }

  /** What says which way the user of a row goes, where those of a call go both ways. */
  private readDirection(path: readonly string[]): Read | undefined {
    if (path.length > 1 || !differsByUser(this.definition, this.key, path)) return undefined;
    const name = canonicalName(path[0] ?? "");
    const column = this.columns.indexOf(directionColumn);
    const entering = directionValue(this.definition, name, "add");
    const leaving = directionValue(this.definition, name, "remove");
    return (row) => (row[column] === "add" ? entering : row[column] === "remove" ? leaving : undefined);
  }

  /** The places that there is a column for. */
  private known(places: readonly UserPlace[]): { column: number; steps: readonly string[] }[] {
    return places.flatMap(([property, ...steps]) => {
      const column = this.columns.indexOf(property);
      return column < 0 ? [] : [{ column, steps }];
    });
  }
}
