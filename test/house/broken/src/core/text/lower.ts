// fine
import { Temporal } from 'temporal-polyfill'
import { fold } from './fold.ts'
export const lower = (text: string) => fold(text) + Temporal.PlainDate.from('2026-03-31').toString()
