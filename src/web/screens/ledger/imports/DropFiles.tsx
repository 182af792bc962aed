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
      inputProps={{ 'aria-label': 'Files to import' }}
      aria-label="Drop files here, or choose them"
    >
      <strong>{small ? 'Drop further files here' : 'Drop files here, or choose them'}</strong>
      {!small && <span>Several at once, when one looks things up in another.</span>}
    </Dropzone>
  )
}
