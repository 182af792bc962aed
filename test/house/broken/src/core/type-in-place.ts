// typescript/consistent-type-imports: import
export type Row = import('#db/open.ts').Row
