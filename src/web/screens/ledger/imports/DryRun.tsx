import { showImport } from '#contract/ledger/imports.ts'
import { useAnswer } from '#web/asking.ts'
import { Asked } from '#web/parts/states.tsx'
import { BatchBody } from './BatchBody.tsx'
import { underWay } from './words.ts'

export function DryRun({ id }: { id: string }) {
  const batch = useAnswer(
    showImport,
    { params: { id } },
    { refetchInterval: answer => (!answer || underWay(answer) ? 500 : false) },
  )
  return <Asked of={batch}>{data => <BatchBody batch={data} />}</Asked>
}
