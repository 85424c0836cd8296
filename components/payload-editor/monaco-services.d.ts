/** What we use of Monaco's inside, for which it has no types: two settings that its editor's options don't reach. */
declare module "monaco-editor/editor/standalone/browser/standaloneServices" {
  export const StandaloneServices: { get<Service>(id: { readonly service?: Service }): Service };
}

declare module "monaco-editor/platform/configuration/common/configuration" {
  export const IConfigurationService: {
    readonly service?: { updateValues(values: [key: string, value: unknown][]): Promise<void> };
  };
}

declare module "monaco-editor/platform/storage/common/storage" {
  export const IStorageService: {
    readonly service?: { store(key: string, value: boolean, scope: number, target: number): void };
  };
}
