import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Dropzone } from '@mantine/dropzone'
import '@mantine/dropzone/styles.css'
import './imports.css'

export function DropFiles({
  drop,
  busy,
  small,
}: {
  drop: (files: readonly File[]) => void
  busy: boolean
  small: boolean
}) {
  return (
    <Dropzone
      onDrop={drop}
      loading={busy}
      className="drop"
      data-small={small || undefined}
      inputProps={{ 'aria-label': t`Files to import` }}
      aria-label={t`Drop files here, or choose them`}
    >
      <strong>{small ? t`Drop further files here` : t`Drop files here, or choose them`}</strong>
      {!small && (
        <span>
          <Trans>Several at once, when one looks things up in another.</Trans>
        </span>
      )}
    </Dropzone>
  )
}
