import type { Factor, NoHazards } from './hazards.ts'
import type { LearntDeals } from './learn.ts'
import type { StageModel } from './stages.ts'

/** How deals are learnt from: raised whenever the same deals would teach something else. */
export const dealMethod = 4

/** What was learnt, as JSON holds it: numbers come back to the last digit. */
export type PackedDeals =
  | NoHazards
  | (Omit<LearntDeals, 'model'> & {
      readonly model: Omit<LearntDeals['model'], 'hazards' | 'stages'> & {
        readonly hazards: {
          readonly won: readonly number[]
          readonly lost: readonly number[]
          readonly factors: readonly (readonly [string, Factor])[]
          readonly oldest: number
        }
        readonly stages:
          | (Omit<StageModel, 'moves'> & { readonly moves: readonly (readonly (readonly number[])[])[] })
          | null
      }
    })

export function packed(learnt: LearntDeals | NoHazards): PackedDeals {
  if ('none' in learnt) return learnt
  const { hazards, stages } = learnt.model
  return {
    ...learnt,
    model: {
      ...learnt.model,
      hazards: {
        ...hazards,
        won: [...hazards.won],
        lost: [...hazards.lost],
        factors: [...hazards.factors],
      },
      stages: stages && { ...stages, moves: stages.moves.map(row => row.map(rates => [...rates])) },
    },
  }
}

export function unpacked(kept: PackedDeals): LearntDeals | NoHazards {
  if ('none' in kept) return kept
  const { hazards, stages } = kept.model
  return {
    ...kept,
    model: {
      ...kept.model,
      hazards: {
        ...hazards,
        won: Float64Array.from(hazards.won),
        lost: Float64Array.from(hazards.lost),
        factors: new Map(hazards.factors),
      },
      stages: stages && {
        ...stages,
        moves: stages.moves.map(row => row.map(rates => Float64Array.from(rates))),
      },
    },
  }
}
