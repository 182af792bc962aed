import { publishForecast, stopForecast } from '#contract/forecast.ts'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group, Progress } from '@mantine/core'
import { useChange } from '#web/asking.ts'
import { Trouble } from '#web/parts/states.tsx'
import { useFormat, useMay } from '#web/session.tsx'
import type { Shown } from './words.ts'

/** How far the forecast is that is being made; and, for those who may, the buttons that begin and stop it. */
export function Making({ shown: { job, forecast } }: { shown: Shown }) {
  const may = useMay().administerOrDirect
  const format = useFormat()
  const publish = useChange(publishForecast)
  const stop = useChange(stopForecast)
  if (job?.state === 'waiting' || job?.state === 'running')
    return (
      <div role="status" style={{ maxWidth: '32rem', marginBottom: '1rem' }}>
        <p className="note">
          {job.state === 'waiting' || job.total === 0
            ? t`A forecast waits for its turn.`
            : job.months > 0
              ? t`The forecasts of the last ${job.months} months are made: ${format.whole(job.done)} of about ${format.whole(job.total)} series.`
              : t`A new forecast is made: ${format.whole(job.done)} of ${format.whole(job.total)} series.`}
        </p>
        <Progress
          value={job.total === 0 ? 0 : (100 * job.done) / job.total}
          aria-label={t`Progress`}
          mt={4}
        />
        {may && (
          <Button
            variant="default"
            size="xs"
            mt="xs"
            loading={stop.isPending}
            onClick={() => stop.mutate({})}
          >
            <Trans>Cancel</Trans>
          </Button>
        )}
      </div>
    )
  if (!may) return null
  // one that was made may hold nothing of whom the page is about
  const first = !forecast && job?.state !== 'done'
  return (
    <>
      {job?.state === 'failed' && <p className="note bad">{job.sentence}</p>}
      {(publish.error ?? stop.error) && <Trouble error={publish.error ?? stop.error} />}
      <Group gap="xs" mb="md" mt={forecast ? 0 : 'xs'}>
        <Button
          variant={first ? 'filled' : 'default'}
          size="xs"
          loading={publish.isPending}
          onClick={() => publish.mutate({ body: {} })}
        >
          {first ? t`Make the first forecast` : t`Publish a new forecast`}
        </Button>
        {forecast && (
          <Button variant="subtle" size="xs" onClick={() => publish.mutate({ body: { months: 12 } })}>
            <Trans>Fill in the record of the past year</Trans>
          </Button>
        )}
      </Group>
    </>
  )
}
