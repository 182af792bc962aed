// no-restricted-imports: core knows only the calculation libraries of its allow-list
import { parse } from 'csv-parse/sync'
export const read = parse
