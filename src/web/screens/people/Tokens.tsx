import { addToken, endToken, listTokens } from '#contract/people.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, NumberInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMemo } from 'react'
import { useAnswer, useChange } from '#web/asking.ts'
import type { Answer } from '#web/client.ts'
import { CopyLine } from '#web/parts/CopyLine.tsx'
import { type Column, DataTable } from '#web/parts/DataTable.tsx'
import { Section } from '#web/parts/Page.tsx'
import { Asked, Trouble } from '#web/parts/states.tsx'
import { useFormat } from '#web/session.tsx'

type Token = Answer<typeof listTokens>['tokens'][number]

/** Tokens let a program ask in my name, with my rights and no more. */
export function Tokens() {
  const tokens = useAnswer(listTokens, {})
  const adding = useChange(addToken)
  const form = useForm({ initialValues: { name: '', days: 90 as number | string } })
  return (
    <Section title={t`Tokens for programs`} aside={t`with my own rights, and no more`}>
      <Asked of={tokens} lines={2}>
        {data =>
          data.tokens.length > 0 ? (
            <TokenTable rows={data.tokens} />
          ) : (
            <p className="note">
              <Trans>None yet.</Trans>
            </p>
          )
        }
      </Asked>
      {adding.error && <Trouble error={adding.error} />}
      {adding.data && (
        <CopyLine
          label={t`The new token`}
          text={adding.data.token}
          note={t`Copy it now: it is shown this once, and kept only as a fingerprint.`}
        />
      )}
      <form
        onSubmit={form.onSubmit(({ name, days }) =>
          adding.mutate(
            { body: { name, ...(typeof days === 'number' ? { days } : {}) } },
            { onSuccess: () => form.reset() },
          ),
        )}
      >
        <Group align="flex-end" mt="md">
          <TextInput label={t`What it is for`} required w={240} {...form.getInputProps('name')} />
          <NumberInput
            label={t`Days it holds`}
            description={t`Empty: until it is ended.`}
            min={1}
            max={366}
            w={180}
            hideControls
            {...form.getInputProps('days')}
          />
          <Button type="submit" variant="default" loading={adding.isPending}>
            <Trans>Make a token</Trans>
          </Button>
        </Group>
      </form>
    </Section>
  )
}

function TokenTable({ rows }: { rows: readonly Token[] }) {
  const format = useFormat()
  const { mutate, isPending } = useChange(endToken)
  const columns = useMemo(
    (): Column<Token>[] => [
      { key: 'name', head: t`For`, cell: token => token.name },
      { key: 'made', head: t`Made`, cell: token => format.moment(token.madeAt) },
      {
        key: 'used',
        head: t`Last used`,
        cell: token => (token.lastUsedAt ? format.moment(token.lastUsedAt) : t`never`),
      },
      {
        key: 'expires',
        head: t`Holds until`,
        cell: token =>
          token.endedAt
            ? t`ended ${format.moment(token.endedAt)}`
            : token.expiresAt
              ? format.moment(token.expiresAt)
              : t`ended by hand`,
      },
      {
        key: 'end',
        head: t`End it`,
        end: true,
        cell: token =>
          token.endedAt ? null : (
            <Button
              variant="subtle"
              size="compact-sm"
              loading={isPending}
              onClick={() => mutate({ params: { id: token.id } })}
            >
              <Trans>End</Trans>
            </Button>
          ),
      },
    ],
    [format, mutate, isPending],
  )
  return <DataTable name={t`Tokens`} rows={rows} columns={columns} rowKey={token => token.id} />
}
