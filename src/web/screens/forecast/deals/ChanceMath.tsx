import { plural, t } from '@lingui/core/macro'
import { Drawer } from '@mantine/core'
import { Details } from '#web/parts/Facts.tsx'
import { useFormat } from '#web/session.tsx'
import type { Chance } from './ChanceTable.tsx'
import type { DealForecast } from './OpenDeals.tsx'

/** How a deal's chance comes about: what is usual at its age, and what each thing known of it makes of that. */
export function ChanceMath(of: {
  deal: Chance | undefined
  method: DealForecast['method']
  today: string
  close: () => void
}) {
  const format = useFormat()
  const { deal, method } = of
  const math = deal?.math
  const share = format.percent
  return (
    <Drawer
      opened={deal !== undefined}
      onClose={of.close}
      size="min(40rem, 100vw)"
      title={deal ? t`${deal.name}: the math` : ''}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {deal && math && (
        <Details
          details={[
            [
              t`By its age`,
              t`${plural(math.age, { one: '# day', other: '# days' })} old. Of deals that old ${share(math.usual)} are won within three months.`,
            ],
            [
              t`With its segment`,
              math.segment === ''
                ? t`${share(math.withSegment)}. It has no product line and no territory of its own.`
                : t`${share(math.withSegment)}, as deals in ${math.segment} close more or less often than others; few deals change little.`,
            ],
            [
              t`With whose it is`,
              t`${share(math.withPerson)}, drawn towards everybody’s by how few deals it rests on.`,
            ],
            math.withStage === null
              ? null
              : [
                  t`With its stage`,
                  t`${share(math.withStage)} in ${deal.stage}, by how long it has been there.`,
                ],
            [
              t`Corrected`,
              method && method.factor !== 1
                ? t`${share(math.corrected)}. At past month ends deals were won ${format.decimal(method.factor)} times as readily as was said; that is believed as far as it is sure.`
                : t`${share(math.corrected)}. At past month ends no lean was found that is more than luck.`,
            ],
            [
              t`Worth it`,
              deal.credited === null
                ? t`Nobody said its amount; it is drawn from comparable deals that were won.`
                : t`${format.amount(deal.credited)} × ${share(math.corrected)} = ${format.amount(Math.round(deal.credited * math.corrected))} within three months.`,
            ],
          ]}
        />
      )}
    </Drawer>
  )
}
