import type { OwnFigureDefinition } from '#contract/figures/own.ts'

type Formula = OwnFigureDefinition['formula']

/** A formula as a form holds it: every field of every kind, of which those of its kind count. */
export type FormulaForm = {
  is: Formula['is']
  kinds: string[]
  stage: string | null
  outcome: 'created' | 'won' | 'lost'
  productLine: string | null
  origin: string | null
  lossReason: string | null
  competitor: string | null
  /** In minor units, of a deal’s worth. */
  least: number | null
  upper: string | null
  lower: string | null
  as: 'share' | 'number'
}

export function emptyFormula(was?: Formula): FormulaForm {
  const where = was && 'where' in was ? was.where : {}
  return {
    is: was?.is ?? 'activities',
    kinds: was?.is === 'activities' ? was.kinds : [],
    stage: was?.is === 'entered' ? was.stage : null,
    outcome: was?.is === 'deals' ? was.outcome : 'won',
    productLine: where.productLine ?? null,
    origin: where.origin ?? null,
    lossReason: where.lossReason ?? null,
    competitor: where.competitor ?? null,
    least: where.least ?? null,
    upper: was?.is === 'ratio' ? was.upper : null,
    lower: was?.is === 'ratio' ? was.lower : null,
    as: was?.is === 'ratio' ? was.as : 'share',
  }
}

export function formulaOf(form: FormulaForm): Formula {
  const { is, kinds, stage, outcome, upper, lower, as } = form
  if (is === 'activities') return { is, kinds }
  if (is === 'ratio') return { is, upper: upper ?? '', lower: lower ?? '', as }
  const where = {
    ...(form.productLine && { productLine: form.productLine }),
    ...(form.origin && { origin: form.origin }),
    ...(form.competitor && { competitor: form.competitor }),
    ...(form.least !== null && { least: form.least }),
    ...(form.lossReason && is === 'deals' && outcome === 'lost' && { lossReason: form.lossReason }),
  }
  return is === 'entered' ? { is, stage: stage ?? '', where } : { is, outcome, where }
}
