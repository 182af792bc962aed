import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Menu } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { EChartsCoreOption, EChartsType } from 'echarts/core'
import { type ReactNode, useRef, useState } from 'react'
import { keep } from '#web/client.ts'
import { Chart } from './Chart.tsx'
import type { Inks } from './ink.ts'
import { asPng, asSvg, asCsv, asTabs } from './take.ts'
import { TableFrame } from '#web/parts/TableFrame.tsx'

export type ChartTable = { head: readonly string[]; rows: readonly (readonly (string | number | null)[])[] }

/** A chart whose title is the finding, with its table, and in every form that somebody may want to take along. */
export function ChartFrame(of: {
  finding: string
  fileName: string
  height?: number
  option: (given: { inks: Inks; still: boolean }) => EChartsCoreOption
  /** The same facts as exact values, for the CSV; `shown` writes them for readers. */
  table: ChartTable
  shown: (value: string | number | null, column: number) => string
  /** A row's first cell as a way to what the row is made of. */
  opens?: (row: number, words: string) => ReactNode
}) {
  const drawing = useRef<EChartsType | null>(null)
  const [asTable, setAsTable] = useState(false)
  const { table } = of
  const written = { head: table.head, rows: table.rows.map(row => row.map(of.shown)) }
  const copy = async () => {
    await navigator.clipboard.writeText(asTabs(written))
    notifications.show({ message: t`Copied; it can be pasted into a sheet.` })
  }
  return (
    <figure className="chart-frame" style={{ margin: 0 }}>
      <Group justify="space-between" align="baseline" mb={4}>
        <figcaption>{of.finding}</figcaption>
        <Group gap="xs">
          <Button
            variant="subtle"
            size="compact-sm"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? t`Chart` : t`Table`}
          </Button>
          <Menu position="bottom-end" width={180}>
            <Menu.Target>
              <Button variant="subtle" size="compact-sm">
                <Trans>Take along</Trans>
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => void copy()}>
                <Trans>Copy the numbers</Trans>
              </Menu.Item>
              <Menu.Item onClick={() => keep(asCsv(table), `${of.fileName}.csv`)}>CSV</Menu.Item>
              {!asTable && (
                <>
                  <Menu.Item
                    onClick={() => drawing.current && keep(asSvg(drawing.current), `${of.fileName}.svg`)}
                  >
                    SVG
                  </Menu.Item>
                  <Menu.Item
                    onClick={() =>
                      drawing.current &&
                      void asPng(drawing.current).then(png => keep(png, `${of.fileName}.png`))
                    }
                  >
                    PNG
                  </Menu.Item>
                </>
              )}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {asTable ? (
        <WrittenTable
          name={of.finding}
          head={written.head}
          rows={written.rows}
          {...(of.opens && { opens: of.opens })}
        />
      ) : (
        <Chart label={of.finding} height={of.height ?? 260} option={of.option} drawing={drawing} />
      )}
    </figure>
  )
}

function WrittenTable({
  name,
  head,
  rows,
  opens = (_, words) => words,
}: {
  name: string
  head: readonly string[]
  rows: readonly (readonly string[])[]
  opens?: (row: number, words: string) => ReactNode
}) {
  return (
    <TableFrame name={name}>
      <table className="table" aria-label={name}>
        <thead>
          <tr>
            {head.map((word, column) => (
              <th key={word} scope="col" className={column > 0 ? 'end' : undefined}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = '', ...others], row) => (
            <tr key={first}>
              <th scope="row">{opens(row, first)}</th>
              {others.map((value, column) => (
                <td key={head[column + 1]} className="end">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
